"""The command line: parse, call, print. Data goes to standard output, everything else to standard error."""

from headwater.cli import adding, custody, estimates, judgements, serving  # noqa: F401  they add their commands to the app
from headwater.cli.commands import app


def main() -> None:
    """The entry point of the ``headwater`` command."""
    app()


__all__ = ["app", "main"]
