"""Lines of documents that say more than a title: struck out, in tables, in minutes and mails."""

from __future__ import annotations

from ledger.core.model import EMPTY
from tests.agents.talks import tell
from tests.agents.test_extraction import by_title, planned, source

MARKDOWN = """---
title: Summer party
date: 2026-01-01
---
# Party

A party for all.

- There must be a cake
- ~~Old thing~~
- Call Bob tomorrow

| Task | Owner | Due | Notes |
|------|-------|-----|-------|
| Order desks | Ann | 2026-12-04 | oak |
| Paint walls | Bob | | |
"""
MAIL = """Hi all,

it was nice to see you. Bob will ask for quotes. Please could Anna book the room? The weather will be good.

Carla will call the vendor by Friday.
"""


def test_what_markdown_says_about_a_task() -> None:
    """Front matter is not read; what is struck out is cancelled; a day needs no "by"; "there" is nobody."""
    tree = planned(MARKDOWN).after
    assert tree.project is not None
    assert "A party for all." == tree.project.summary
    assert by_title(tree, "There must be a cake").assignee is None
    assert "cancelled" == by_title(tree, "Old thing").status
    assert "2026-11-24" == by_title(tree, "Call Bob").due_date


def test_rows_of_a_table_are_tasks_where_its_head_tells_the_columns() -> None:
    tree = planned(MARKDOWN).after
    desks, walls = by_title(tree, "Order desks"), by_title(tree, "Paint walls")
    assert ("Ann", "2026-12-04") == (desks.assignee, desks.due_date)
    assert ("Bob", None) == (walls.assignee, walls.due_date)


def test_whoever_is_to_do_something_in_a_mail_has_a_task() -> None:
    """A sentence about the weather is none."""
    tree = tell("Plan it", EMPTY, document=source(MAIL, "mail.txt", markdown=False)).after
    assert [
        ("Ask for quotes", "Bob", None),
        ("Book the room", "Anna", None),
        ("Call the vendor", "Carla", "2026-11-27"),
    ] == [(task.title, task.assignee, task.due_date) for task in tree.ordered()]


def test_what_is_not_part_of_it_is_no_task() -> None:
    """However the heading says so."""
    for heading in ("Not part of this", "Not in the project", "What we won't do"):
        tree = planned(f"# Shop\n\n## Work\n- Build it\n\n## {heading}\n- Payments\n").after
        assert {"Work", "Build it"} == {task.title for task in tree.tasks.values()}


def test_what_a_line_depends_on_is_a_dependency() -> None:
    """Where that task stands before it; else the description keeps the words."""
    lines = "- Auth endpoints\n- Build login (depends on Auth endpoints)\n- Ship it, blocked by the law\n"
    tree = planned(lines).after
    login, ship = by_title(tree, "Build login"), by_title(tree, "Ship it")
    assert (by_title(tree, "Auth endpoints").id,) == login.depends_on
    assert "Depends on the law." == ship.description
    part = planned("- Login\n  - Form (depends on Login)\n").after
    assert () == by_title(part, "Form").depends_on


def test_columns_are_fields_and_what_is_no_value_stays_in_the_description() -> None:
    """A row without a task is none."""
    head = "| Step | Prio | State | Estimate | Deadline |\n|---|---|---|---|---|\n"
    rows = "| Order desks | high | done | 2 days | soon |\n| | low | | | |\n| Paint walls | x | | | 4 Dec |\n"
    tree = planned(f"# Office\n\n{head}{rows}").after
    desks, walls = by_title(tree, "Order desks"), by_title(tree, "Paint walls")
    assert ("high", "completed", 960) == (desks.priority, desks.status, desks.estimated_minutes)
    assert ("soon", None) == (desks.description, desks.due_date)
    assert ("x", "2026-12-04") == (walls.description, walls.due_date)
    assert ["Order desks", "Paint walls"] == [
        t.title for t in tree.walk() if not tree.child_ids(t.id)
    ]
