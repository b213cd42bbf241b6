"""The history of a project: what each changeset tells, filters, pages, versions by time."""

from __future__ import annotations

import pytest

from ledger.core.errors import Refused
from ledger.core.events import Cause
from ledger.core.patch import Patch
from projections.paging import cursor_of
from projections.queries.filters import Filters
from projections.queries.timeline import (
    SHOWN,
    Mark,
    Touched,
    changeset_of_version,
    changesets_starting,
    find_changeset,
    list_changesets,
    marks,
    version_at,
)
from tests.ledger.plans import (
    AGENT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    YOU,
    change,
    drop,
    new_project,
    new_task,
    retitle,
    task,
)
from tests.projections.world import World

NO_PROPOSAL = "00000000-0000-4000-8000-00000000dead"


@pytest.fixture
def told(world: World) -> World:
    """A plan with a history of five changesets, and another project."""
    world.commit(
        new_project(), new_task(1), new_task(2, under=1), new_task(3), message="Begin", author=AGENT
    )
    world.commit(change(3, depends_on=(task(2),)), actor=YOU, message="Größer denken")
    world.commit(change(3, title="Ship"), change(3, status="completed"), new_task(4), new_task(5))
    world.commit(drop(5), drop(1), retitle("Smaller"), message="Cut")
    world.commit(retitle("Smallest"), actor=YOU)
    world.commit(new_project(id=OTHER_PROJECT), project_id=OTHER_PROJECT, message="Begin")
    return world


def firsts(world: World, filters: Filters) -> list[int]:
    return [row.first for row in world.ask(list_changesets, PROJECT, filters).items]


def test_a_changeset_tells_what_it_touched(told: World) -> None:
    """Who, when, why, which versions, how many patches of each kind, and each target once."""
    rows = told.ask(list_changesets, PROJECT).items
    assert [(13, 13), (10, 12), (6, 9), (5, 5), (1, 4)] == [(row.first, row.last) for row in rows]
    cut = next(row for row in rows if row.message == "Cut")
    assert {"create": 0, "update": 1, "delete": 2} == cut.counts
    assert (ME, ME, Cause("edit"), None) == (cut.actor, cut.author, cut.cause, cut.undone_by)
    assert (
        Touched(task(5), 5, "Task 5", ("delete",)),
        Touched(task(1), 1, "Task 1", ("delete",)),
        Touched(task(2), 2, "Task 2", ("delete",)),
        Touched(task(3), 3, "Ship", ("update",)),
        Touched(PROJECT, None, "Smaller", ("update",)),
    ) == cut.touched
    begin = rows[-1]
    assert (AGENT, "2026-11-23T12:00:01.000000Z", 0) == (
        begin.author,
        begin.time,
        begin.base_version,
    )
    assert {"create": 4, "update": 0, "delete": 0} == begin.counts


def test_many_touched_targets_are_counted_and_the_first_named(world: World) -> None:
    """A changeset in a list names the first targets and counts all."""
    done = world.commit(new_project(), *(new_task(n) for n in range(1, 41)))
    row = world.ask(find_changeset, done.changeset_id)
    assert row is not None
    assert 41 == row.touched_count
    assert [None, *range(1, SHOWN)] == [touched.number for touched in row.touched]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), [13, 10, 6, 5, 1]),
        (Filters(actor=YOU), [13, 5]),
        (Filters(actor=AGENT), [1]),
        (Filters(task_id=task(3)), [10, 6, 5, 1]),
        (Filters(task_id=task(2)), [10, 1]),
        (Filters(task_id=task(99)), []),
        (Filters(op="delete"), [10]),
        (Filters(op="create"), [6, 1]),
        (Filters(op="update"), [13, 10, 6, 5]),
        (Filters(since="2026-11-23T12:00:04.000000Z"), [13, 10]),
        (Filters(until="2026-11-23T12:00:02.000000Z"), [1]),
        (Filters(text="GRÖSSER"), [5]),
        (Filters(text="ship"), [10, 6]),
        (Filters(text="cut smaller"), [10]),
        (Filters(text="%"), []),
        (Filters(actor=ME, op="update", text="ship"), [10, 6]),
        (Filters(cause="edit", actor=YOU), [13, 5]),
        (Filters(cause="accept"), []),
        (Filters(proposal=NO_PROPOSAL), []),
    ],
)
def test_filters(told: World, filters: Filters, expected: list[int]) -> None:
    """Each filter, newest first; words are looked for in the message and in touched titles."""
    assert expected == firsts(told, filters)


def test_pages(told: World) -> None:
    """Pages of any size have every changeset once; a foreign cursor is refused."""
    for limit in (1, 2, 4, 5):
        seen: list[int] = []
        page = told.ask(list_changesets, PROJECT, Filters(), limit)
        while page.next_cursor is not None:
            seen += [row.first for row in page.items]
            page = told.ask(list_changesets, PROJECT, Filters(), limit, page.next_cursor)
        assert [13, 10, 6, 5, 1] == [*seen, *(row.first for row in page.items)]
    for foreign in ("Wzda", cursor_of((2**63,))):
        with pytest.raises(Refused) as refusal:
            told.ask(list_changesets, PROJECT, cursor=foreign)
        assert "invalid_cursor" == refusal.value.code


def test_undo_and_redo_say_what_is_in_force(world: World) -> None:
    """What was taken back names what took it back, until that is taken back in its turn."""
    world.commit(new_project())
    edit = world.commit(retitle("Other"))
    undo = world.ledger.undo(PROJECT, ME)
    assert [None, undo.changeset_id, None] == _undone(world)
    redo = world.ledger.redo(PROJECT, ME)
    assert [None, redo.changeset_id, None, None] == _undone(world)
    again = world.ledger.undo(PROJECT, ME)
    assert [None, again.changeset_id, None, undo.changeset_id, None] == _undone(world)
    row = world.ask(find_changeset, edit.changeset_id)
    assert row is not None
    assert undo.changeset_id == row.undone_by
    world.ledger.restore(PROJECT, 2, ME)
    restored = world.ask(list_changesets, PROJECT, limit=1).items[0]
    assert Cause("restore", 2) == restored.cause


def _undone(world: World) -> list[str | None]:
    return [row.undone_by for row in world.ask(list_changesets, PROJECT).items]


def test_versions_and_changesets_by_each_other(told: World) -> None:
    """A version leads to its changeset, wherever in it; versions that are not lead nowhere."""
    found = [
        told.ask(changeset_of_version, PROJECT, version) for version in (0, 1, 4, 5, 12, 13, 14)
    ]
    assert [None, 1, 1, 5, 10, 13, None] == [row and row.first for row in found]
    assert {1: "Begin", 5: "Größer denken"} == {
        first: row.message
        for first, row in told.ask(changesets_starting, PROJECT, [1, 5, 7]).items()
    }
    assert told.ask(find_changeset, "nobody's") is None


@pytest.mark.parametrize(
    ("time", "version"),
    [
        ("2026-11-23T12:00:00.999999Z", 0),
        ("2026-11-23T12:00:01.000000Z", 4),
        ("2026-11-23T12:00:03.500000Z", 9),
        ("2027-01-01T00:00:00.000000Z", 13),
    ],
)
def test_the_version_at_a_time(told: World, time: str, version: int) -> None:
    """A project is at the last version that was accepted by then."""
    assert version == told.ask(version_at, PROJECT, time)


def test_changesets_of_one_instant_count_together(world: World) -> None:
    """Of changesets with one time, the last decides what the version was."""
    world.clock.step *= 0
    world.commit(new_project())
    world.commit(retitle("Two"))
    world.commit(retitle("Three"))
    assert 3 == world.ask(version_at, PROJECT, "2026-11-23T12:00:00.000000Z")


def test_marks_for_a_slider(told: World) -> None:
    """All changesets, oldest first; thinned out from the newest on where there are too many."""
    assert [(1, 4), (5, 5), (6, 9), (10, 12), (13, 13)] == [m[:2] for m in told.ask(marks, PROJECT)]
    assert [1, 6, 13] == [mark.first for mark in told.ask(marks, PROJECT, most=4)]
    assert [Mark(13, 13, "2026-11-23T12:00:05.000000Z")] == told.ask(marks, PROJECT, most=1)
    assert [1, 10] == [mark.first for mark in told.ask(marks, PROJECT, Filters(task_id=task(2)))]
    assert [] == told.ask(marks, "00000000-0000-4000-8000-00000000dead")


def test_updates_of_a_task_that_is_created_in_the_same_changeset(world: World) -> None:
    """One target has one line, with all that was done to it."""
    world.commit(new_project(), new_task(1), change(1, title="Renamed"))
    [row] = world.ask(list_changesets, PROJECT).items
    assert Touched(task(1), 1, "Renamed", ("create", "update")) == row.touched[1]
    assert {"create": 2, "update": 1, "delete": 0} == row.counts


def test_a_task_that_comes_and_goes_in_one_changeset(world: World) -> None:
    """What was created and deleted at once stays known by its title."""
    world.commit(new_project(), new_task(1), drop(1))
    [row] = world.ask(list_changesets, PROJECT).items
    assert Touched(task(1), 1, "Task 1", ("create", "delete")) == row.touched[1]
    assert Patch("delete", "task", task(1)) == world.ledger.changeset(PROJECT, row.id).patches[-1]
