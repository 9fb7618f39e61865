"""What all requests to one server share."""

from dataclasses import dataclass, field
from pathlib import Path

from anyio import CapacityLimiter

from headwater.web.job import Jobs
from headwater.web.session import Sessions
from headwater.web.settings import Settings
from headwater.web.shelf import Shelves


@dataclass(frozen=True, slots=True)
class Workbench:
    """A case being served. It is ``request.app.state.workbench``."""

    path: Path
    settings: Settings
    shelves: Shelves
    sessions: Sessions
    jobs: Jobs
    guesses: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))  # passwords tried at a time
