"""Which store a URL names, and the ledger in it. Light, so that a plan can be read without the rest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import ledger.stores
from ledger.codec import check_readable
from ledger.core.errors import StoreBusy, refused
from ledger.integrity.heads import Heads
from ledger.integrity.watch import Watch, WatchedStore
from ledger.ports import EventStore
from ledger.service import Ledger

DEFAULT_URL = "sqlite:///patchledger.db"
ALSO_CALLED = {"postgres": "postgresql"}
"""Schemes that URLs are found with elsewhere, and the store that they mean."""


def store_names() -> list[str]:
    """The stores there are: the modules in `ledger/stores`, each the scheme of its URLs."""
    return sorted(
        m.name for m in iter_modules(ledger.stores.__path__) if not m.name.startswith("_")
    )


def open_store(url: str, owner_url: str | None = None) -> EventStore:
    """The store that a URL names. `owner_url`: where this process serves it.

    Raises Refused (`unknown_store`) or a StoreError.
    """
    opened: EventStore = _module(url).open_store(url, owner_url)
    return opened


def open_to_read(url: str) -> EventStore:
    """The store that a URL names, to read only: also while another process owns it.

    Raises Refused (`unknown_store`) or a StoreError.
    """
    try:
        return open_store(url)
    except StoreBusy:
        opened: EventStore = _module(url).open_reader(url)
        return opened


def file_of(url: str) -> Path | None:
    """The file that the ledger is in; None where it is in none. Raises Refused (`unknown_store`)."""
    found: Path | None = _module(url).file_of(url)
    return found


def key_file(url: str, ledger_id: str, given: Path | None = None) -> Path | None:
    """Where the key is that signs a ledger's checkpoints: `given`, or a place outside the database.

    Beside the file that a ledger is in, else where the user's programs keep their state. None for a
    ledger that is gone with the process.
    """
    if given is not None:
        return given
    file = file_of(url)
    if file is not None:
        beside = file.resolve()
        return beside.with_name(beside.name + ".key")
    if not _module(url).DURABLE:
        return None
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "patchledger" / f"{ledger_id}.key"


@contextmanager
def open_ledger(
    url: str, owner_url: str | None = None, signing_key: Path | None = None
) -> Iterator[Ledger]:
    """The ledger at a URL; finishes what is under way at the end.

    It takes no writes while it does not hold (`ledger.integrity.watch`). `signing_key`: see `key_file`.

    Raises StoreForeign for one that a newer version has written to.
    """
    store = open_store(url, owner_url)
    try:
        _check_readable(store)
        key = key_file(url, store.ledger_id(), signing_key)
        books = Ledger(WatchedStore(Watch(store, Heads(key))))
    except BaseException:
        store.close()
        raise
    try:
        yield books
    finally:
        books.close()


def _check_readable(store: EventStore) -> None:
    """The newest event tells: what is newer than this version raises the schema of all (`ledger.codec`)."""
    for newest in store.read_all(max(store.length() - 1, 0), 1):
        check_readable(newest.topic, newest.data)


def canonical(url: str) -> str:
    """The URL with the scheme that its store is named by."""
    scheme, colon, rest = url.partition(":")
    return ALSO_CALLED.get(scheme, scheme) + colon + rest


def _module(url: str) -> ModuleType:
    scheme = canonical(url).partition(":")[0]
    if scheme not in store_names():
        known = ", ".join(f"{name}://" for name in store_names())
        message = (
            f"PATCHLEDGER_DATABASE begins with one of {known}; "
            f"this version has no store for {scheme[:40]}://"
        )
        raise refused("unknown_store", message, field="database")
    return import_module(f"ledger.stores.{scheme}")
