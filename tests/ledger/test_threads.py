"""Many threads on one ledger, wherever it is kept: every answer is true, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from ledger.answers import Changes, Committed
from ledger.core.errors import Conflict, LedgerError
from ledger.core.patch import Patch
from ledger.ports import EventStore
from ledger.proposals import Proposals
from ledger.service import Ledger
from ledger.snapshots import Snapshots
from tests.ledger.plans import (
    AGENT,
    OTHER_PROJECT,
    PROJECT,
    assert_sound,
    change,
    found,
    new_project,
    new_task,
)

STORES = ["memory", "sqlite", "postgresql"]

THREADS, EACH = 4, 15


@pytest.fixture
def ledger(store: EventStore) -> Iterator[Ledger]:
    """A ledger with two projects, which writes snapshots all the time."""
    ledger = Ledger(store, snapshots=Snapshots(store, every=10))
    for project in (PROJECT, OTHER_PROJECT):
        tasks = (new_task(n) for n in range(1, THREADS + 1))
        ledger.commit(Changes(project, (new_project(id=project), *tasks), "user:start"))
    yield ledger
    assert_sound(store)
    ledger.close()


def at_once(job: Callable[[int], list[Committed]]) -> list[Committed]:
    with ThreadPoolExecutor(THREADS) as pool:
        return [answer for answers in pool.map(job, range(1, THREADS + 1)) for answer in answers]


def retitled(number: int, n: int) -> tuple[Patch, ...]:
    return (change(number, title=f"{n}"), change(number, description=f"{n}"))


def test_stale_changes_of_everybody(ledger: Ledger) -> None:
    """Changes made on one old version, each to a task of its own, all go through at once."""

    def job(number: int) -> list[Committed]:
        stale = Changes(PROJECT, retitled(number, 0), f"user:{number}", base_version=5)
        return [ledger.commit(stale)]

    answers = at_once(job)
    assert [6, 8, 10, 12] == sorted(answer.first for answer in answers)
    tree = ledger.state(PROJECT).tree
    assert ["0"] * THREADS == [found(tree, n).title for n in range(1, THREADS + 1)]


def test_everybody_at_once(ledger: Ledger) -> None:
    """Every acknowledged changeset has its own versions, and the last one of each task stands."""

    def job(number: int) -> list[Committed]:
        return [
            ledger.commit(Changes(PROJECT, retitled(number, n), f"user:{number}"))
            for n in range(EACH)
        ]

    answers = at_once(job)
    assert [*range(6, 6 + 2 * THREADS * EACH, 2)] == sorted(answer.first for answer in answers)
    assert len({answer.offset for answer in answers}) == len(answers)
    tree = ledger.state(PROJECT).tree
    for number in range(1, THREADS + 1):
        assert found(tree, number).title == f"{EACH - 1}"


def test_batches_and_single_ones(ledger: Ledger) -> None:
    """Batches beside single changesets, on two projects, with reads of the past in between."""

    def job(number: int) -> list[Committed]:
        project = PROJECT if number % 2 else OTHER_PROJECT
        answers: list[Committed | LedgerError] = []
        for n in range(EACH):
            answers += ledger.commit_many(
                [
                    Changes(project, retitled(number, n), f"user:{number}"),
                    Changes(project, (change(number, status="blocked"),), f"user:{number}"),
                ]
            )
            answers.append(ledger.commit(Changes(project, retitled(number, n), "user:x")))
            assert ledger.state(project, 3 + n).version == 3 + n
        return [answer for answer in answers if isinstance(answer, Committed)]

    assert len(at_once(job)) == 3 * THREADS * EACH


def test_everybody_undoes_their_own(ledger: Ledger) -> None:
    """Undo and redo of several people at once are about their own changesets."""

    def job(number: int) -> list[Committed]:
        actor, answers = f"user:{number}", []
        for n in range(EACH // 3):
            answers.append(ledger.commit(Changes(PROJECT, retitled(number, n), actor)))
            answers.append(ledger.undo(PROJECT, actor))
            assert ledger.redo(PROJECT, actor).first > answers[-1].last
            answers.append(ledger.undo(PROJECT, actor))
        return answers

    before = ledger.state(PROJECT).tree
    at_once(job)
    assert before == ledger.state(PROJECT).tree


def test_one_acceptance_wins(ledger: Ledger) -> None:
    """Of many acceptances of one proposal at once, one makes the changeset."""
    proposals = Proposals(ledger)
    opened = proposals.open(PROJECT, None, "user:a", "embedded")
    drafted = proposals.draft(opened.id, [new_task(9)], AGENT)
    told: list[str] = []

    def job(number: int) -> list[Committed]:
        try:
            return [proposals.accept(opened.id, f"user:{number}", digest=drafted.digest)]
        except Conflict as error:
            told.append(error.code)
            return []

    [answer] = at_once(job)
    assert ["proposal_closed"] * (THREADS - 1) == told
    assert proposals.get(opened.id).changeset == answer.changeset_id
    assert ledger.state(PROJECT).version == 6


def test_two_services_on_one_store(ledger: Ledger, store: EventStore) -> None:
    """Neither is starved by the other, however much it has to read afresh after each lost race."""
    other = Ledger(store)

    def job(number: int) -> list[Committed]:
        service = (ledger, other)[number % 2]
        patches = tuple(change(number, title=f"{n}") for n in range(20))
        return [service.commit(Changes(PROJECT, patches, f"user:{number}")) for _ in range(EACH)]

    answers = at_once(job)
    assert [*range(6, 6 + 20 * THREADS * EACH, 20)] == sorted(answer.first for answer in answers)
    other.snapshots.close()
