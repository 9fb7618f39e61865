"""Templates, which escape and make visible whatever they are given."""

import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headwater.dossier import phrases
from headwater.model import visible
from headwater.web import links


def render(template: str, **values: object) -> str:
    """Write a page."""
    return _environment().get_template(template).render(values)


@cache
def static(name: str) -> str:
    """The address of a static file; it changes with its bytes, so that a browser may keep it."""
    return f"/static/{name}?{hashlib.sha256(static_bytes(name)).hexdigest()[:12]}"


@cache
def static_bytes(name: str) -> bytes:
    """A static file. The dossier's style is ours too: the workbench adds to it."""
    package, folder = ("headwater.dossier", "templates") if name == "style.css" else ("headwater.web", "static")
    return files(package).joinpath(folder, name).read_bytes()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("headwater.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
    )
    environment.globals |= {"phrases": phrases, "links": links, "static": static}
    return environment


def _shown(value: object) -> object:
    """What every expression of a template passes through before it is escaped."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
