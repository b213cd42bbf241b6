"""Concurrent clients on one server, through the checker and the judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture import load
from tests.torture.clients import Habits
from tests.torture.fleet import fleet_of
from tests.torture.load import Load
from tests.torture.nursery import Nursery
from tests.torture.reports import Report


def under_load(folder: Path, nursery: Nursery, wanted: Load, bug: str | None = None) -> Report:
    url = f"sqlite:///{folder / 'ledger.db'}"
    with fleet_of([url], folder, nursery, bug) as fleet:
        return load.run(fleet, url, wanted)


def test_a_history_of_many_clients_is_linearizable(tmp_path: Path, nursery: Nursery) -> None:
    """Appends, stale ones too, conflicts, lost answers and reads: all have one order that explains them."""
    report = under_load(tmp_path, nursery, Load(400, clients=8, projects=2))
    assert [] == report.findings
    kinds = {operation.kind for operation in report.log.operations}
    assert {"append", "refused", "read"} == kinds
    assert report.log.answers["POST 200"] > 0


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
    report = under_load(tmp_path, nursery, Load(100, projects=1, habits=habits), bug)
    assert any(words in finding for finding in report.findings), report.findings
