"""Ledgers to put into bundles, on every store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.bundle.files import save
from ledger.ports import EventStore
from ledger.stores.memory import MemoryStore
from tests.bundle.audits import World
from tests.bundle.lives import lines_of, lived
from tests.conformance.conftest import backend

__all__ = ["backend"]


@pytest.fixture(scope="session")
def source() -> Iterator[EventStore]:
    """A ledger in which everything has happened. Not to be written to."""
    ledger = lived(MemoryStore())
    yield ledger.store
    ledger.close()


@pytest.fixture(scope="session")
def lines(source: EventStore) -> list[bytes]:
    """Its bundle."""
    return lines_of(source)


@pytest.fixture
def file(lines: list[bytes], tmp_path: Path) -> Path:
    """The same in a file."""
    path = tmp_path / "backup.jsonl"
    save(path, lines)
    return path


@pytest.fixture(scope="module")
def world() -> World:
    """A small signed ledger. Not to be written to."""
    return World()
