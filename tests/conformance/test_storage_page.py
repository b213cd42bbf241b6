"""docs/storage.md says what is there. That its store keeps the promises, the other modules here show."""

from __future__ import annotations

import re

import ledger.ports
from ledger.stores._postgresql_connections import MOST, PATIENCE
from tests.conformance.conftest import NAMES
from tools.paths import ROOT

PAGE = (ROOT / "docs/storage.md").read_text()
ROWS = re.findall(r"^\| (.+?) \|", PAGE, re.MULTILINE)


def test_every_store_is_described() -> None:
    """Each store has a row with its URL."""
    described = {row.strip("`").partition(":")[0] for row in ROWS if "://" in row}
    assert {*NAMES} == described


def test_every_promise_is_explained() -> None:
    """Each promise of the port has a row that says how a store keeps it."""
    assert ledger.ports.__doc__ is not None
    promises = set(re.findall(r"^    ([A-Z]\w+) ", ledger.ports.__doc__, re.MULTILINE))
    assert len(promises) >= 10
    assert promises <= {word for row in ROWS for word in row.split(", ")}


def test_the_time_limits_are_the_ones_in_the_code() -> None:
    """The table's seconds are those that connections are made with."""
    table = PAGE[PAGE.index("| what takes too long") :]
    seconds = [int(n) for n in re.findall(r"^\| .*? \| (\d+) \|", table, re.MULTILINE)]
    connect, lock, statement, answer = PATIENCE
    assert [connect, lock, 2 * lock, statement, answer] == seconds
    assert f"({MOST} in a process" in table
