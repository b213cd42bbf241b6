"""Sets of tasks by where they stand, or by who does them: "everything after T3", "whatever Ben does"."""

from __future__ import annotations

import re
from collections.abc import Callable

from agents.providers.embedded.references.scene import Scene

_ALL = (
    r"(?:everything|all(?: tasks)?|anything|whatever|what|the tasks|all the tasks|tasks)(?: else)?"
)
_BESIDE = re.compile(
    rf"{_ALL}(?: that| which)?(?: is| comes?| are)? (?P<way>after|behind|before) (?P<a>.+)"
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
    ids = find(said["a"]) if said else ()
    if said is None or len(ids) != 1:
        return ()
    row = [task.id for task in scene.tree.ordered(scene.tree.tasks[ids[0]].parent_id)]
    place = row.index(ids[0])
    return tuple(row[:place] if said["way"] == "before" else row[place + 1 :])


def plainly(scene: Scene, low: str) -> str:
    """A set in the words that selections know: "everything that Ben does" is "Ben's tasks"."""
    people = {task.assignee.lower() for task in scene.tree.tasks.values() if task.assignee}
    does, whole = _DOES.fullmatch(low), _WHOLE.fullmatch(low)
    if does and does["who"] in people:
        return f"{does['who']}'s tasks"
    return whole["a"] if whole else low
