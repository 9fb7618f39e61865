"""The page: the parts put together by templates that escape whatever they are given."""

import base64
import hashlib
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from headwater.dossier import bounds, collation, drawing, evidence, fulltext, phrases, system
from headwater.dossier.contents import Contents
from headwater.dossier.evidence import credits_itself
from headwater.model import visible


def write(contents: Contents) -> str:
    """Write the whole document."""
    environment = _environment()
    style = _style()
    numbers = collation.numbers(contents)
    findings = collation.arranged(contents, numbers)
    shown = {opened.finding.id: opened.number for opened in (*findings.main, *findings.brief)}
    return environment.get_template("dossier.html.j2").render(
        contents=contents,
        style=Markup(style),
        style_hash=_hash(style),
        findings=findings,
        changes=[(opened, change) for opened in findings.main for change in opened.changes],
        drawings=drawing.drawings(contents),
        systems=system.systems(contents),
        numbered=shown,
        bounds=bounds,
        links=evidence.derivations(contents),
        silent=partial(_silent, contents),
        possible=evidence.possible(contents),
        leaves=fulltext.leaves(contents, shown),
        phrases=phrases,
    )


@cache
def ours() -> str:
    """The words of the templates: what a document says of its own, whatever the case holds."""
    environment = _environment()
    assert environment.loader is not None
    names = environment.list_templates(extensions=["j2"])
    return "\n".join(environment.loader.get_source(environment, name)[0] for name in names)


def _silent(contents: Contents, origin: str) -> list[str]:
    """The reports that derive straight from an origin and do not credit it."""
    return [each.report for each in contents.derivations if each.source == origin and not credits_itself(each)]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("headwater.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: object) -> object:
    """What every expression of a template passes through before it is escaped."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style() -> str:
    source, _, _ = PackageLoader("headwater.dossier").get_source(Environment(), "style.css")
    return source


def _hash(style: str) -> str:
    """The name under which the content security policy allows this style and no other."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
