"""From a bundle's file into an empty ledger: checked whole before, filled in one transaction, read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ledger.bundle.checking import Checker
from ledger.bundle.files import opened
from ledger.bundle.lines import damaged
from ledger.bundle.units import units
from ledger.bundle.verify_bundle import WRONG, verify
from ledger.bundle.writing import BATCH
from ledger.core.errors import Refused, StoreUnavailable, refused
from ledger.ports import EventStore, NewRecord, NotEmpty, ReceiptTaken

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many events that is done for, and how many there are."""

CHECKING, FILLING, READING_BACK = "Checking", "Restoring", "Reading back"


def restore(path: Path, store: EventStore, progress: Progress = lambda *_: None) -> Checker:
    """Fill an empty ledger from a file; what was found in it.

    Raises Refused (`ledger_not_empty`, and what `check` raises) or a StoreError, with the ledger as
    empty as before. The file is read three times: to check it, to fill from it, to compare.
    """
    check_empty(store)
    checked = check(path, progress)
    try:
        store.fill(units(_records(path, Checker(), FILLING, progress)))
    except NotEmpty as error:
        raise _not_empty() from error
    except ReceiptTaken as error:
        raise damaged(f"changeset {error.changeset} is in it twice") from error
    _read_back(path, store, progress)
    return checked


def check_empty(store: EventStore) -> None:
    """Raise Refused (`ledger_not_empty`) for a ledger with events."""
    if store.length():
        raise _not_empty()


def check(path: Path, progress: Progress = lambda *_: None) -> Checker:
    """Check whether a file can be restored, and change nothing.

    Raises Refused (`bundle_foreign`, `bundle_damaged`, `bundle_partial`, `file_unusable`).
    """
    checker = Checker()
    for _ in units(_records(path, checker, CHECKING, progress)):
        pass
    if checker.header.project is not None:
        raise _partial(checker.header.project)
    if checker.checkpoint is not None:
        _check_signature(path)
    return checker


def _check_signature(path: Path) -> None:
    with opened(path) as lines:
        try:
            verify(lines, None, [])
        except WRONG as wrong:
            raise damaged(str(wrong)) from wrong


def _records(path: Path, checker: Checker, doing: str, progress: Progress) -> Iterator[NewRecord]:
    with opened(path) as lines:
        for line in lines:
            record = checker.take(line)
            if record is not None:
                yield record
            if checker.events % BATCH == 0:
                progress(doing, checker.events, checker.header.events)
    checker.finish()
    progress(doing, checker.events, checker.header.events)


def _read_back(path: Path, store: EventStore, progress: Progress) -> None:
    """Raise unless the store gives back what is in the file."""
    stored: list[NewRecord] = []
    for offset, record in enumerate(_records(path, Checker(), READING_BACK, progress)):
        if offset % BATCH == 0:
            stored = [NewRecord(*found[:4]) for found in store.read_all(offset, BATCH)]
        if record not in stored[offset % BATCH :][:1]:
            raise StoreUnavailable(
                f"The ledger does not give back what was restored, from offset {offset} on: "
                "do not use it. Is the disk sound?"
            )


def _not_empty() -> Refused:
    message = (
        "There are events in that ledger already; a backup is restored into an empty one only."
    )
    return refused("ledger_not_empty", message)


def _partial(project: str) -> Refused:
    message = f"That bundle shows project {project} only; a whole ledger is restored from a backup."
    return refused("bundle_partial", message)
