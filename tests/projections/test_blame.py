"""Blame: who last set each field, through deletes and undo."""

from __future__ import annotations

import pytest

from ledger.core.errors import Refused
from ledger.core.events import Cause
from projections.queries.blame import FieldBlame, TargetBlame, last_set, project_blame, task_blame
from tests.ledger.plans import (
    DROP_PROJECT,
    ME,
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


def versions(told: TargetBlame | None) -> dict[str, int]:
    assert told is not None
    return {by.field: by.version for by in told.fields}


@pytest.fixture
def plan(world: World) -> World:
    """Three tasks, the third depending on the first."""
    tasks = (new_task(1), new_task(2, under=1), new_task(3, depends_on=(task(1),)))
    world.commit(new_project(), *tasks, message="Begin")
    return world


def test_each_field_names_the_changeset_that_set_it(plan: World) -> None:
    """A field that was never set again is its creator's; one that was is the last one's."""
    done = plan.commit(change(3, title="Ship", status="in_progress"), actor=YOU, message="Clearer")
    told = plan.ask(task_blame, PROJECT, task(3))
    assert told is not None
    assert ("task", task(3), 3) == (told.target, told.target_id, told.number)
    expected = {"title": 5, "number": 4, "position": 4, "status": 5, "depends_on": 4}
    assert expected == versions(told)
    assert (
        FieldBlame(
            field="title",
            version=5,
            changeset=done.changeset_id,
            time=done.time,
            actor=YOU,
            author=YOU,
            cause=Cause("edit"),
            message="Clearer",
            reason="Clearer",
            proposal=None,
        )
        == told.fields[0]
    )


def test_a_value_set_again_to_the_same_counts(plan: World) -> None:
    """Setting a field to what it is makes one its last setter."""
    plan.commit(change(3, title="Task 3"), actor=YOU)
    assert 5 == versions(plan.ask(task_blame, PROJECT, task(3)))["title"]


def test_a_delete_is_to_blame_for_lost_dependencies(plan: World) -> None:
    """Who deletes a task changes the fields of those that depended on it; the deleted have no blame."""
    plan.commit(drop(1), actor=YOU)
    assert 5 == versions(plan.ask(task_blame, PROJECT, task(3)))["depends_on"]
    assert plan.ask(task_blame, PROJECT, task(1)) is None
    assert plan.ask(task_blame, PROJECT, task(2)) is None
    assert [None, 3] == [told.number for told in plan.ask(project_blame, PROJECT).items]


def test_what_undo_brings_back_was_set_by_the_undo(plan: World) -> None:
    """After undoing a delete, every field of what came back is blamed on the undo."""
    plan.commit(drop(1))
    undo = plan.ledger.undo(PROJECT, ME)
    told = plan.ask(task_blame, PROJECT, task(2))
    assert told is not None
    assert {undo.changeset_id} == {by.changeset for by in told.fields}
    assert {"undo"} == {by.cause.kind for by in told.fields}
    assert {"title", "number", "parent_id", "position"} == set(versions(told))


def reason(world: World) -> str | None:
    told = world.ask(task_blame, PROJECT, task(3))
    assert told is not None
    return next(by.reason for by in told.fields if by.field == "status")


def test_the_reason_of_what_was_redone_is_why_it_was_done(plan: World) -> None:
    """However often it went back and forth; a reason that is given for the redo counts more."""
    plan.commit(change(3, status="in_progress"), message="Ann began\nthis morning")
    for _ in range(3):
        plan.ledger.undo(PROJECT, ME)
        plan.ledger.redo(PROJECT, ME)
        assert "Ann began\nthis morning" == reason(plan)
    plan.ledger.undo(PROJECT, ME)
    plan.ledger.redo(PROJECT, ME, message="She did begin")
    assert "She did begin" == reason(plan)


def test_what_was_done_without_a_reason_is_called_by_what_it_touched(plan: World) -> None:
    """There is nothing else to tell."""
    plan.commit(change(3, status="in_progress"))
    plan.ledger.undo(PROJECT, ME)
    plan.ledger.redo(PROJECT, ME)
    assert "Redo: T3 “Task 3”" == reason(plan)


def test_the_project_has_blame_too(plan: World) -> None:
    """The project's own fields come first, and end with the project."""
    plan.commit(retitle("Better"), actor=YOU)
    told = plan.ask(project_blame, PROJECT).items[0]
    assert ("project", PROJECT, None) == (told.target, told.target_id, told.number)
    assert {"title": 5} == versions(told)
    plan.commit(DROP_PROJECT)
    assert [] == plan.ask(project_blame, PROJECT).items
    plan.ledger.undo(PROJECT, ME)
    assert [None, 1, 2, 3] == [told.number for told in plan.ask(project_blame, PROJECT).items]


def test_pages(plan: World) -> None:
    """Targets come in pages, by number; a foreign cursor is refused."""
    first = plan.ask(project_blame, PROJECT, 3)
    assert [None, 1, 2] == [told.number for told in first.items]
    assert first.next_cursor is not None
    second = plan.ask(project_blame, PROJECT, 3, first.next_cursor)
    assert ([3], None) == ([told.number for told in second.items], second.next_cursor)
    with pytest.raises(Refused) as refusal:
        plan.ask(project_blame, PROJECT, 3, "W1tdXQ")
    assert "invalid_cursor" == refusal.value.code


def test_nobody_is_to_blame_for_a_task_that_never_was(plan: World) -> None:
    assert plan.ask(task_blame, PROJECT, task(99)) is None
    assert plan.ask(task_blame, PROJECT, PROJECT) is None


def test_when_any_field_of_a_task_was_last_set(plan: World) -> None:
    """By task; one that is not there, or no longer, is left out."""
    begun = plan.ask(last_set, PROJECT, [task(1)])
    done = plan.commit(change(3, title="Ship"))
    plan.commit(drop(2))
    told = plan.ask(last_set, PROJECT, [task(1), task(2), task(3), task(99)])
    assert {**begun, task(3): done.time} == told
    assert begun[task(1)] < done.time
