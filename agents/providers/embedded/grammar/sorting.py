"""Putting tasks in an order: by a field, by what waits for what, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from agents.providers.embedded.grammar.placing import move_before
from agents.providers.embedded.grammar.reading import Reading, Rules
from agents.providers.embedded.references.scene import Declined, Tell
from agents.providers.embedded.terms.vocabulary import PRIORITY_ORDER
from ledger.core.model import Task

RULES = Rules()
Order = Callable[[list[Task]], list[Task]]
_LAST = "\uffff"
_PROGRESS = ("in_progress", "in_review", "blocked", "todo", "completed", "cancelled")
_KEYS: tuple[tuple[str, Callable[[Task], Any]], ...] = (
    ("priority|importance|urgency", lambda t: PRIORITY_ORDER.index(t.priority)),
    ("due|due dates?|deadlines?|dates?", lambda t: t.due_date or _LAST),
    ("start|start dates?", lambda t: t.start_date or _LAST),
    ("estimates?|effort|size|duration", lambda t: t.estimated_minutes or 10**9),
    ("titles?|names?|alphabet|alphabetical(?:ly)?|a-z", lambda t: t.title.casefold()),
    ("status|state|progress", lambda t: _PROGRESS.index(t.status)),
    ("numbers?|creation|age", lambda t: t.number or 10**9),
    ("assignees?|owners?|person", lambda t: (t.assignee or _LAST).casefold()),
)


@RULES.rule(
    r"(?:sort|order|re-?order|arrange|rank|rearrange)(?: (?P<what>.+?))? (?:by (?:their"
    r" )?(?P<key>[\w -]+?)|(?P<alpha>alphabetically))"
    r"(?:,? \(?(?P<desc>descending|desc|reversed|highest first|longest first|latest first|z-a)\)?"
    r"|,? \(?(?:ascending|asc|lowest first|first|earliest first|shortest first)\)?)?",
)
def _sort(r: Reading, what: str = "", key: str = "", alpha: str = "", desc: str = "") -> None:
    word = (key or alpha).lower()
    if word in ("dependency", "dependencies"):
        _sort_row(r, _siblings(r, what), _by_dependency)
        return
    for names, value in _KEYS:
        if re.fullmatch(names, word):
            backwards = bool(desc) and desc.lower() != "highest first"
            _sort_row(r, _siblings(r, what), _by(value, backwards=backwards))
            return
    raise Declined


@RULES.rule(r"(?:reverse|invert|flip)(?: the)? order(?: of (?P<what>.+))?")
def _reverse(r: Reading, what: str = "") -> None:
    _sort_row(r, _siblings(r, what), lambda row: row[::-1])


def _siblings(r: Reading, what: str) -> list[Task]:
    if not what or re.fullmatch(
        r"(?:the |all |my |our )*(?:tasks?|list|plan|project|everything|steps)", what
    ):
        return r.scene.shown
    tasks = r.tasks(what)
    if len({task.parent_id for task in tasks}) > 1:
        raise Tell("Only tasks that stand beside each other can be put in order.")
    return tasks if len(tasks) > 1 else r.scene.tree.ordered(tasks[0].id)


def _sort_row(r: Reading, row: list[Task], order: Order) -> None:
    if len(row) < 2:
        raise Tell("There is nothing to put in order.")
    wanted = order(row)
    if wanted == row:
        r.say("They are in that order already.")
        return
    if wanted[0] != row[0]:
        move_before(r, wanted[:1], row[0])
    for before, task in pairwise(wanted):
        r.update(r.handle(task), after=r.handle(before))
    r.about = tuple(task.id for task in wanted)
    r.say(f"Put {len(wanted)} tasks in order.")


def _by(value: Callable[[Task], Any], *, backwards: bool) -> Order:
    return lambda row: sorted(row, key=value, reverse=backwards)


def _by_dependency(row: list[Task]) -> list[Task]:
    """What is waited for comes first; otherwise as it was."""
    left, done = list(row), list[Task]()
    while left:
        waiting = {task.id for task in left}
        free = next((t for t in left if not waiting.intersection(t.depends_on)), left[0])
        left.remove(free)
        done.append(free)
    return done
