"""Concurrent clients on one server, through the checker and the judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import load
from tests.torture.clients import Habits
from tests.torture.load import Load
from tests.torture.nursery import Nursery


def url_in(folder: Path) -> str:
    return f"sqlite:///{folder / 'ledger.db'}"


def test_a_history_of_many_clients_is_linearizable(tmp_path: Path, nursery: Nursery) -> None:
    """Appends, stale ones too, conflicts, lost answers and reads: all have one order that explains them."""
    report = load.on([url_in(tmp_path)], tmp_path, nursery, Load(200, clients=8, projects=2))
    assert [] == report.findings
    kinds = {operation.kind for operation in report.log.operations}
    assert {"append", "refused", "read"} == kinds
    assert report.log.answers["POST 200"] > 0


def test_two_servers_are_one_service(tmp_path: Path, nursery: Nursery, postgres_url: str) -> None:
    """On one PostgreSQL, what one server acknowledged the other shows: one order explains it all."""
    report = load.on([postgres_url] * 2, tmp_path, nursery, Load(150, clients=6, projects=2))
    assert [] == report.findings
    assert report.log.answers["POST conflict"] > 0


@pytest.mark.parametrize(
    ("bug", "habits", "words"),
    [
        ("doubling retry", Habits(reads=0, loses_answer=0.5), "is in the history twice"),
        ("stale cache", Habits(reads=0.7), "was answered before"),
    ],
)
def test_a_planted_bug_is_caught(
    bug: str, habits: Habits, words: str, tmp_path: Path, nursery: Nursery
) -> None:
    """A server that breaks a promise does not get through, and the finding names what it broke."""
    report = load.on(
        [url_in(tmp_path)],
        tmp_path,
        nursery,
        Load(100, projects=1, see_seconds=1, habits=habits),
        bug,
    )
    assert any(words in finding for finding in report.findings), report.findings
