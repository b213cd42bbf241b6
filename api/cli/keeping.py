"""Commands that keep a ledger safe, and show it to others: backup, restore-backup, export."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import names
from api.cli.link import Answer, Link
from api.cli.opening import database_url, refusals, session
from api.cli.options import AsJson, InProject, Server
from api.cli.progress import progress
from api.cli.reading import tell
from api.cli.value_text import count_text
from api.storage import file_of, open_store
from ledger.ports import EventStore

if TYPE_CHECKING:  # loaded by the commands themselves: most others need none of it
    from ledger.bundle.checking import Checker

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The backup; with .gz at the end it is compressed.")
]
STEP = 1000


def backup(file: File, *, server: Server = None, as_json: AsJson = False) -> None:
    """Write the whole ledger into a new file, as it is now. Writing may go on meanwhile."""
    with session(server, as_json) as link:
        found = _saved(file, "Backing up", link)
    tell(_about(file, found), as_json, lambda answer: f"{_held(answer)} are in {file}.")


def export(
    audit: Annotated[
        Path, typer.Option(metavar="FILE", help="A bundle for auditors: signed, and verifiable.")
    ],
    project: InProject = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Write what an auditor can verify alone: events, what proves them, and a signed checkpoint."""
    with session(server, as_json) as link:
        only = project and names.project_id(link, project)
        found = _saved(audit, "Exporting", link, audit=True, project=only)
    assert found.checkpoint is not None
    answer = {**_about(audit, found), "key": found.checkpoint.key, "verifier": _verifier()}
    tell(answer, as_json, _audit_text)


def restore_backup(file: File, *, as_json: AsJson = False) -> None:
    """Make an empty database the ledger that a backup holds. Checked before it is put in use."""
    from ledger.bundle.restoring import check, check_empty, restore  # noqa: PLC0415 (only here)

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


def _saved(file: Path, doing: str, link: Link, **wanted: bool | str | None) -> Checker:
    """Write a bundle, each line checked before; what was found in it."""
    from ledger.bundle.checking import Checker, checked  # noqa: PLC0415 (see above)
    from ledger.bundle.files import check_free, save  # noqa: PLC0415 (likewise)

    def followed() -> Iterator[bytes]:
        for line in checked(link.bundle(**wanted), checker):  # type: ignore[arg-type]
            yield line
            if checker.events % STEP == 0:
                told(doing, checker.events + checker.pruned, checker.header.events)
        told(doing, checker.header.events, checker.header.events)

    checker = Checker()
    check_free(file)
    with progress() as told:
        save(file, followed())
    return checker


@contextmanager
def _opened(url: str) -> Iterator[EventStore]:
    with closing(open_store(url)) as store:
        yield store


def _about(file: Path, found: Checker) -> Answer:
    return {
        "file": str(file),
        "ledger": found.header.ledger,
        "made_at": found.header.made_at,
        "events": found.events,
        "streams": found.streams,
        "sha256": found.digest,
    }


def _held(answer: Answer) -> str:
    events, streams = answer["events"], answer["streams"]
    return f"{count_text(events, 'event')} in {count_text(streams, 'stream')}"


def _verifier() -> str:
    """Where the script is that verifies a bundle and needs nothing of ours."""
    import ledger.bundle  # noqa: PLC0415 (see above)

    return str(Path(*ledger.bundle.__path__) / "verify_bundle.py")


def _audit_text(answer: Answer) -> str:
    return (
        f"{_held(answer)} are in {answer['file']}.\n"
        f"Give the auditor this key by another way than the file:\n  {answer['key']}\n"
        "To verify it, with nothing of ours but one script:\n"
        f"  python {answer['verifier']} {answer['file']} --key KEY"
    )
