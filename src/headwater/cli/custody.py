"""`headwater check`, `recover` and `bundle`: a case as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.cli.commands import CasePath, Encrypt, Names, Quiet, app, tell_begun
from headwater.cli.key import encrypt
from headwater.cli.outcome import CHECK_FAILED, SOME_UNREAD
from headwater.errors import DamagedCase, NotACase

if TYPE_CHECKING:
    from headwater.case import Salvage

_NOT_PROVED = """\
Not proved by this:
  that what the reports say is so, or that an outlet published them: only that the bytes are those that were received;
  that the times are right: they are this machine's, or those that whoever sent a report gave;
  who decided: a judgement holds the name that was typed in;
  that nobody with the file made all of the log anew, or cut off its end together with what that tells of: note its
  head where others keep it, and give it to --head later.\
"""


@app.command()
def check(
    case: CasePath,
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="The head of the log as it was noted before: it is to be in it.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Check that a case is whole.

    Checks the file, the hashes of its reports, the chain of its log, and the laws that hold of every value. Says of a
    damaged case what can be saved.
    """
    from headwater.case import Case, broken
    from headwater.cli.terminal import plain
    from headwater.text.decoding import decode

    try:
        with Case.open(case, begun=True) as opened:
            failures = list(broken(opened, decode, head))
            log = list(opened.log())
            tell_begun(opened)
    except (DamagedCase, NotACase) as error:
        _survey(case, error)
        raise typer.Exit(CHECK_FAILED) from error
    for failure in failures:
        typer.echo(plain(failure))
    if failures:
        typer.echo(f"headwater: {len(failures)} checks failed: {plain(case)}", err=True)
        if any(failure.startswith("the file: ") for failure in failures):
            _tell(case)
        raise typer.Exit(CHECK_FAILED)
    if not quiet:
        typer.echo(f"headwater: all is well: {plain(case)}", err=True)
        if log:
            typer.echo(f"The log has {len(log)} entries, and its head is {log[-1].hash}", err=True)
        typer.echo(_NOT_PROVED, err=True)


def _survey(case: Path, error: DamagedCase | NotACase) -> None:
    """Say what of a damaged file is whole; another file stays no case."""
    from headwater.case import survey
    from headwater.cli.terminal import plain

    found = survey(case) if case.is_file() else None
    if isinstance(error, NotACase) and not (found and (found.reports or found.judgements)):
        raise error
    typer.echo(plain(f"the file: {error.what}"))
    if found:
        _tell(case, found)


def _tell(case: Path, found: "Salvage | None" = None) -> None:
    """What can be saved of a case, what not, and how."""
    from headwater.case import survey
    from headwater.cli.terminal import plain

    found = found or survey(case)
    _lost(found)
    log = "all of its log" if not found.cut else f"its log as far as entry {len(found.log)}"
    typer.echo(
        f"headwater: whole are {len(found.reports)} reports, {len(found.judgements)} judgements and {log}. All else is"
        f" made from them again: `headwater recover {plain(case)} -o NEW.hw`, then `headwater build -o NEW.hw`",
        err=True,
    )


def _lost(found: "Salvage") -> None:
    """Name what a case held and can no longer give."""
    from headwater.cli.terminal import plain

    for name in sorted(found.lost.values()):
        typer.echo(plain(f"lost: the report {name}"))
    for id in sorted(found.undecided):
        typer.echo(plain(f"lost: the {id}"))
    if found.cut:
        typer.echo(f"lost: the log after entry {len(found.log)}")
    if found.unsure:
        typer.echo(f"lost, in part: the list of inputs that could not be read; {len(found.unread)} are known")


@app.command()
def recover(
    context: typer.Context,
    case: CasePath,
    new: Annotated[
        Path, typer.Option("--output", "-o", metavar="NEW", readable=False, help="The case to save it into.")
    ],
    encrypted: Encrypt = False,
) -> None:
    """Save what is whole of a damaged case into a new one.

    Saves its reports, each proved by its SHA-256, its judgements, its log and the list of what could not be read. The
    damaged file is left as it is.
    """
    from headwater.cli.terminal import plain
    from headwater.custody.saving import recover as save

    if encrypted:
        encrypt(context, new)

    found = save(case, new)
    _lost(found)
    typer.echo(
        f"headwater: saved {len(found.reports)} reports and {len(found.judgements)} judgements: {plain(new)}. Build it:"
        f" `headwater build -o {plain(new)}`",
        err=True,
    )
    if not found.is_whole:
        raise typer.Exit(SOME_UNREAD)


@app.command()
def bundle(
    case: CasePath,
    file: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.zip", readable=False, help="The file to write.")
    ],
    names: Names = False,
) -> None:
    """Pack a case for others: the case, its raw reports, hashes, method and dossier.

    A ZIP file in BagIt layout, which archives check with tools of their own. The same case gives the same bytes.
    """
    from headwater.cli.terminal import plain
    from headwater.custody.bundle import bundle as pack

    head = pack(case, file, names=names)
    typer.echo(
        f"headwater: packed {plain(file)}; the head of its log is {head}\n"
        "headwater: the case and the raw reports in it name private persons: give it only to whom may know them",
        err=True,
    )
