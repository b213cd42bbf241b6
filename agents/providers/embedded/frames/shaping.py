"""Frames for tasks that go away or become one."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.naming import title
from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import merging, placing, removing, values
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined, Tell

FRAMES = Frames("shaping")


@FRAMES.act
def _drop(r: Reading, a: str = "", x: str = "", **_: str) -> None:
    if not a and not (r.scene.recent and r.clause.isalpha()):
        raise Declined
    if x and not re.match(r"(?:we|i|as)\b", x):
        raise Declined
    removing.delete(r, a or "it")


@FRAMES.act
def _only(r: Reading, a: str) -> None:
    removing.keep_only(r, a)


@FRAMES.act
def _struck(r: Reading, a: str) -> None:
    """Named first: "T7: delete". What goes without a name is not what is spoken of."""
    if not re.search(TASK, a):
        raise Declined
    removing.delete(r, a)


@FRAMES.act
def _away(r: Reading, a: str) -> None:
    """Out of the plan; a part that is pulled out only leaves what it is part of."""
    pulled = re.match(r"(?:pull|move|lift|bring|shift|drag) \S+ out$", r.clause)
    if not pulled:
        removing.delete(r, a)
    elif all(task.parent_id for task in r.tasks(a)):
        placing.out(r, a)
    else:
        raise Tell(
            f"{r.names(r.tasks(a))}: there is nothing to take it out of. Say “delete” to remove it."
        )


@FRAMES.act
def _emptied(r: Reading, a: str = "it") -> None:
    """What is under it goes."""
    below = [child for task in r.tasks(a) for child in r.scene.tree.ordered(task.id)]
    if not below:
        raise Declined
    for child in below:
        r.delete(child)
    r.about = tuple(task.id for task in r.tasks(a))
    r.say(f"Removed {r.names(below)}.")


@FRAMES.act
def _cancel(r: Reading, a: str) -> None:
    values.set_status(r, r.targets(a), "cancelled")


_AS_WELL = re.compile(
    r"(?:(?:and|with|plus|as well as|together with|along with|incl\.?|including|also|all|both|any|of|its|the"
    r"|\W)\s*)+",
    re.IGNORECASE,
)
_KEEPS = re.compile(
    r"\b(?:keep|leave|spare|retain|preserve|save|release|free|but|not|without)\w*\b", re.IGNORECASE
)


@FRAMES.act
def _alone(r: Reading, a: str, x: str = "x") -> None:
    """What is under it takes its place, unless it is to go as well: "with its sub-tasks"."""
    if _AS_WELL.fullmatch(x):
        removing.delete(r, a)
    elif x == "x" or _KEEPS.search(x):
        removing.delete_alone(r, a, only="dissolve" if x == "x" else "")
    else:
        raise Declined


@FRAMES.act
def _merge(r: Reading, a: str = "it", **_: str) -> None:
    if a.lower() == "all":
        raise Declined
    parts = r.scene.scope and not (r.scene.edits or re.search(TASK, a))
    tasks = r.tasks("it" if parts else a)
    if len(tasks) == 1 and (parts or re.match(r"(?:all|everything) (?:of|in|under)\b", r.clause)):
        tasks = r.scene.tree.ordered(tasks[0].id)
    if len(tasks) < 2:
        raise Declined
    merging.merge(r, tasks)


@FRAMES.act
def _merge_with(r: Reading, a: str, b: str) -> None:
    merging.merge(r, [*r.tasks(a), *r.tasks(b)])


@FRAMES.act
def _merge_into(r: Reading, a: str, b: str) -> None:
    """What is named behind it stays."""
    into = r.task(b)
    merging.merge(r, [into, *(task for task in r.tasks(a) if task.id != into.id)], into.title)


@FRAMES.act
def _merge_as(r: Reading, a: str, x: str, b: str = "", **_: str) -> None:
    tasks = [*r.tasks(a), *(r.tasks(b) if b else [])]
    others = set(task_ids(r.scene, x)) - {task.id for task in tasks}
    if len(tasks) < 2 or others or "," in x:
        raise Declined
    name = title(r, x)
    merging.merge(r, sorted(tasks, key=lambda task: task.title.lower() != name.lower()), name)
