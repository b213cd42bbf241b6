"""Who does what: the tasks that people have, by what became of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from agents.providers.embedded.grammar import people
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.vocabulary import listed
from ledger.core.model import Task

MOST_LISTED = 6
_EVERYBODY = re.compile(
    r"who(?:'s|’s| is| are)? (?:doing|does|has|working on|responsible for|assigned to|owns?|do)"
    r" (?:what|which(?: tasks?)?|everything|all(?: of it| the tasks)?)[\s?.!]*"
    r"|(?:what(?:'s|’s| is) )?(?:everyone|everybody) (?:doing|working on)[\s?.!]*"
    r"|(?:what is|what's|what’s|show(?: me)?) (?:the|our|everyone's|everybody's)"
    r" (?:workload|assignments?)[\s?.!]*",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"(?:what|which(?: tasks?| ones?)?)(?: all)?"
    r"(?:'s|’s| is| are| am| does| do| did| has| have| will)? "
    r"(?P<who>[^\W\d][\w.@-]*)(?: (?:still|now|currently))* "
    r"(?P<did>do(?:es|ing|ne)?|have|has|got|get|working on|work on|finish(?:ed)?|completed?|to do)"
    r"(?: to do| left| so far| on (?:his|her|their|my) plate| (?:this|last) week| today| yesterday"
    r"| now)*[\s?.!]*",
    re.IGNORECASE,
)
_FINISHED = re.compile(r"finish|done|complete", re.IGNORECASE)


def told(scene: Scene, question: str) -> str | None:
    """The answer to who does what, or what one of them does; None for another question."""
    if _EVERYBODY.fullmatch(question.strip()):
        return _of_all(scene)
    found = _SOMEBODY.fullmatch(question.strip())
    who = found and _known(scene, found["who"])
    if found is None or who is None:
        return None
    theirs = [task for task in scene.tasks if task.assignee == who]
    one, has = ("You", "have") if who == scene.context.actor else (who, "has")
    if _FINISHED.match(found["did"]):
        finished = [task for task in theirs if task.status == "completed"]
        when = " The history tells when." if finished else ""
        return f"{one} {has} finished {_names(scene, finished)}.{when}"
    return f"{one} {has} {_names(scene, _open(theirs))}."


def _of_all(scene: Scene) -> str:
    by_person = defaultdict[str, list[Task]](list)
    for task in _open(scene.tasks):
        if task.assignee:
            by_person[task.assignee].append(task)
    lines = [f"{who} has {_names(scene, tasks)}." for who, tasks in sorted(by_person.items())]
    if nobodys := [task for task in _open(scene.tasks) if _is_nobodys(scene, task)]:
        lines.append(f"Nobody has {_names(scene, nobodys)}.")
    return " ".join(lines) or "Nothing is open."


def _is_nobodys(scene: Scene, task: Task) -> bool:
    """Who has a task has what it consists of, too."""
    tree = scene.tree
    line = (task, *(tree.tasks[id] for id in tree.ancestors(task.id)))
    return not tree.child_ids(task.id) and not any(above.assignee for above in line)


def _known(scene: Scene, said: str) -> str | None:
    """The person as the plan spells them, or a name that people have; "I" is whoever speaks."""
    low = said.lower().lstrip("@")
    if low in ("i", "me"):
        return scene.context.actor
    found = sorted(task.assignee for task in scene.tree.tasks.values() if task.assignee)
    there = next((who for who in found if who.lower().removeprefix("user:") == low), None)
    return there or (said if people.is_name(said) else None)


def _open(tasks: Sequence[Task]) -> list[Task]:
    return [task for task in tasks if task.status not in ENDED]


def _names(scene: Scene, tasks: Sequence[Task]) -> str:
    if not tasks:
        return "nothing"
    named = [scene.label(task) for task in tasks[:MOST_LISTED]]
    more = len(tasks) - len(named)
    return listed([*named, f"{more} more"] if more else named)
