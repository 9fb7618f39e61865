"""`headwater add`: pages of the web into a case."""

from pathlib import Path
from typing import Annotated

import typer

from headwater.cli.commands import Quiet, Workers, app, end
from headwater.cli.key import unlocked
from headwater.cli.limit import Limited, limits
from headwater.cli.outcome import tell_unread


@app.command()
def add(
    case: Annotated[
        Path,
        typer.Argument(
            metavar="CASE", readable=False, callback=unlocked, help="The case to add to, which is made if it is new."
        ),
    ],
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="Addresses of pages, https:// or http://.")],
    ignore_robots: Annotated[
        bool, typer.Option("--ignore-robots", help="Fetch what the site wants no robot to fetch (robots.txt).")
    ] = False,
    seconds: Annotated[int, typer.Option(min=1, max=3600, help="How long one page may take.")] = 60,
    workers: Workers = None,
    limit: Limited = None,
    quiet: Quiet = False,
) -> None:
    """Fetch pages from the web into a case, and build it.

    The one command that goes online. Each page is kept as a WARC record with the headers that came. Addresses of this
    machine or of a private network are never fetched from, and certificates are verified. A page that does not come is
    named in the case.
    """
    from headwater import intake
    from headwater.cli.progress import shown
    from headwater.cli.views import summary
    from headwater.custody.adding import add as fetch_into
    from headwater.fetch import Fetcher

    options = intake.Options(limits(limit or []))
    fetcher = Fetcher(seconds=seconds, size=options.limits.size, robots=not ignore_robots)
    with shown(quiet) as progress:
        built = fetch_into(case, urls, fetcher, options=options, workers=workers, progress=progress)
    tell_unread(built.unread)
    if not quiet:
        summary(built)
    end(built.unread)
