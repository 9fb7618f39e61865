"""`headwater serve`: the workbench in the browser."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from headwater.cli.commands import CasePath, app
from headwater.errors import UsageError


@app.command()
def serve(
    case: CasePath,
    host: Annotated[
        str, typer.Option(help="The address to listen on. Any but this machine's own needs a password.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = 8137,
    password_file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Ask for a password, whose hash is in this file; if it is new, make it."),
    ] = None,
    estimate: Annotated[
        list[str] | None,
        typer.Option(metavar="FILE.toml", help="Offer this estimate besides those that are shipped; once for each."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Whether to open it in the browser.")] = True,
) -> None:
    """Show a case in the browser, on this machine.

    Prints the address, which lets whoever has it in; Ctrl-C ends it.
    """
    from headwater.estimates import load
    from headwater.web import password as passwords
    from headwater.web import server
    from headwater.web.settings import Settings

    plans = tuple(map(load, estimate or ()))
    hash = None
    if password_file is not None and password_file.exists():
        hash = passwords.read_file(password_file)
    elif password_file is not None or not Settings(host=host).is_local:
        hash = passwords.hashed(_asked(host))
        if password_file is not None:
            passwords.write_file(password_file, hash)
    server.run(case, Settings(host=host, port=port, password=hash, estimates=plans), show=open_, tell=_tell)


def _asked(host: str) -> str:
    """A new password, from the terminal."""
    if not sys.stdin or not sys.stdin.isatty():
        raise UsageError("others could reach this address, so it needs a password", host, "Add --password-file FILE")
    return str(typer.prompt("New password for the workbench", hide_input=True, confirmation_prompt=True, err=True))


def _tell(address: str) -> None:
    typer.echo(f"headwater: open {address}\nheadwater: Ctrl-C ends it", err=True)
