"""What all requests to one server share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from anyio import CapacityLimiter

from headwater.estimates import Plan
from headwater.web.job import Jobs
from headwater.web.preparation import Preparation
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
    preparation: Preparation
    plans: Mapping[str, Plan]  # the estimates that are offered, by name
    guesses: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(1))  # passwords tried at a time
    long: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(4))  # answers that take long, at a time
