"""The project list: what it tells, how it is filtered, sorted and paged."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.core.errors import Refused
from ledger.core.patch import Patch
from projections.paging import cursor_of
from projections.queries.projects import Filters, find_project, list_projects
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
)
from tests.projections.world import World

NAMES = ("Ärger", "beta", "Gamma", "delta")


def project_id(place: int) -> str:
    return f"0{place}000000-0000-4000-8000-000000000000"


@pytest.fixture
def four(world: World) -> World:
    """Four projects that differ in everything."""
    bodies: list[dict[str, Any]] = [
        {"status": "active", "priority": "high", "tags": ("api", "web"), "due_date": "2026-12-01"},
        {"status": "planning", "priority": "critical", "tags": ("api",), "owner": "ada"},
        {
            "status": "active",
            "priority": "low",
            "summary": "50% of the WÄY",
            "due_date": "2026-11-30",
        },
        {"status": "completed", "priority": "backlog"},
    ]
    for place, (title, body) in enumerate(zip(NAMES, bodies, strict=True)):
        create = Patch("create", "project", project_id(place), {"title": title, **body})
        world.commit(create, project_id=create.target_id)
    return world


def titles(world: World, filters: Filters = Filters(), sort: str = "title") -> list[str]:  # noqa: B008
    return [row.project.title for row in world.ask(list_projects, filters, sort).items]


def test_a_row_tells_the_project_now(world: World) -> None:
    """Counts, progress, and who made and who last changed it, when and why."""
    world.commit(new_project(), new_task(1), new_task(2), new_task(3, under=2), message="Begin")
    world.commit(change(1, status="completed"), retitle("Better"), actor=YOU, message="Done")
    [row] = world.ask(list_projects).items
    assert ("Better", 6, False) == (row.project.title, row.version, row.deleted)
    assert (3, 1, 0.5) == (row.task_count, row.completed_count, row.progress)
    assert (ME, "2026-11-23T12:00:01.000000Z") == (row.created_by, row.created_at)
    assert (YOU, "2026-11-23T12:00:02.000000Z") == (row.updated_by, row.updated_at)
    assert "Done" == row.last_message
    world.commit(drop(2))
    [row] = world.ask(list_projects).items
    assert (1, 1, 1.0, None) == (
        row.task_count,
        row.completed_count,
        row.progress,
        row.last_message,
    )


def test_a_deleted_project_leaves_the_list(world: World) -> None:
    """Deleted, it is known still but not listed; undone, it is back as it was."""
    world.commit(new_project(), new_task(1, status="completed"))
    world.commit(DROP_PROJECT)
    assert [] == titles(world)
    row = world.ask(find_project, PROJECT)
    assert row is not None
    assert (True, "Plan", 0) == (row.deleted, row.project.title, row.task_count)
    world.ledger.undo(PROJECT, ME)
    [row] = world.ask(list_projects).items
    assert ("Plan", 1, 1.0) == (row.project.title, row.completed_count, row.progress)
    assert "2026-11-23T12:00:01.000000Z" == row.created_at


def test_a_project_that_never_was_is_not_found(world: World) -> None:
    assert world.ask(find_project, PROJECT) is None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["beta", "delta", "Gamma", "Ärger"]),
        (Filters(status=("active",)), ["Gamma", "Ärger"]),
        (Filters(status=("planning", "completed")), ["beta", "delta"]),
        (Filters(priority=("critical", "high")), ["beta", "Ärger"]),
        (Filters(tags=("api",)), ["beta", "Ärger"]),
        (Filters(tags=("api", "web")), ["Ärger"]),
        (Filters(owner="ada"), ["beta"]),
        (Filters(owner="a\0da"), []),
        (Filters(tags=("api\ud800",)), []),
        (Filters(status=("acti\0ve",)), []),
        (Filters(text="ÄR"), ["Ärger"]),
        (Filters(text="50% wäy"), ["Gamma"]),
        (Filters(text="5_%"), []),
        (Filters(text="  "), ["beta", "delta", "Gamma", "Ärger"]),
        (Filters(text="\ud800web"), ["Ärger"]),
        (Filters(status=("active",), tags=("api",), text="web"), ["Ärger"]),
    ],
)
def test_filters(four: World, filters: Filters, expected: list[str]) -> None:
    """Each filter, and all of them together; text is compared without case."""
    assert expected == titles(four, filters)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["beta", "delta", "Gamma", "Ärger"]),
        ("-title", ["Ärger", "Gamma", "delta", "beta"]),
        ("created", ["Ärger", "beta", "Gamma", "delta"]),
        ("-updated", ["delta", "Gamma", "beta", "Ärger"]),
        ("priority", ["beta", "Ärger", "Gamma", "delta"]),
        ("due", ["Gamma", "Ärger", "beta", "delta"]),
        ("progress", ["Ärger", "beta", "Gamma", "delta"]),
    ],
)
def test_sorts_and_pages(four: World, sort: str, expected: list[str]) -> None:
    """Every order, in pages of each size: every project once, in that order."""
    assert expected == titles(four, sort=sort)
    for limit in (1, 2, 3, 4):
        seen: list[str] = []
        cursor = None
        while True:
            page = four.ask(list_projects, Filters(), sort, limit, cursor)
            seen += [row.project.title for row in page.items]
            assert len(page.items) <= limit
            if page.next_cursor is None:
                break
            cursor = page.next_cursor
        assert expected == seen


def test_new_tags_replace_the_old(four: World) -> None:
    """A project is found by the tags that it has, not by those that it had."""
    update = Patch("update", "project", project_id(0), {"tags": ("web", "ops")})
    four.commit(update, project_id=project_id(0))
    assert ["beta"] == titles(four, Filters(tags=("api",)))
    assert ["Ärger"] == titles(four, Filters(tags=("ops", "web")))


def test_unknown_sorts_and_cursors_are_refused(four: World) -> None:
    """A sort that there is not, and a cursor of another list or of nobody, are refused by name."""
    with pytest.raises(Refused) as refusal:
        four.ask(list_projects, sort="size")
    assert "invalid_sort" == refusal.value.code
    other = four.ask(list_projects, Filters(), "title", 1).next_cursor
    of_another_kind = [cursor_of(("due", wrong, "x")) for wrong in (7, 0.5, "a\0b")]
    for cursor in (other, "nonsense", "!", "", "W10", *of_another_kind):
        with pytest.raises(Refused) as refusal:
            four.ask(list_projects, Filters(), "due", 1, cursor)
        assert "invalid_cursor" == refusal.value.code
