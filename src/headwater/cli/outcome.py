"""How a command ends: every error one line on standard error, and the exit code that belongs to it."""

import os
import signal
import sys
from collections.abc import Iterable
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from headwater.cli.terminal import plain
from headwater.errors import CaseError, HeadwaterError, InputError, NothingBuilt, UsageError

if TYPE_CHECKING:
    from headwater.model import Unread

CHECK_FAILED = 1
WRONG_USE = 2
SOME_UNREAD = 3
NO_CASE = 4
INTERRUPTED = 130
_ALIKE, _FIRST = 5, 3  # inputs that are told one by one, and names that are given of more
PIPE_CLOSED = 141  # as the shell has it for whoever is ended by SIGPIPE: `headwater export case.hw | head`

_CODES: tuple[tuple[type[HeadwaterError], int], ...] = (
    (UsageError, WRONG_USE),
    (InputError, SOME_UNREAD),
    (NothingBuilt, NO_CASE),
    (CaseError, NO_CASE),
    (HeadwaterError, NO_CASE),
)


def tell_unread(unread: "Iterable[Unread]") -> None:
    """Name the inputs that could not be read, and why; many in one folder with one reason on one line.

    A case has each by its name: `show CASE reports`.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for each in unread:
        folder, slash, name = each.path.rpartition("/")
        alike.setdefault((folder + slash, each.why), []).append(name)
    for (folder, why), names in alike.items():
        shown = [plain(folder + name) for name in names]
        if len(names) > _ALIKE:
            first = ", ".join(plain(name) for name in names[:_FIRST])
            shown = [f"{len(names):,} in {plain(folder) or '.'} ({first}, …)"]
        for place in shown:
            typer.echo(f"not read: {place}: {plain(why)}", err=True)


def _end_alike() -> None:
    """Have a closed terminal or a system that shuts down end a command as Ctrl-C does: with nothing left beside a case.

    What somebody else decided for these signals stays (``nohup``).
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and current_thread() is main_thread() and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


class Outcome(TyperGroup):
    """Runs a command and turns whatever it raises into a line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        _end_alike()
        try:
            if sys.stdout is None:
                raise UsageError("standard output is closed", next_step="Send it to a file or another program")
            result = super().invoke(ctx)
            sys.stdout.flush()
        except HeadwaterError as error:
            every = error.unread if isinstance(error, NothingBuilt) else ()
            tell_unread(every)
            typer.echo(plain(f"headwater: {error.what if every else error}"), err=True)
            raise typer.Exit(next(code for kind, code in _CODES if isinstance(error, kind))) from error
        except KeyboardInterrupt as error:
            typer.echo("headwater: interrupted; no case was half changed", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would flush into it on leaving
            raise typer.Exit(PIPE_CLOSED) from error
        except OSError as error:
            if error.filename is not None:  # a file that some step opened, not our own output
                typer.echo(f"headwater: a file cannot be used ({error.strerror}): {plain(error.filename)}", err=True)
                raise typer.Exit(NO_CASE) from error
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            typer.echo(f"headwater: the output cannot be written ({error.strerror}). Send it elsewhere", err=True)
            raise typer.Exit(WRONG_USE) from error
        return result
