"""`headwater judge`: what people decide about what the machine suggests."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from headwater.cli.commands import CasePath, app
from headwater.errors import UsageError

if TYPE_CHECKING:
    from headwater.case import Case
    from headwater.model import Judgement, Passage
    from headwater.review import Suggestion

judge = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.add_typer(judge, name="judge")

_WORDS = "judgements hold the words that they are of"

Who = Annotated[str, typer.Option(envvar="HEADWATER_WHO", help="Who decides; or set HEADWATER_WHO.")]
Why = Annotated[str, typer.Option(help="The reason, in words.")]
Later = Annotated[bool, typer.Option("--later", help="Do not bring the case up to date now; the next build does.")]


@judge.callback()
def judgements() -> None:
    """Accept, reject or correct what is suggested; nothing decided is ever lost.

    Judgements point at words of reports, are kept over every rebuild, and are undone only by another judgement.
    """


@judge.command("list")
def list_(case: CasePath) -> None:
    """List every judgement of a case, oldest first, and how it stands."""
    from headwater import review
    from headwater.case import Case
    from headwater.cli.terminal import show, unredacted

    with Case.open(case) as opened:
        names = {reading.report: reading.text.name for reading in opened.readings()}
        rows = [(*_row(each.judgement, names), each.state) for each in review.standings(opened)]
    show("Judgements", ("id", "when", "who", "what", "words", "of", "to", "why", "standing"), rows)
    unredacted(_WORDS)


@judge.command()
def queue(
    case: CasePath,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
) -> None:
    """List what is suggested and not judged, what would change the counts most first.

    "judge" gives the words after `headwater judge add CASE SUBJECT VERDICT` that name it.
    """
    from headwater import review
    from headwater.case import Case
    from headwater.cli.terminal import show, unredacted

    with Case.open(case) as opened:
        readings = opened.readings()
        names = {reading.report: reading.text.name for reading in readings}
        places = {claim.passage: claim.id for reading in readings for claim in reading.claims}
        rows = [
            (each.changes, each.subject, _named(each, names, places), each.words, _quoted(each.target, names))
            for each in review.queue(opened)[:limit]
        ]
    show("To decide", ("changes", "subject", "judge", "suggested", "words"), rows)
    unredacted(_WORDS)


@judge.command()
def add(
    case: CasePath,
    subject: Annotated[str, typer.Argument(help="grouping, derivation, drift, attribution, code or rating.")],
    verdict: Annotated[str, typer.Argument(help="accept, reject or correct; rate for a rating.")],
    target: Annotated[
        list[str],
        typer.Argument(
            help="What is judged, by id or place: claims, a finding (all its claims), reports by name, or words as "
            "NAME:START-END. For a corrected grouping, / between its parts."
        ),
    ],
    who: Who,
    why: Why,
    of: Annotated[
        str | None, typer.Option(help="The code, kind of drift, speaker or unseen name that is meant.")
    ] = None,
    to: Annotated[str | None, typer.Option(help="What it is to be: the code, kind, speaker, degree or rating.")] = None,
    later: Later = False,
) -> None:
    """Write down one decision, and bring the case up to date. Prints its id.

    A derivation names the report that derives first. docs/judgements.md says what each verdict does to the counts.
    """
    from headwater import review
    from headwater.case import Case
    from headwater.model import Subject, Verdict

    subjects, verdicts = get_args(Subject), [each for each in get_args(Verdict) if each != "undo"]
    if subject not in subjects or verdict not in verdicts:
        wrong = subject if subject not in subjects else verdict
        raise UsageError("that cannot be judged so", wrong, f"Known: {', '.join([*subjects, *verdicts])}")
    with Case.open(case) as opened:
        index = _Index(opened)
    words = [[each for named in part for each in index.words(named)] for part in _split(target)]
    if len(words) > 1:
        to = " ".join(str(number) for number, part in enumerate(words, 1) for _ in part)
    now = _now()
    made = review.judge(
        case,
        subject,  # type: ignore[arg-type]
        verdict,  # type: ignore[arg-type]
        [each for part in words for each in part],
        of=of,
        to=to,
        who=who,
        when=now,
        why=why,
    )
    _done(case, made, now, later)


@judge.command()
def undo(
    case: CasePath,
    id: Annotated[str, typer.Argument(metavar="ID", help="The judgement, as `headwater judge list` shows it.")],
    who: Who,
    why: Why,
    later: Later = False,
) -> None:
    """Undo a judgement by another one, and bring the case up to date. Undo that one to have it again."""
    from headwater import review

    now = _now()
    _done(case, review.undo(case, id, who=who, when=now, why=why), now, later)


@judge.command()
def export(case: CasePath) -> None:
    """Write the judgements as JSON lines, one a line, for a file that git keeps and merges."""
    from headwater import review
    from headwater.case import Case
    from headwater.cli.terminal import unredacted

    with Case.open(case) as opened:
        sys.stdout.buffer.writelines(review.write_lines(opened.judgements()))
    unredacted(_WORDS)


@judge.command("import")
def import_(
    case: CasePath,
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="What `headwater judge export` wrote.")],
    later: Later = False,
) -> None:
    """Add the judgements of a file that the case does not have, and bring the case up to date."""
    from headwater import pipeline, review

    try:
        rows = file.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"the file cannot be read ({error.strerror})", file, "Name a file of judgements") from error
    added = review.merge(case, review.read_lines(rows, file.name))
    if added and not later:
        pipeline.build([], case)
    typer.echo(f"headwater: {added} judgements added", err=True)


def _done(case: Path, made: "Judgement", now: str, later: bool) -> None:
    from headwater import pipeline

    if not later:
        pipeline.build([], case)
    if made.when > now:
        typer.echo(
            "headwater: the clock of this machine stands before the last judgement of the case; this one is dated just"
            f" after it, {made.when}",
            err=True,
        )
    typer.echo(made.id)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _row(each: "Judgement", names: dict[str, str]) -> tuple[object, ...]:
    words = _quoted(each.target, names)
    return each.id, each.when, each.who, f"{each.verdict} {each.subject}", words, each.of, each.to, each.why


def _quoted(target: "tuple[Passage, ...]", names: dict[str, str]) -> str:
    return "; ".join(f"{names.get(each.report, each.report)}: {each.quote}" for each in target)


def _named(each: "Suggestion", names: dict[str, str], places: "dict[Passage, str]") -> str:
    """How the command line names what is suggested."""
    target = [names[words.report] if each.subject == "derivation" else places[words] for words in each.target]
    return " ".join([*target, *(["--of", f'"{each.of}"'] if each.of else [])])


def _split(target: list[str]) -> list[list[str]]:
    """The parts of a target, which / divides."""
    parts: list[list[str]] = [[]]
    for each in target:
        if each == "/":
            parts.append([])
        else:
            parts[-1].append(each)
    return parts


class _Index:
    """What the words of a command line can name in a case."""

    def __init__(self, case: "Case") -> None:
        from headwater import review

        readings = case.readings()
        claims = {claim.id: claim.passage for reading in readings for claim in reading.claims}
        findings = {each.id: [claims[id] for id in each.claims] for each in case.findings().findings}
        heads = {name: [review.head(each)] for each in readings for name in (each.report, each.text.name)}
        self._texts = {name: each.text for each in readings for name in (each.report, each.text.name)}
        self._known = {id: [passage] for id, passage in claims.items()} | findings | heads

    def words(self, named: str) -> "list[Passage]":
        """The words that an id, a report's name or a place stands for."""
        if named in self._known:
            return self._known[named]
        name, _, place = named.rpartition(":")
        start, _, end = place.partition("-")
        if name not in self._texts or not (start.isdecimal() and end.isdecimal() and len(place) < 20):
            step = "Name a claim, a finding, a report or NAME:START-END"
            raise UsageError("nothing in the case is called that", named, step)
        text = self._texts[name]
        if not int(start) < int(end) <= len(text.text):
            raise UsageError("that place is outside the text", named, f"It has {len(text.text)} characters")
        return [text.passage(int(start), int(end))]
