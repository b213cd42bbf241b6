"""The judge itself on trial: a real history passes, and not when anything of it is told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from tests.torture import judge
from tests.torture.audit import audited
from tests.torture.judge import Written
from tests.torture.load import Load, inside
from tests.torture.operations import Operation

Operations = list[Operation]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> tuple[Written, Operations]:
    """What is in a ledger, and what the clients were told, threads of the process that has it."""
    folder = tmp_path_factory.mktemp("heard")
    url = f"sqlite:///{folder / 'ledger.db'}"
    report = inside(url, folder, Load(150, clients=4, projects=1))
    assert [] == report.findings
    return audited(url), report.log.operations


def refused(operations: Operations) -> Operation:
    return next(o for o in operations if o.kind == "refused" and len(o.conflicts) > 0)


def told_of_another_base(operations: Operations) -> None:
    refused(operations).conflicts[0]["base"] = "something else"


def told_of_their_value_before_last(operations: Operations) -> None:
    refused(operations).conflicts[0]["theirs"] = refused(operations).conflicts[0]["base"]


def told_of_too_little(operations: Operations) -> None:
    refused(operations).conflicts.pop()


def refused_without_a_conflict(operations: Operations) -> None:
    one = refused(operations)
    one.base, one.conflicts = one.version, []


def went_over_others(operations: Operations) -> None:
    """As if the one that was refused had been appended where it was."""
    one = refused(operations)
    one.kind, one.first, one.last = "append", one.version + 1, one.version + 1


def shown_another_tree(operations: Operations) -> None:
    next(o for o in operations if o.digest is not None).digest = 0


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (told_of_another_base, "was told of conflicts"),
        (told_of_their_value_before_last, "was told of conflicts"),
        (told_of_too_little, "was told of conflicts"),
        (refused_without_a_conflict, "was told of conflicts"),
        (went_over_others, "went over"),
        (shown_another_tree, "was shown another tree"),
    ],
)
def test_it_rejects(
    spoil: Callable[[Operations], None], words: str, heard: tuple[Written, Operations]
) -> None:
    """One operation that was told something else is found, and what was wrong with it."""
    written, operations = heard[0], deepcopy(heard[1])
    spoil(operations)
    assert any(words in finding for finding in judge.findings(written, operations))
