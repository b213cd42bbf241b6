"""The law of every view: what follows the ledger bit by bit has the rows that a rebuild makes.

rows(batch ∘ … ∘ batch) == rows(rebuild)      at every stop, for every way to cut into batches
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.ports import EventStore, Record
from ledger.proposals import Proposals
from projections.database import Database
from projections.follower import Follower
from tests.laws import examples
from tests.ledger.plans import (
    AGENT,
    DROP_PROJECT,
    ME,
    PROJECT,
    change,
    drop,
    new_project,
    new_task,
    task,
)
from tests.postgres import database
from tests.projections.lives import live_on
from tests.projections.world import Dump, World, dump


@examples(40)
@given(data=st.data())
def test_any_way_to_cut_gives_the_rows_of_a_rebuild(data: st.DataObject) -> None:
    """However the ledger is cut into batches, and wherever the projector restarts, rows are the same."""
    world, rebuilt = World(), Database("sqlite://")
    live_and_look(data, world, rebuilt)
    rebuilt.close()
    world.close()


@settings(max_examples=6)
@given(data=st.data())
def test_the_same_in_postgresql(data: st.DataObject, pair: tuple[str, str]) -> None:
    """The law of the views holds in PostgreSQL, too."""
    world, rebuilt = World(pair[0]), Database(pair[1])
    live_and_look(data, world, rebuilt)
    rebuilt.close()
    world.close()


@pytest.fixture(scope="module")
def pair(postgres_server: str) -> Iterator[tuple[str, str]]:
    """Two databases, for views that follow and views that are rebuilt."""
    with database(postgres_server) as one, database(postgres_server) as other:
        yield one, other


def live_and_look(data: st.DataObject, world: World, rebuilt: Database) -> None:
    """A life with stops, at each of which the rows are those of a rebuild."""
    for _ in range(data.draw(st.integers(1, 10), "changes")):
        live_on(world, data)
        if data.draw(st.booleans(), "look now"):
            world.follower = Follower(
                world.store, world.database, batch=data.draw(st.integers(1, 9))
            )
            world.follower.prepare()
            world.follower.catch_up()
            again = Follower(world.store, rebuilt)
            again.begin_anew()
            again.catch_up()
            assert dump(rebuilt) == dump(world.database)


def test_at_every_prefix_the_rows_are_those_of_a_fresh_fold(either: World) -> None:
    """Event by event, through creates, moves, deletes, undo and restore: never another row."""
    either.commit(new_project(), *(new_task(n) for n in range(1, 5)), new_task(5, under=2))
    either.commit(change(3, depends_on=(task(2),)), change(1, status="in_progress"))
    either.commit(change(5, parent_id=task(1)), change(1, status="completed"), drop(2))
    either.ledger.undo(PROJECT, ME)
    either.ledger.restore(PROJECT, 6, ME)
    either.commit(DROP_PROJECT)
    either.ledger.undo(PROJECT, ME)
    talk(Proposals(either.ledger))
    slow = Follower(either.store, either.database, batch=1)
    slow.prepare()
    while (batch := slow.pull()) is not None:
        slow.carry(batch)
        fresh = World()
        fresh.store = either.store
        folded = Follower(UpTo(either.store, batch.end), fresh.database)  # type: ignore[arg-type]
        folded.prepare()
        folded.catch_up()
        assert plain(dump(fresh.database)) == plain(dump(either.database))
        fresh.close()


def talk(proposals: Proposals) -> None:
    """A conversation with a comment that is withdrawn, and an end."""
    id = proposals.open(PROJECT, None, ME, "embedded").id
    proposals.instruct(id, "Plan the rest", ME)
    proposals.draft(id, [new_task(6)], AGENT, "One more.")
    proposals.comment(id, task(6), "Smaller", ME)
    proposals.comment(id, task(6), "Larger", ME)
    proposals.withdraw(id, 1, ME)
    proposals.reject(id, ME, "Too much")


class UpTo:
    """A ledger as it was when it had so many events."""

    def __init__(self, store: EventStore, length: int) -> None:
        self._store = store
        self._length = length

    def length(self) -> int:
        return self._length

    def ledger_id(self) -> str:
        return self._store.ledger_id()

    def read_all(self, from_offset: int, limit: int) -> Sequence[Record]:
        return self._store.read_all(from_offset, min(limit, self._length - from_offset))


def plain(rows: Dump) -> Dump:
    """The same for every database, of which one says True and another 1."""
    return {name: sorted(map(_plain_row, table), key=repr) for name, table in rows.items()}


def _plain_row(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(int(value) if isinstance(value, bool) else value for value in row)


@pytest.fixture
def filled(either: World) -> World:
    """Views of three projects."""
    for place in "abc":
        project = new_project(id=f"0{place}000000-0000-4000-8000-000000000000")
        either.commit(project, new_task(1), new_task(2, under=1), project_id=project.target_id)
    either.follower.catch_up()
    return either


def test_a_rebuild_tells_how_far_it_is(filled: World) -> None:
    """A rebuild reports each batch against the whole, and leaves the same rows."""
    before = dump(filled.database)
    told: list[tuple[int, int]] = []
    slow = Follower(filled.store, filled.database, batch=3)
    slow.begin_anew()
    slow.catch_up(lambda done, total: told.append((done, total)))
    assert [(3, 9), (6, 9), (9, 9)] == told
    assert before == dump(filled.database)


def test_a_changeset_is_never_seen_in_half(filled: World) -> None:
    """A batch goes on to the end of its last changeset."""
    follower = Follower(filled.store, filled.database, batch=4)
    follower.begin_anew()
    batch = follower.pull()
    assert batch is not None
    assert (0, 6) == (batch.position, batch.end)
