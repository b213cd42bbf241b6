"""Sets of tasks by where they stand, or by who does them: "everything after T3", "whatever Ben does"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from agents.providers.embedded.references.scene import Scene
from ledger.core.model import Task

_ALL = (
    r"(?:everything|all(?: tasks)?|anything|whatever|what|the tasks|all the tasks|tasks)(?: else)?"
)
_AFTER = r"after|behind|past|beyond|following|since"
_BEFORE = r"before|above|ahead of|prior to|until|till|up to"
_BESIDE = re.compile(
    rf"{_ALL}(?: that| which)?(?: is| comes?| are| stands?| follows?)?"
    rf" (?:(?:{_AFTER}|(?P<before>{_BEFORE})) (?P<a>.+)|from (?P<from>.+?) (?:on|onwards?))"
)
_MOVES = re.compile(
    r"\b(?:days?|weeks?|months?|fortnight|later|earlier|sooner|postpone|delay|shift|slips?|push)\b",
    re.IGNORECASE,
)
"""Of what is said of days."""
_DOES = re.compile(
    rf"{_ALL}(?: that| which)? (?P<who>\w+) (?:does|has|owns|is doing|is responsible for|works on|takes"
    r"|handles|got)"
)
_WHOLE = re.compile(
    r"(?:the )?(?:whole|entire|complete) (?P<a>.+?)(?: (?:branch|block|tree|thing|stuff|topic))?"
)


def beside(scene: Scene, low: str, find: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The ids of what stands behind or in front of a task, on its level; none for other words."""
    said = _BESIDE.fullmatch(low)
    ids = find(said["a"] or said["from"]) if said else ()
    if said is None or len(ids) != 1:
        return ()
    behind = beyond(scene, ids[0], is_before=bool(said["before"]))
    return (ids[0], *behind) if said["from"] else behind


def beyond(scene: Scene, id: str, *, is_before: bool) -> tuple[str, ...]:
    """What stands behind a task in its row, or before it; where days move, not what is due on the other side.

    What waits for it is behind it on any day.
    """
    tree, one = scene.tree, scene.tree.tasks[id]
    row = tree.ordered(one.parent_id)
    place = row.index(one)
    beside = row[:place] if is_before else row[place + 1 :]
    moves = _MOVES.search(scene.marked.original(scene.marked.text))
    return tuple(t.id for t in beside if not (moves and _is_across(one, t, is_before=is_before)))


def _is_across(one: Task, other: Task, *, is_before: bool) -> bool:
    first, then = (other, one) if is_before else (one, other)
    if not first.due_date or not then.due_date or first.id in then.depends_on:
        return False
    return then.due_date < first.due_date


def rest_of(scene: Scene, named: Iterable[str], whole: Sequence[str] = ()) -> tuple[str, ...]:
    """What is left beside these tasks: in the `whole`, else under the heading that they share, else of all.

    Not what they are part of: they would be changed with it.
    """
    tree, named = scene.tree, {id for id in named if id in scene.tree.tasks}
    above = {id for one in named for id in tree.ancestors(one)}
    parents = {tree.tasks[id].parent_id for id in named - above}
    shared = [id for id in parents if id] if len(parents) == 1 else []
    row = [task for id in whole or shared for task in tree.ordered(id)] or scene.tasks
    return tuple(task.id for task in row if task.id not in named | above)


def plainly(scene: Scene, low: str) -> str:
    """A set in the words that selections know: "everything that Ben does" is "Ben's tasks"."""
    people = {task.assignee.lower() for task in scene.tree.tasks.values() if task.assignee}
    does, whole = _DOES.fullmatch(low), _WHOLE.fullmatch(low)
    if does and does["who"] in people:
        return f"{does['who']}'s tasks"
    return whole["a"] if whole else low
