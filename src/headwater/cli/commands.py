"""The commands. What each needs is imported when it runs, so that --help answers at once."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from headwater.cli.key import encrypt, unlocked
from headwater.cli.limit import Limited, limits
from headwater.cli.outcome import SOME_UNREAD, Outcome, tell_unread
from headwater.errors import UsageError

if TYPE_CHECKING:
    from headwater.case import Case
    from headwater.model import Unread

_EXITS = (
    "Exit codes: 0 done; 1 a check failed; 2 wrong use; 3 done, but some input could not be read; "
    "4 the case cannot be used, or nothing was built; 130 interrupted."
)
_REPORTS = "Files, folders, archives, tables (docs/inputs.md lists what is read), or - for standard input."

app = typer.Typer(
    cls=Outcome, add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    epilog=_EXITS,
)  # fmt: skip


class View(StrEnum):
    """What `show` can show."""

    overview = "overview"
    reports = "reports"
    origins = "origins"
    derivations = "derivations"
    findings = "findings"
    drift = "drift"
    indicators = "indicators"
    system = "system"


class Format(StrEnum):
    """What `export` can write."""

    jsonl = "jsonl"
    csv = "csv"


CasePath = Annotated[
    Path,
    typer.Argument(metavar="CASE", readable=False, callback=unlocked, help="A case that `headwater build` made."),
]
Encrypt = Annotated[
    bool, typer.Option("--encrypt", help="Encrypt the case that is made, by a key that is asked for (docs/custody.md).")
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that read reports; left out: one a processor, one for a small pile."),
]
Names = Annotated[
    bool, typer.Option("--names", help="Show the names of private persons, who have pseudonyms otherwise.")
]
Finding = Annotated[
    list[str] | None,
    typer.Option("--finding", metavar="ID", help="Only this finding; once for each. `export --format csv` lists ids."),
]
Column = Annotated[
    str | None,
    typer.Option(
        "--text-column", metavar="NAME", help="The column of a table (.csv, .xlsx) with the texts; left out: text."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only what went wrong.")]


def _version(asked: bool) -> None:
    if asked:
        from headwater import __version__

        typer.echo(f"headwater {__version__}")
        raise typer.Exit


@app.callback()
def headwater(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    key_fd: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            min=0,
            help="Read the key of an encrypted case from this file descriptor; without it from the file that "
            "HEADWATER_KEY_FILE names, or else it is asked for.",
        ),
    ] = None,
) -> None:
    """Which of these reports really know?

    Reads a pile of overlapping reports, finds who copied whom, and shows for every claim the exact words, who is said
    to have said it, and how many independent origins stand behind it.
    """


@app.command()
def build(
    context: typer.Context,
    case: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="CASE", readable=False, callback=unlocked, help="The case to make, or to add to."
        ),
    ],
    reports: Annotated[list[str] | None, typer.Argument(metavar="REPORTS", help=_REPORTS)] = None,
    framework: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME|FILE.toml[@EDITION]",
            help="Code by this list instead of those shipped; once for each. A case keeps to what it was coded by.",
        ),
    ] = None,
    outlets: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Outlets that are one newsroom: their names on one line, with commas between. A case keeps to them.",
        ),
    ] = None,
    workers: Workers = None,
    limit: Limited = None,
    text_column: Column = None,
    encrypted: Encrypt = False,
    quiet: Quiet = False,
) -> None:
    """Build a case from reports, or add reports to it.

    Only what is new or stale is read. Without REPORTS an existing case is brought up to date. A build that is killed
    leaves the case as it was, and what it read for the same build begun again.
    """
    from headwater import intake, pipeline
    from headwater.cli.progress import shown
    from headwater.cli.views import summary

    if encrypted:
        encrypt(context, case)
    rooms = _text(outlets) if outlets else None
    with shown(quiet) as progress:
        built = pipeline.build(
            reports or [],
            case,
            codebooks=framework or [],
            outlets=rooms,
            options=intake.Options(limits(limit or []), text_column),
            workers=workers,
            stdin=_stdin(),
            progress=progress,
        )
    tell_unread(built.unread)
    if not quiet:
        summary(built)
    end(built.unread)


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=_REPORTS)],
    workers: Workers = None,
    limit: Limited = None,
    text_column: Column = None,
) -> None:
    """Print one JSON line for each report, without a case."""
    from headwater import intake, pipeline
    from headwater.export import lines
    from headwater.model import Unread

    unread = []
    options = intake.Options(limits(limit or []), text_column)
    try:
        for each in pipeline.read(paths, options=options, workers=workers, stdin=_stdin()):
            if isinstance(each, Unread):
                unread.append(each)
            else:
                sys.stdout.buffer.write(lines.encode(lines.reading(each)))
    finally:
        tell_unread(unread)
    end(unread)


@app.command()
def show(case: CasePath, view: Annotated[View, typer.Argument(help="What to show.")] = View.overview) -> None:
    """Show one view of a case.

    A table on a terminal, tab-separated lines elsewhere.
    """
    from headwater.case import Case
    from headwater.cli import views
    from headwater.cli.terminal import unredacted

    with Case.open(case, begun=view is View.overview) as opened:
        views.view(opened, view)
        tell_begun(opened)
    if view not in (View.overview, View.indicators):
        unredacted("the words and names of reports stand here as they are")


@app.command()
def dossier(
    case: CasePath,
    file: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.html", help="The file to write; - for standard output.")
    ],
    names: Names = False,
    finding: Finding = None,
) -> None:
    """Write the dossier: one HTML file.

    It holds the findings, the origins behind them, and the words behind every number.
    """
    from headwater import dossier as dossiers
    from headwater.case import Case
    from headwater.cli.files import write
    from headwater.cli.terminal import unredacted

    with Case.open(case) as opened:
        write(file, dossiers.render(opened, names=names, findings=finding or None))
    if names:
        unredacted("the words stand as the reports have them")


@app.command()
def export(
    case: CasePath,
    format: Annotated[Format, typer.Option(help="JSON lines with everything, or one table as CSV.")] = Format.jsonl,
    table: Annotated[
        str | None,
        typer.Option(
            help="With csv: findings (with their claims; unless you say otherwise), claims, reports, origins, "
            "derivations, possible, drift or indicators."
        ),
    ] = None,
    names: Names = False,
    finding: Finding = None,
) -> None:
    """Write a case to standard output for other programs."""
    from headwater import export as exports
    from headwater.case import Case
    from headwater.cli.terminal import unredacted

    if table and format is not Format.csv:
        raise UsageError("--table is for --format csv", table, "Add --format csv, or leave it out")
    if finding and format is not Format.csv:
        raise UsageError("--finding is for --format csv", finding[0], "JSON lines are always the whole case")
    with Case.open(case) as opened:
        if format is Format.jsonl:
            sys.stdout.buffer.writelines(exports.jsonl(opened))
        else:
            written = exports.table(opened, table or "findings", names=names, findings=finding or None)
            sys.stdout.buffer.writelines(line.encode() for line in written)
    if format is Format.jsonl:
        unredacted("JSON lines are the whole case")
    elif names:
        unredacted("the words stand as the reports have them")


def _stdin() -> BinaryIO | None:
    """Standard input as bytes; None where it is closed."""
    return sys.stdin.buffer if sys.stdin else None


def _text(path: Path) -> str:
    """What stands in a file that an option names."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("the file cannot be read", path, "Name a text file (UTF-8)") from error


def tell_begun(case: "Case") -> None:
    """Say so if a build of the case has not ended."""
    if read := case.begun():
        what = "holds nothing before it has" if not case.steps() else "is as it was before"
        typer.echo(
            f"headwater: a build of this case has not ended, and the case {what}; the {read} reports that it read are "
            "kept. Run the same `headwater build` again",
            err=True,
        )


def end(unread: "Iterable[Unread]") -> None:
    """Say in the exit code whether everything could be read."""
    if any(True for _ in unread):
        raise typer.Exit(SOME_UNREAD)
