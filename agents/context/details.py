"""The tasks that matter now, in full, as many as the budget holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agents.context.lines import Name, bare_line, task_line
from agents.context.quoting import barred, in_line, shortened
from agents.context.relevance import named_tasks
from agents.context.tokens import tokens
from agents.handles import Handles
from ledger.core.model import Task, Tree

LONGEST_TEXT = 2_000
"""Characters of a description, and of all acceptance criteria, that are shown."""
NEIGHBOURS = 12
"""How many siblings, and how many neighbours of named tasks, are shown in full."""


def details(tree: Tree, ids: Iterable[str], name: Name, budget: int, selected: str | None) -> str:
    """The tasks with these ids, the first ones first: where each stands, and all that is said of it."""
    shown: list[str] = []
    for id in ids:
        text = "\n".join(_in_full(tree.tasks[id], tree, name, is_selected=id == selected))
        budget -= tokens(text) + 1
        if budget < 0:
            break
        shown.append(text)
    return "\n".join(shown)


def relevant(
    tree: Tree, selected: str | None, instruction: str, handles: Handles
) -> tuple[str, ...]:
    """The ids of the tasks that an instruction is likely to be about, the likeliest first.

    The selected task, what it depends on and those that the instruction names; then what is above the
    selected one, under it and beside it; then what the named ones depend on and are under.
    """
    named = named_tasks(instruction, tree, handles)
    found: dict[str, None] = {}
    if selected is not None and selected in tree.tasks:
        found |= dict.fromkeys((selected, *tree.tasks[selected].depends_on))
        found |= dict.fromkeys(named)
        found |= dict.fromkeys(_around(tree, selected))
    found |= dict.fromkeys(named)
    found |= dict.fromkeys(id for task in named for id in _beside_named(tree, task))
    return tuple(id for id in found if id in tree.tasks)


def _around(tree: Tree, id: str) -> Iterator[str]:
    task = tree.tasks[id]
    yield from tree.ancestors(id)
    yield from (child.id for child in tree.ordered(id))
    beside = [sibling.id for sibling in tree.ordered(task.parent_id) if sibling.id != id]
    yield from beside[:NEIGHBOURS]
    yield from sorted(tree.dependents_of(id), key=lambda i: tree.tasks[i].number)[:NEIGHBOURS]


def _beside_named(tree: Tree, id: str) -> Iterator[str]:
    yield from tree.tasks[id].depends_on
    yield from tree.ancestors(id)
    yield from [child.id for child in tree.ordered(id)][:NEIGHBOURS]


def _in_full(task: Task, tree: Tree, name: Name, *, is_selected: bool) -> Iterator[str]:
    yield task_line(task, name) + (" (the selected task)" if is_selected else "")
    above = [bare_line(tree.tasks[id], name) for id in tree.ancestors(task.id)]
    if above:
        yield "  under " + " under ".join(above)
    if task.actual_minutes:
        yield f"  worked {task.actual_minutes}m"
    yield from (f"  link {in_line(link.system)} {in_line(link.external_id)}" for link in task.links)
    if task.description:
        yield barred(shortened(task.description, LONGEST_TEXT), "  ")
    if task.acceptance_criteria:
        yield "  acceptance criteria:"
        yield barred(shortened(_listed(task.acceptance_criteria), LONGEST_TEXT), "  ")


def _listed(criteria: Iterable[str]) -> str:
    return "\n".join(f"- {criterion}" for criterion in criteria)
