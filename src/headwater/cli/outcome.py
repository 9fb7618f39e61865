"""How a command ends: every error one line on standard error, and the exit code that belongs to it."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from headwater.errors import CaseError, HeadwaterError, InputError, NothingBuilt, UsageError

CHECK_FAILED = 1
WRONG_USE = 2
SOME_UNREAD = 3
NO_CASE = 4
INTERRUPTED = 130
PIPE_CLOSED = 141  # as the shell has it for whoever is ended by SIGPIPE: `headwater export case.hw | head`

_CODES: tuple[tuple[type[HeadwaterError], int], ...] = (
    (UsageError, WRONG_USE),
    (InputError, SOME_UNREAD),
    (NothingBuilt, NO_CASE),
    (CaseError, NO_CASE),
    (HeadwaterError, NO_CASE),
)


class Outcome(TyperGroup):
    """Runs a command and turns whatever it raises into a line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that the arguments name."""
        try:
            if sys.stdout is None:
                raise UsageError("standard output is closed", next_step="Send it to a file or another program")
            result = super().invoke(ctx)
            sys.stdout.flush()
        except HeadwaterError as error:
            typer.echo(f"headwater: {error}", err=True)
            raise typer.Exit(next(code for kind, code in _CODES if isinstance(error, kind))) from error
        except KeyboardInterrupt as error:
            typer.echo("headwater: interrupted; no case was changed", err=True)
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python would flush into it on leaving
            raise typer.Exit(PIPE_CLOSED) from error
        except OSError as error:
            if error.filename is not None:  # a file that some step opened, not our own output
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            typer.echo(f"headwater: the output cannot be written ({error.strerror}). Send it elsewhere", err=True)
            raise typer.Exit(WRONG_USE) from error
        return result
