"""Commands that run things: serve, rebuild."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.ink import err, out
from api.cli.opening import database_url, existing_file, refusals
from api.cli.options import AsJson
from api.cli.value_text import count_text
from api.encoding import text
from api.listening import CannotServe
from api.start import start
from api.storage import open_ledger


def serve(
    host: Annotated[str | None, typer.Option(help="A loopback address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; 0: any free one.")
    ] = None,
) -> None:
    """Serve the page and the HTTP interface until Ctrl+C."""
    given = {"host": host, "port": port}
    try:
        start(**{name: value for name, value in given.items() if value is not None})
    except CannotServe as error:
        err(f"patchledger: {error}")
        raise typer.Exit(1) from error


def rebuild(*, as_json: AsJson = False) -> None:
    """Drop all views and make them anew from the ledger. On SQLite not while a server runs."""
    with refusals(as_json):
        events = _rebuild(database_url())
    told = {"events": events}
    out(text(told) if as_json else f"The views have seen {count_text(events, 'event')}.")


def _rebuild(url: str) -> int:
    """Rebuild with a progress bar on stderr; how many events the views have seen."""
    from rich.console import Console  # noqa: PLC0415 (only for the progress bar)
    from rich.progress import Progress  # noqa: PLC0415 (likewise)

    from api.bootstrap import open_views  # noqa: PLC0415 (loads the views)

    existing_file(url)
    with open_ledger(url) as books, open_views(books, url) as parts:
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("Rebuilding", total=None)
            parts.projector.rebuild(
                lambda done, total: bar.update(task, completed=done, total=total)
            )
        return parts.projector.position()
