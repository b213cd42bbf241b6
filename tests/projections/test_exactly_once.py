"""Rows and position move together, once, whoever moves them and wherever it breaks."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from ledger.ports import EventStore, Record
from ledger.proposals import Proposals
from projections import follower
from projections.catalog import all_views
from projections.database import Database
from projections.effects import Step
from projections.follower import Batch, Follower
from projections.live import LiveTrees, load_tree
from projections.queries.timeline import list_changesets
from projections.tracking import Overtaken, advance, tracking
from projections.view import View
from tests.ledger.plans import PROJECT, change, new_project, new_task
from tests.projections.world import World, dump


class Broken(Exception):
    """What a test throws into the works."""


class BreaksAt:
    """A view that stores nothing and breaks at a step, or when it is to write."""

    def __init__(self, version: int | None) -> None:
        self._version = version

    def take(self, step: Step) -> None:
        if step.event.version == self._version:
            raise Broken

    def read(self, conn: sa.Connection) -> None: ...

    def write(self, conn: sa.Connection) -> None:
        if self._version is None:
            raise Broken


def breaking_at(version: int | None) -> View:
    return View("breaks", 1, sa.MetaData(), lambda: BreaksAt(version))


def rebuilt(world: World) -> object:
    database = Database("sqlite://")
    follower = Follower(world.store, database)
    follower.prepare()
    follower.catch_up()
    rows = dump(database)
    database.close()
    return rows


@pytest.fixture
def planned(either: World) -> World:
    """A plan that the views have seen, and a change that they have not."""
    either.commit(new_project(), new_task(1))
    either.follower.catch_up()
    either.commit(change(1, status="in_progress"), change(1, status="completed"))
    return either


def test_of_two_at_one_position_one_has_an_effect(planned: World) -> None:
    """Two projectors that hold the same batch write it once; the other sees where things are."""
    other = Follower(planned.store, planned.database)
    other.prepare()
    mine, theirs = planned.follower.pull(), other.pull()
    assert mine is not None
    assert mine == theirs
    assert [True, False] == [planned.follower.carry(mine), other.carry(mine)]
    assert planned.store.length() == other.position
    assert rebuilt(planned) == dump(planned.database)
    planned.commit(change(1, title="Later"))
    other.catch_up()
    assert rebuilt(planned) == dump(planned.database)


class MeetingStore:
    """A store whose readers meet: each read of the tail waits until both have come."""

    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._meeting = threading.Barrier(2)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def read_all(self, from_offset: int, limit: int) -> list[Record]:
        records = list(self._store.read_all(from_offset, limit))
        self._meeting.wait(10)
        return records


def test_threads_that_read_the_same_write_it_once(tmp_path: Path) -> None:
    """Two projectors in threads of their own, made to read each batch together, have one effect."""
    world = World(f"sqlite:///{tmp_path}/views.db")
    for number in range(1, 7):
        world.commit(*([new_project()] if number == 1 else []), new_task(number))
    meeting = MeetingStore(world.store)
    carried: list[bool] = []

    def follow() -> None:
        follower = Follower(meeting, world.database, batch=1)  # type: ignore[arg-type]
        follower.prepare()
        while (batch := follower.pull()) is not None:
            carried.append(follower.carry(batch))

    threads = [threading.Thread(target=follow) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert 6 == carried.count(True)
    assert 6 == carried.count(False)
    assert rebuilt(world) == dump(world.database)
    world.close()


@pytest.mark.parametrize("version", [3, 4, None], ids=["at its first event", "within", "writing"])
def test_a_batch_that_breaks_leaves_nothing(planned: World, version: int | None) -> None:
    """Where a batch breaks, rows and position stay as they were, and the next try has all of it."""
    before = dump(planned.database)
    views = (*all_views(), breaking_at(version))
    shape = planned.follower._shape
    broken = Follower(planned.store, planned.database, views)
    broken._shape = shape  # as if it had been running with the views that are there
    broken.prepare()
    batch = broken.pull()
    assert batch is not None
    with pytest.raises(Broken):
        broken.carry(batch)
    assert 2 == broken.position
    assert before == dump(planned.database)
    broken._views = all_views()
    assert broken.carry(batch)
    assert rebuilt(planned) == dump(planned.database)


class Apart(Follower):
    """Planted: it stores the position in a transaction of its own, before that of the rows."""

    def _write(self, batch: Batch) -> None:
        with self._database.writing() as conn:
            advance(conn, self._store.ledger_id(), batch.position, batch.end)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(follower, "advance", lambda *_: None)
            super()._write(batch)


def goes_on_after_a_crash(world: World, kind: type[Follower]) -> bool:
    """Whether a follower that dies while it writes, and another after it, make the rows of a rebuild."""
    dying = kind(world.store, world.database, (*all_views(), breaking_at(None)))
    next_one = kind(world.store, world.database)
    dying._shape = next_one._shape
    dying.prepare()
    batch = dying.pull()
    assert batch is not None
    with pytest.raises(Broken):
        dying.carry(batch)
    next_one.prepare()
    next_one.catch_up()
    return rebuilt(world) == dump(world.database)


@pytest.mark.parametrize(("kind", "expected"), [(Follower, True), (Apart, False)])
def test_a_position_stored_apart_is_found_out(
    planned: World, kind: type[Follower], *, expected: bool
) -> None:
    """A crash between rows and position costs nothing; where they are stored apart, it shows."""
    assert expected == goes_on_after_a_crash(planned, kind)


def test_the_position_moves_only_from_where_it_is_expected(planned: World) -> None:
    """The position is moved by one statement that says where it has to be, and in which ledger."""
    ledger_id = planned.store.ledger_id()
    for wrong in ((ledger_id, 1), ("another", 2)):
        with pytest.raises(Overtaken), planned.database.writing() as conn:
            advance(conn, *wrong, 4)
    with planned.database.writing() as conn:
        advance(conn, ledger_id, 2, 4)
        stored = tracking(conn)
    assert stored is not None
    assert 4 == stored.position


def test_views_of_another_ledger_are_rebuilt(planned: World) -> None:
    """Views that were made from another ledger are dropped, whatever their position says."""
    other = World()
    other.commit(new_project("Another"), *(new_task(n) for n in range(1, 9)))
    other.follower = Follower(other.store, planned.database)
    other.follower.prepare()
    assert 0 == other.follower.position
    other.follower.catch_up()
    assert dump(other.database) != dump(planned.database)
    assert rebuilt(other) == dump(planned.database)
    other.close()


def test_views_that_are_ahead_of_the_ledger_are_rebuilt(planned: World) -> None:
    """A ledger that is shorter than the views have seen (an older copy) makes them anew."""
    planned.follower.catch_up()
    with planned.database.writing() as conn:
        advance(conn, planned.store.ledger_id(), 4, 400)
    planned.follower.prepare()
    assert 0 == planned.follower.position
    planned.follower.catch_up()
    assert rebuilt(planned) == dump(planned.database)


@pytest.mark.parametrize("changed", ["version", "columns"])
def test_views_of_another_shape_are_rebuilt(planned: World, changed: str) -> None:
    """A view whose version was raised, or whose columns are others, is dropped and filled anew."""
    first, *rest = all_views()
    if changed == "version":
        first = replace(first, version=first.version + 1)
    else:
        tables = sa.MetaData()
        sa.Table("view_old", tables, sa.Column("was", sa.Text))
        rest.append(View("old", 1, tables, lambda: BreaksAt(-1)))
    newer = Follower(planned.store, planned.database, (first, *rest))
    newer.prepare()
    assert 0 == newer.position
    newer.catch_up()
    assert planned.store.length() == newer.position
    planned.follower.prepare()
    assert 0 == planned.follower.position
    assert "view_old" not in dump(planned.database)


def test_tables_of_others_are_left_alone(planned: World) -> None:
    """Beginning anew drops every view, of whatever version, and nothing else."""
    with planned.database.writing() as conn:
        conn.exec_driver_sql("CREATE TABLE notes (words text)")
        conn.exec_driver_sql("CREATE TABLE view_of_the_sea (words text)")
    planned.follower.begin_anew()
    with planned.database.reading() as conn:
        names = sa.inspect(conn).get_table_names()
    assert "notes" in names
    assert "view_of_the_sea" not in names


def test_proposals_pass_by(world: World) -> None:
    """Events of proposals move the position and change no view."""
    world.commit(new_project(), new_task(1))
    before = len(world.ask(list_changesets, PROJECT).items)
    Proposals(world.ledger).open(PROJECT, None, "user:me", "embedded", "outline")
    assert before == len(world.ask(list_changesets, PROJECT).items)
    assert 3 == world.store.length() == world.follower.position


def test_plans_that_are_not_in_use_are_let_go(world: World) -> None:
    """Trees beyond the limit leave memory, and come back from the table when they are needed."""
    ids = [f"0{place}000000-0000-4000-8000-000000000000" for place in "abc"]
    for project_id in ids:
        world.commit(new_project(id=project_id), new_task(1), new_task(2), project_id=project_id)
    world.follower._live = LiveTrees(most_tasks=4)
    world.follower.catch_up()
    assert ids[1:] == list(world.follower._live._plans)
    world.commit(change(1, title="Back"), project_id=ids[0])
    world.follower.catch_up()
    assert [ids[2], ids[0]] == list(world.follower._live._plans)
    assert world.ledger.state(ids[0]).tree == world.ask(load_tree, ids[0])
    assert rebuilt(world) == dump(world.database)
