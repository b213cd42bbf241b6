"""A task at any depth → its sub-tasks.

First the outline that the task came from (`metadata.outline`), else the outline task that its title
resembles, else, and below an outline's end, the way in which any such task is done, by its verb.
"""

from __future__ import annotations

from agents.providers.embedded import library
from agents.providers.embedded.filling import (
    Words,
    planned,
    without_doubles,
    words_for,
    words_for_part,
)
from agents.providers.embedded.goals import parse
from agents.providers.embedded.hints import heed, read_hint
from agents.providers.embedded.kinds import main_kind, whole_kind
from agents.providers.embedded.library import Node, Outline
from agents.providers.embedded.likeness import alike, similar_path
from agents.providers.embedded.planned import PlannedTask, kept, outline_of
from agents.providers.embedded.steps import STEPS, steps_for
from ledger.core.model import Task, Tree

ROUNDED = 0.1
"""Of a share: less comes of rounding."""


def break_down(task: Task, tree: Tree, hint: str = "") -> tuple[PlannedTask, ...]:
    """The sub-tasks of a task, without those that it has already.

    `hint` is what the person said about it ("in 3 steps", "only backend", "focus on security"). Empty
    when everything that we would propose is there.
    """
    found = _from_outline(task, tree) or steps_for(task, tree)
    asked = read_hint(hint)
    wanted = heed(asked, without_doubles(found), task)
    there = tree.ordered(task.id)
    above = (task, *(tree.tasks[id] for id in tree.ancestors(task.id)))
    titles = [old.title for old in (*there, *above)]
    places = {outline_of(old) for old in there} - {None}
    return kept(
        wanted,
        lambda new: new.outline not in places and not any(alike(new.title, old) for old in titles),
    )


def _from_outline(task: Task, tree: Tree) -> tuple[PlannedTask, ...]:
    where = outline_of(task)
    node = library.node(where) if where else node_like(task, tree)
    if node is None or not node.children:
        return ()
    outline = library.outline(node.path.split("/", 1)[0])
    part = _part_above(outline, task, tree)
    if part is not None:
        words, share = words_for_part(outline, part.title), outline.share
    else:
        words, share = _words(outline, node, task, tree), 100
    share = _share(node, task, share)
    return tuple(planned(child, words, share) for child in node.children)


def _share(node: Node, task: Task, usual: int) -> int:
    """The percentage of their time by which the children take as long as the task is estimated at."""
    whole = sum(child.minutes for child in node.children)
    own = round(100 * task.estimated_minutes / whole) if task.estimated_minutes and whole else usual
    return usual if abs(own - usual) <= ROUNDED * usual else max(own, 1)


def node_like(task: Task, tree: Tree) -> Node | None:
    """The outline task that a hand-made task resembles, or the whole kind that its title asks for."""
    used = _kinds_used(tree)
    path = similar_path(task.title, used)
    if path is not None:
        return library.node(path)
    kind = whole_kind(task.title)
    return library.outline(kind).root if kind and kind not in used else None


def _kinds_used(tree: Tree) -> frozenset[str]:
    """The kinds that the tree's tasks come from; its goal's kind if they come from none."""
    places = (outline_of(task) or STEPS for task in tree.tasks.values())
    known = {where.split("/", 1)[0] for where in places} - {STEPS}
    goal = goal_of(tree)
    return frozenset(known or ({main_kind(parse(goal))} if goal else ()))


def goal_of(tree: Tree) -> str:
    """The goal as far as the tree tells it: the project's title, "" when there is no project."""
    return tree.project.title if tree.project else ""


def _part_above(outline: Outline, task: Task, tree: Tree) -> Task | None:
    """The task, this one or one above it, that stands for the outline as a whole."""
    line = (task, *(tree.tasks[id] for id in tree.ancestors(task.id)))
    return next((above for above in line if outline_of(above) == outline.kind), None)


def _words(outline: Outline, node: Node, task: Task, tree: Tree) -> Words:
    """The nouns for a node's text: from the task's own title if it names the whole, else the goal's."""
    if outline_of(task) is None and node is outline.root:
        return words_for(outline, parse(task.title))
    goal = parse(goal_of(tree))
    return words_for(outline, goal if main_kind(goal) == outline.kind else None)
