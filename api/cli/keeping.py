"""Commands that keep a ledger safe: backup, restore-backup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from api.cli.link import Answer
from api.cli.opening import database_url, refusals, session
from api.cli.options import AsJson, Server
from api.cli.progress import Told, progress
from api.cli.reading import tell
from api.cli.value_text import count_text
from api.storage import file_of, open_store
from ledger.bundle.checking import Checker, checked
from ledger.bundle.files import check_free, save
from ledger.bundle.restoring import check, check_empty, restore
from ledger.ports import EventStore

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The backup; with .gz at the end it is compressed.")
]


def backup(file: File, *, server: Server = None, as_json: AsJson = False) -> None:
    """Write the whole ledger into a new file, as it is now. Writing may go on meanwhile."""
    with session(server, as_json) as link, progress() as told:
        check_free(file)
        checker = Checker()
        save(file, _followed(checked(link.bundle(), checker), checker, told))
    tell(_about(file, checker), as_json, lambda answer: f"{_held(answer)} are in {file}.")


def restore_backup(file: File, *, as_json: AsJson = False) -> None:
    """Make an empty database the ledger that a backup holds. Checked before it is put in use."""
    with refusals(as_json), progress() as told:
        url = database_url()
        place = file_of(url)
        if place is None or place.exists():
            with _opened(url) as store:
                check_empty(store)
        check(file, told)
        with _opened(url) as store:
            found = restore(file, store, told)
            ledger_id = store.ledger_id()
    answer = {**_about(file, found), "restored_as": ledger_id}
    tell(answer, as_json, lambda told: f"{_held(told)} were restored and read back.")


@contextmanager
def _opened(url: str) -> Iterator[EventStore]:
    with closing(open_store(url)) as store:
        yield store


def _about(file: Path, checker: Checker) -> Answer:
    return {
        "file": str(file),
        "ledger": checker.header.ledger,
        "made_at": checker.header.made_at,
        "events": checker.events,
        "streams": checker.streams,
        "sha256": checker.digest,
    }


def _held(answer: Answer) -> str:
    events, streams = answer["events"], answer["streams"]
    return f"{count_text(events, 'event')} in {count_text(streams, 'stream')}"


def _followed(lines: Iterator[bytes], checker: Checker, told: Told) -> Iterator[bytes]:
    for line in lines:
        yield line
        if checker.events % 1000 == 0:
            told("Backing up", checker.events, checker.header.events)
    told("Backing up", checker.events, checker.header.events)
