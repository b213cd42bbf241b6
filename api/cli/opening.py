"""Where a command works: on the server that was named, on the one that owns the file, or on the file."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import typer

from api.cli.ink import err
from api.cli.link import Answer, Link, Problem
from api.cli.problem_text import problem_text
from api.encoding import text
from api.problems import of_error, problem
from api.storage import DEFAULT_URL, file_of
from ledger.core.errors import LedgerError, StoreBusy
from ledger.ownership import owner_of

PATIENCE_SECONDS = 30.0
"""How long to wait for another command to finish with the file."""
PAUSE_SECONDS = 0.05


@contextmanager
def session(server: str | None, as_json: bool, *, make: bool = False) -> Iterator[Link]:
    """A link to the ledger, within `refusals`. `make`: the command may begin a new ledger."""
    with refusals(as_json), closing(_open(server, make)) as link:
        yield link


@contextmanager
def refusals(as_json: bool) -> Iterator[None]:
    """Tell a refusal on stderr, and end the command with status 1."""
    try:
        yield
    except LedgerError as error:
        _refuse(of_error(error), as_json)
    except Problem as refused:
        _refuse(refused.members, as_json)


def database_url() -> str:
    """The ledger's URL as `api.settings` finds it."""
    return _setting("PATCHLEDGER_DATABASE") or DEFAULT_URL


def signing_key() -> Path | None:
    """The file of the signing key as `api.settings` finds it, where one was named."""
    named = _setting("PATCHLEDGER_SIGNING_KEY")
    return Path(named) if named else None


def _setting(name: str) -> str | None:
    """A setting, at a tenth of the cost of importing `api.settings`."""
    if name in os.environ:
        return os.environ[name]
    if Path(".env").is_file():
        from dotenv import dotenv_values  # noqa: PLC0415 (only where there is such a file)

        return dotenv_values(".env").get(name)
    return None


def server_url(given: str) -> str:
    """A server's URL. Raises BadParameter."""
    place = urlsplit(given)
    if place.scheme not in ("http", "https") or not place.hostname:
        raise typer.BadParameter(f"{given!r} is not a URL such as http://127.0.0.1:8400")
    return given


def _open(server: str | None, make: bool) -> Link:
    if server is not None:
        return _remote(server)
    url = database_url()
    return _on_file(url, file_of(url) if make else existing_file(url))


def existing_file(url: str) -> Path | None:
    """The file of a ledger that is there; None where it is in none. Raises Problem."""
    file = file_of(url)
    if file is not None and not file.exists():
        message = f"There is no ledger at {file}. `patchledger plan` begins one; see --help."
        raise Problem(problem(404, "ledger_missing", message))
    return file


def _on_file(url: str, file: Path | None) -> Link:
    from api.cli.local import Local  # noqa: PLC0415 (not where a server is asked)

    ends = time.monotonic() + PATIENCE_SECONDS
    while True:
        owner = None if file is None else owner_of(file)
        if owner is not None and owner.url is not None:
            return _remote(owner.url)
        try:
            return Local(url, signing_key())
        except StoreBusy:
            if time.monotonic() > ends:
                raise
            time.sleep(PAUSE_SECONDS)


def _remote(url: str) -> Link:
    from api.cli.remote import Remote  # noqa: PLC0415 (not where a file is read)

    return Remote(url)


def _refuse(members: Answer, as_json: bool) -> NoReturn:
    err(text(members) if as_json else problem_text(members))
    raise typer.Exit(1)
