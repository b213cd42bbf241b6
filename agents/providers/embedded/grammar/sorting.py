"""Putting tasks in an order: by a field, by what waits for what, or the other way round."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from agents.providers.embedded.grammar.placing import move_before, topmost
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
    ("titles?|names?|alphabet|alphabetic|alphabetical(?:ly)?|a-z", lambda t: t.title.casefold()),
    ("status|state|progress", lambda t: _PROGRESS.index(t.status)),
    ("numbers?|numerical|creation|age", lambda t: t.number or 10**9),
    ("assignees?|owners?|person", lambda t: (t.assignee or _LAST).casefold()),
)


@RULES.rule(
    r"(?:sort|order|re-?order|arrange|rank|rearrange)(?: (?P<what>.+?))? (?:by (?:their"
    r" )?(?P<key>[\w -]+?)|(?P<alpha>alphabetically))"
    r"(?:,? \(?(?P<desc>descending|desc|reversed|highest first|longest first|latest first|z-a)\)?"
    r"|,? \(?(?:ascending|asc|lowest first|first|earliest first|shortest first)\)?)?",
    r"(?:put|bring|list|get) (?P<what>.+?) (?:in|into|in an) (?P<key>alphabetical|alphabetic|numerical|date"
    r"|due date|priority|title|name) order",
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


_THINGS = r"(?: (?:ones?|things?|tasks?|stuff|items?|work))?"


@RULES.rule(
    r"(?:put|move|do|bring|list|place|start with|begin with) (?:the |all )*(?:most )?"
    rf"(?P<key>important|urgent|pressing){_THINGS}(?: (?:to the (?:top|front)|first|on top|up front))?",
    rf"(?:the )?most (?P<key>important|urgent|pressing){_THINGS} (?:first|to the top|on top)",
)
def _important_first(r: Reading, key: str) -> None:
    """What is important is told by the priorities; where all are alike nobody knows."""
    if len({task.priority for task in r.scene.shown}) == 1:
        raise Tell(f"All have the same priority, so none is more {key}: say which ones are.")
    _sort_row(r, r.scene.shown, _by(_KEYS[0][1], backwards=False))


@RULES.rule(r"(?:reverse|invert|flip)(?: the)? order(?: of (?P<what>.+))?")
def _reverse(r: Reading, what: str = "") -> None:
    _sort_row(r, _siblings(r, what), lambda row: row[::-1])


def _siblings(r: Reading, what: str) -> list[Task]:
    if not what or re.fullmatch(
        r"(?:the |all |my |our )*(?:tasks?|list|plan|project|everything|steps)", what
    ):
        return r.scene.shown
    tasks = topmost(r, r.tasks(what))
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
    staying = _longest_run([row.index(task) for task in wanted])
    moving = [task for task in wanted if row.index(task) not in staying]
    for task in moving:
        place = wanted.index(task)
        if place:
            r.update(r.handle(task), after=r.handle(wanted[place - 1]))
        else:
            move_before(r, [task], row[0])
    r.about = tuple(task.id for task in wanted)
    r.say(f"Put {len(wanted)} tasks in order.")


def _longest_run(places: list[int]) -> set[int]:
    """As many of these as stand in rising order already: what is beside them has to move, and no more.

    Patience sorting: of each length the run that ends lowest, and what each ends with came after.
    """
    ends, before = list[int](), dict[int, int | None]()
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    run, last = set[int](), ends[-1] if ends else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run


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
