"""Fewer tasks, and as much to do: the least connected ones are folded into a neighbour, which says so.

"At most 4 tasks" asks for a shorter list. What is folded stands in the description of the task that takes it,
with its criteria and its time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.edits import Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.grammar.reading import quoted
from agents.providers.embedded.terms.vocabulary import PRIORITY_ORDER, listed
from ledger.core.model import Task, Tree

MOST_CRITERIA = 6
_AT_MOST = re.compile(
    r"\b(?:too many|at most|max(?:imum)?|(?:no |not )?more than|down to|up to|reduce|shrink|fit|merge|combine"
    r"|condense)\b",
    re.IGNORECASE,
)


def at_most(words: str) -> bool:
    """Whether fewer tasks are wanted, and not less to be done: "only the top three" wants the others gone."""
    return _AT_MOST.search(words) is not None


def folded(context: Context, row: Sequence[Task], count: int) -> Answer:
    """The row with `count` tasks left; the rest is in them."""
    tree, names = context.tree, Handles.of(context.project_id, context.tree)
    left, into = list(row), dict[str, str]()
    while len(left) > count:
        least = min(
            left, key=lambda task: (_ties(tree, task, left), -PRIORITY_ORDER.index(task.priority))
        )
        into[least.id] = _nearest(least, left).id
        left.remove(least)
    ends = {id: _end(id, into) for id in into}
    edits = [
        _taking(names, task, [one for one in row if ends.get(one.id) == task.id])
        for task in left
        if task.id in ends.values()
    ]
    edits += [edit for task in left if (edit := _waiting(names, tree, task, ends)) is not None]
    edits += [
        Edit("update", names.name(part), parent=names.name(tree.tasks[ends[id]]))
        for id in into
        for part in tree.ordered(id)
    ]
    edits += [Edit("delete", names.name(tree.tasks[id])) for id in into]
    said = [
        f"{quoted(tree.tasks[a].title)} into {quoted(tree.tasks[b].title)}" for a, b in ends.items()
    ]
    text = f"Folded {listed(said)}; {len(left)} tasks are left. “Undo that” brings them back."
    return Answer(edits=tuple(edits), text=text)


def _ties(tree: Tree, task: Task, among: Sequence[Task]) -> int:
    """With how many of these it is connected; the first and the last hold the plan together."""
    ids = {one.id for one in among}
    ends = 2 * (task is among[0] or task is among[-1])
    return len(ids & {*task.depends_on, *tree.dependents_of(task.id)}) + ends


def _nearest(task: Task, among: Sequence[Task]) -> Task:
    """What waits for it, else what it waits for, else the one before it, else behind it."""
    others = [one for one in among if one is not task]
    waiting = [one for one in others if task.id in one.depends_on]
    needed = [one for one in others if one.id in task.depends_on]
    place = among.index(task)
    return next(iter((*waiting, *reversed(needed))), others[max(place - 1, 0)])


def _end(id: str, into: dict[str, str]) -> str:
    """Where it is in the end: what it went into may have been folded later."""
    while id in into:
        id = into[id]
    return id


def _taking(names: Handles, task: Task, others: Sequence[Task]) -> Edit:
    """The task with what others bring: what they say, their criteria and their time."""
    also = " ".join(
        f"With it: {one.title}." + (f" {one.description}" if one.description else "")
        for one in others
    )
    criteria = tuple(dict.fromkeys(c for one in (task, *others) for c in one.acceptance_criteria))
    minutes = [one.estimated_minutes for one in (task, *others) if one.estimated_minutes]
    return Edit(
        "update",
        names.name(task),
        description=" ".join(filter(None, (task.description, also))),
        acceptance_criteria=criteria[:MOST_CRITERIA] or None,
        estimated_minutes=sum(minutes) or None,
    )


def _waiting(names: Handles, tree: Tree, task: Task, ends: dict[str, str]) -> Edit | None:
    """That a task which is left waits for what took in what it waited for, or what that waited for."""
    taken = [id for id, end in ends.items() if end == task.id]
    needed = {id for one in (task.id, *taken) for id in tree.tasks[one].depends_on}
    now = {ends.get(id, id) for id in needed} - {task.id}
    new = now - set(task.depends_on)
    behind = {id for id in new if _leads_to(tree, id, task.id, ends)}
    found = tuple(names.name(tree.tasks[id]) for id in sorted(new - behind))
    return Edit("update", names.name(task), add_depends_on=found) if found else None


def _leads_to(tree: Tree, id: str, task_id: str, ends: dict[str, str]) -> bool:
    """Whether that one waits for the task itself, so that waiting for it would go round in a circle."""
    seen, todo = set[str](), [id]
    while todo:
        one = todo.pop()
        if one == task_id:
            return True
        if one in seen:
            continue
        seen.add(one)
        held = [one, *(folded for folded, end in ends.items() if end == one)]
        todo += [ends.get(needed, needed) for at in held for needed in tree.tasks[at].depends_on]
    return False
