"""Sets of tasks by where they stand, or by who does them: "everything after T3", "whatever Ben does"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from agents.providers.embedded.references.scene import Scene

_ALL = (
    r"(?:everything|all(?: tasks)?|anything|whatever|what|the tasks|all the tasks|tasks)(?: else)?"
)
_AFTER = r"after|behind|past|beyond|following|since"
_BEFORE = r"before|above|ahead of|prior to|until|till|up to"
_BESIDE = re.compile(
    rf"{_ALL}(?: that| which)?(?: is| comes?| are| stands?| follows?)?"
    rf" (?:(?:{_AFTER}|(?P<before>{_BEFORE})) (?P<a>.+)|from (?P<from>.+?) (?:on|onwards?))"
)
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
    row = [task.id for task in scene.tree.ordered(scene.tree.tasks[ids[0]].parent_id)]
    place = row.index(ids[0])
    if said["before"]:
        return tuple(row[:place])
    return tuple(row[place if said["from"] else place + 1 :])


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
