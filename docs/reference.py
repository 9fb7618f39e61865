"""Write docs/cli.md from the commands: ``python docs/reference.py > docs/cli.md``. A test holds them equal."""

from collections.abc import Iterator
from typing import Any

import typer

from headwater.cli import app

HEAD = """# Command line
Written from the program by `python docs/reference.py > docs/cli.md`; a test holds this page to the code.

Data goes to standard output and everything else to standard error.
An error is one line: what was wrong, the value, what to do next.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | a check failed |
| 2 | wrong use |
| 3 | done, but some input could not be read; each is named with the reason |
| 4 | the case cannot be used, or nothing was built |
| 130 | interrupted, by Ctrl-C or by SIGTERM or SIGHUP: no case is half changed |
| 141 | whoever read the output ended before it did (`headwater export case.hw \\| head`) |

Standard input (`-`) is JSON lines if its first line is an object with `text`, else one report.
"""


def reference() -> str:
    """The page, as Markdown."""
    return HEAD + "".join(_sections(typer.main.get_command(app), "headwater"))


def _sections(group: Any, above: str) -> Iterator[str]:
    """A section for each command, those of a group after it."""
    for name, command in group.commands.items():
        yield _section(command, f"{above} {name}")
        if hasattr(command, "commands"):
            yield from _sections(command, f"{above} {name}")


def _section(command: Any, name: str) -> str:
    context = typer.Context(command, info_name=name)
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    rows = [record for record in (parameter.get_help_record(context) for parameter in command.params) if record]
    table = "".join(
        f"| `{name.replace('|', chr(92) + '|')}` | {text.replace('|', chr(92) + '|')} |\n" for name, text in rows
    )
    head = f"\n## `{name}`\n{_joined(command.help)}\n\n```\n{usage}\n```\n"
    return head + (f"\n| | |\n|---|---|\n{table}" if table else "")


def _joined(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


if __name__ == "__main__":
    print(reference(), end="")
