"""The same request again, many requests at once, and several processes on one ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from ledger.answers import Changes, Committed
from ledger.core.errors import (
    ChangesetIdReused,
    Conflict,
    NotFound,
    Refused,
    StoreUnavailable,
)
from ledger.ports import EventStore, Unit
from ledger.service import Ledger
from ledger.stores.memory import MemoryStore
from tests.ledger.plans import (
    DROP_PROJECT,
    OTHER_PROJECT,
    PROJECT,
    CountingIds,
    TickingClock,
    assert_sound,
    by_me,
    change,
    drop,
    found,
    new_project,
    new_task,
    retitle,
    titles,
)

STORES = ["memory", "sqlite", "postgresql"]

PLAN = (new_project(), new_task(1), new_task(2))


@pytest.fixture
def planned(ledger: Ledger) -> Committed:
    """A project with two tasks."""
    return ledger.commit(by_me(*PLAN))


class TestIdempotency:
    """The same id means the same answer."""

    def test_the_first_answer_again(self, ledger: Ledger) -> None:
        """The same id, project and request is answered with the first answer."""
        first = ledger.commit(by_me(*PLAN, id="c"))
        ledger.commit(by_me(change(1, title="x")))
        again = ledger.commit(by_me(*PLAN, id="c"))
        assert again.repeated
        assert not first.repeated
        for field in ("changeset_id", "project_id", "first", "last", "version", "offset", "time"):
            assert getattr(first, field) == getattr(again, field)
        assert first.state == again.state
        assert ledger.store.length() == 4

    def test_even_where_it_would_conflict_now(self, ledger: Ledger) -> None:
        """A repeated stale change is answered, not told that it conflicts with itself."""
        ledger.commit(by_me(*PLAN))
        changes = by_me(change(1, title="x"), base_version=3, id="c")
        first = ledger.commit(changes)
        ledger.commit(by_me(change(1, title="y")))
        assert first.version == ledger.commit(changes).version

    def test_even_where_the_project_was_deleted(self, ledger: Ledger) -> None:
        """The answer does not depend on what came after."""
        ledger.commit(by_me(*PLAN, id="c"))
        ledger.commit(by_me(DROP_PROJECT))
        assert ledger.commit(by_me(*PLAN, id="c")).repeated

    @pytest.mark.parametrize(
        "other",
        [
            by_me(retitle("Another"), id="c"),
            by_me(*PLAN, id="c", message="Another"),
            by_me(*PLAN, id="c", base_version=0),
            by_me(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT, id="c"),
        ],
    )
    def test_the_same_id_for_something_else(self, ledger: Ledger, other: Changes) -> None:
        """An id that was used for another request or project is refused, whatever is asked."""
        ledger.commit(by_me(*PLAN, id="c"))
        with pytest.raises(ChangesetIdReused):
            ledger.commit(other)
        assert ledger.store.length() == 3

    def test_the_request_is_compared_as_json(self, ledger: Ledger) -> None:
        """Given the request as it came in, only its meaning counts, not how it was written."""
        first = by_me(*PLAN, id="c", request={"patches": [1], "message": "x"})
        ledger.commit(first)
        same = by_me(retitle("ignored"), id="c", request={"message": "x", "patches": [1]})
        assert ledger.commit(same).repeated

    def test_at_the_same_time(self, ledger: Ledger) -> None:
        """Of the same request sent many times at once, one is accepted and all get its answer."""
        ledger.commit(by_me(*PLAN))
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: ledger.commit(by_me(new_task(3), id="c")), range(12)))
        assert {4} == {answer.version for answer in answers}
        assert sum(1 for answer in answers if not answer.repeated) == 1


class TestMany:
    """Several changesets in one transaction."""

    def test_each_gets_its_answer(self, ledger: Ledger) -> None:
        """Answers come in order, each changeset on top of the one before it."""
        answers = ledger.commit_many(
            [
                by_me(*PLAN),
                by_me(change(1, title="x")),
                by_me(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT),
                by_me(change(1, title="y")),
            ]
        )
        assert [3, 4, 1, 5] == [a.version for a in answers if isinstance(a, Committed)]
        assert [2, 3, 4, 5] == [a.offset for a in answers if isinstance(a, Committed)]
        assert found(ledger.state(PROJECT).tree, 1).title == "y"
        assert found(ledger.state(PROJECT, 4).tree, 1).title == "x"

    def test_one_refusal_does_not_fail_its_neighbours(self, ledger: Ledger) -> None:
        """What is refused is told so; the rest is accepted."""
        before, refused, after = ledger.commit_many(
            [by_me(*PLAN), by_me(change(9, title="x")), by_me(change(1, title="x"))]
        )
        assert isinstance(before, Committed)
        assert isinstance(refused, Refused)
        assert isinstance(after, Committed)
        assert after.version == 4

    def test_none_accepted(self, ledger: Ledger) -> None:
        """Where everything is refused nothing is appended."""
        answers = ledger.commit_many([by_me(new_task(1)), by_me(new_task(2))])
        assert all(isinstance(answer, NotFound) for answer in answers)
        assert ledger.store.length() == 0

    def test_of_one(self, ledger: Ledger) -> None:
        """A batch of one is like a single one."""
        [answer] = ledger.commit_many([by_me(*PLAN)])
        assert isinstance(answer, Committed)
        [answer] = ledger.commit_many([by_me(new_task(1))])
        assert isinstance(answer, Refused)
        assert [] == ledger.commit_many([])

    def test_a_stale_one_meets_its_neighbours(self, ledger: Ledger, planned: Committed) -> None:
        """A stale changeset is rebased over what is stored and what the batch puts before it."""
        ledger.commit(by_me(change(1, title="Stored")))
        _, fits, conflicts = ledger.commit_many(
            [
                by_me(change(2, title="Before it")),
                by_me(change(1, status="blocked"), base_version=3),
                by_me(change(2, title="After it"), base_version=3),
            ]
        )
        assert isinstance(fits, Committed)
        assert isinstance(conflicts, Conflict)
        assert conflicts.version == 6

    def test_a_base_within_the_batch(self, ledger: Ledger, planned: Committed) -> None:
        """A base version that a neighbour has just made is as good as a stored one."""
        _, middle, last = ledger.commit_many(
            [
                by_me(change(1, title="a"), change(1, title="b")),
                by_me(change(2, title="c"), base_version=4),
                by_me(change(1, title="d"), base_version=4),
            ]
        )
        assert isinstance(middle, Committed)
        assert isinstance(last, Conflict)

    def test_the_same_id_twice(self, ledger: Ledger) -> None:
        """A retry that lands in the same batch gets the first one's answer."""
        first, again = ledger.commit_many([by_me(*PLAN, id="c"), by_me(*PLAN, id="c")])
        assert isinstance(first, Committed)
        assert isinstance(again, Committed)
        assert [False, True] == [first.repeated, again.repeated]

    def test_a_repeat_that_would_be_refused(self, ledger: Ledger, planned: Committed) -> None:
        """In a batch, too, a known id is answered before any refusal is told."""
        ledger.commit(by_me(new_task(3), id="c"))
        repeated, accepted = ledger.commit_many([by_me(new_task(3), id="c"), by_me(new_task(4))])
        assert isinstance(repeated, Committed)
        assert isinstance(accepted, Committed)
        assert [(True, 4), (False, 5)] == [(a.repeated, a.version) for a in (repeated, accepted)]

    def test_repeats_among_others(self, ledger: Ledger, planned: Committed) -> None:
        """A repeat is answered and a reused id refused, wherever in a batch they are."""
        ledger.commit(by_me(new_task(3), id="c"))
        ledger.commit(by_me(change(1, title="x"), id="d"))
        refusable, accepted, repeated, reused = ledger.commit_many(
            [
                by_me(new_task(3), id="c"),
                by_me(new_task(4)),
                by_me(change(1, title="x"), id="d"),
                by_me(change(1, title="y"), id="d"),
            ]
        )
        assert isinstance(refusable, Committed)
        assert refusable.repeated
        assert isinstance(accepted, Committed)
        assert isinstance(repeated, Committed)
        assert repeated.repeated
        assert isinstance(reused, ChangesetIdReused)

    def test_a_batch_that_is_refused_whole_is_tried_singly(
        self, ledger: Ledger, planned: Committed
    ) -> None:
        """When the store refuses the transaction, each changeset is tried in one of its own."""
        answers = ledger.commit_many(
            [by_me(change(1, title="x"), id="c"), by_me(change(2, title="y"), id="c2")]
        )
        again = ledger.commit_many(
            [by_me(change(1, title="x"), id="c"), by_me(new_task(3), id="c3")]
        )
        assert [4, 5] == [a.version for a in answers if isinstance(a, Committed)]
        assert [4, 6] == [a.version for a in again if isinstance(a, Committed)]


class MeanwhileClock(TickingClock):
    """A clock during whose looking at something else happens: another process's append."""

    def __init__(self, meanwhile: Callable[[], object], times: int = 1) -> None:
        super().__init__()
        self.meanwhile = meanwhile
        self.times = times

    def now(self) -> datetime:
        if self.times:
            self.times -= 1
            self.meanwhile()
        return super().now()


class TestSeveralProcesses:
    """Two ledgers over one store, as two processes over one database."""

    @pytest.fixture
    def elsewhere(self, store: EventStore) -> Ledger:
        """The other process."""
        elsewhere = Ledger(store)
        elsewhere.commit(by_me(*PLAN))
        return elsewhere

    def test_each_sees_what_the_other_appended(self, store: EventStore, elsewhere: Ledger) -> None:
        """No state is believed to be current without looking."""
        here = Ledger(store)
        here.commit(by_me(change(1, title="here")))
        elsewhere.commit(by_me(change(2, title="elsewhere")))
        assert ["here", "elsewhere"] == titles(here.state(PROJECT).tree)
        assert here.state(PROJECT) == elsewhere.state(PROJECT)
        assert_sound(store)

    def test_nothing_is_refused_because_of_an_old_state(
        self, store: EventStore, elsewhere: Ledger
    ) -> None:
        """What a refusal was decided on may have moved: it is looked at again first."""
        here = Ledger(store)
        assert here.commit(by_me(new_task(3))).version == 4
        elsewhere.commit(by_me(new_task(5)))
        assert here.commit(by_me(change(5, title="here"))).version == 6
        elsewhere.commit(by_me(new_task(6)))
        answers = here.commit_many([by_me(change(6, title="here")), by_me(change(7, title="no"))])
        assert isinstance(answers[0], Committed)
        assert isinstance(answers[1], Refused)
        assert ["here", "here"] == [found(here.state(PROJECT).tree, n).title for n in (5, 6)]
        assert_sound(store)

    def test_a_batch_on_an_old_state_is_decided_again_together(
        self, store: EventStore, elsewhere: Ledger
    ) -> None:
        """A moved stream costs a batch one more look, not a transaction for each of its changesets."""
        here = Ledger(store)
        here.commit(by_me(new_task(3)))
        elsewhere.commit(by_me(new_task(4)))
        appended: list[int] = []
        append = store.append

        def counted(units: Sequence[Unit]) -> list[int]:
            appended.append(len(units))
            return append(units)

        store.append = counted  # type: ignore[method-assign]
        here.commit_many([by_me(new_task(5)), by_me(new_task(6)), by_me(new_task(7))])
        assert [3, 3] == appended
        assert_sound(store)

    def test_a_lost_race_is_decided_again(self, store: EventStore, elsewhere: Ledger) -> None:
        """Who finds the stream moved decides again on what is there now."""
        clock = MeanwhileClock(lambda: elsewhere.commit(by_me(new_task(3))))
        here = Ledger(store, clock)
        assert here.commit(by_me(new_task(4))).version == 5
        assert found(here.state(PROJECT).tree, 4).number == 4
        assert_sound(store)

    def test_a_race_for_the_same_id_has_one_answer(
        self, store: EventStore, elsewhere: Ledger
    ) -> None:
        """The same request through two processes at once is accepted once and answered twice."""
        changes = by_me(new_task(3), id="c")
        here = Ledger(store, MeanwhileClock(lambda: elsewhere.commit(changes)))
        assert here.commit(changes).repeated
        assert store.length() == 4

    def test_a_batch_that_lost_a_race(self, store: EventStore, elsewhere: Ledger) -> None:
        """A batch whose transaction failed is decided again one by one."""
        clock = MeanwhileClock(lambda: elsewhere.commit(by_me(new_task(3))))
        here = Ledger(store, clock, CountingIds())
        answers = here.commit_many([by_me(new_task(4)), by_me(new_task(3))])
        assert isinstance(answers[0], Committed)
        assert isinstance(answers[1], Refused)
        assert_sound(store)

    def test_a_race_that_is_lost_for_ever_ends(self, store: EventStore, elsewhere: Ledger) -> None:
        """Who loses every time is told so, rather than kept waiting."""
        clock = MeanwhileClock(lambda: elsewhere.commit(by_me(retitle("again"))), times=1_000)
        with pytest.raises(Conflict, match="too fast"):
            Ledger(store, clock).commit(by_me(new_task(4)))


class LostAnswers(MemoryStore):
    """A store over a line that is cut: it appends, and the answer does not arrive."""

    cut = False

    def append(self, units: object) -> list[int]:
        offsets = super().append(units)  # type: ignore[arg-type]
        if self.cut:
            self.cut = False
            raise StoreUnavailable("the line was cut")
        return offsets


def test_a_lost_answer_is_found_again() -> None:
    """Where the store took a changeset and its answer got lost, a fresh read tells that it did."""
    store = LostAnswers()
    ledger = Ledger(store)
    ledger.commit(by_me(*PLAN))
    store.cut = True
    assert ledger.commit(by_me(drop(1))).version == 4
    store.cut = True
    batch = ledger.commit_many([by_me(new_task(3), id="c"), by_me(new_task(4), id="d")])
    assert [5, 6] == [answer.version for answer in batch if isinstance(answer, Committed)]
    assert_sound(store)
