"""A task that does several things, of which only some were named: it is asked what becomes of the others."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.sweeping import removed
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.references.several import is_whole, things_of
from agents.providers.embedded.terms.vocabulary import capitalized, gist, listed
from ledger.core.derived.durations import duration_text
from ledger.core.model import Task

_AS_A_TASK = re.compile(
    rf"\b(?<!another )(?<!new )(?<!other )(?<!different )(?<!no ){NOUN}\b|(?<!\w)[tT#]\d|[\"“]",
    re.IGNORECASE,
)
"""Who says that a task is meant, or gives its number or its title, does not speak of a part."""
_ALL_OF_IT = re.compile(r"\b(?:all|whole|entire|everything|completely|both)\b", re.IGNORECASE)
_BY_ITSELF = re.compile(
    r"\b(?:alone|(?:part|side|half|bit)(?= (?:of|is|are|was|takes?|will|needs?|goes)\b)"
    r"|by (?:it|them)sel(?:f|ves))\b",
    re.IGNORECASE,
)
_STATES = {"completed": "done", "in_review": "in review"}
MANY = 3
"""So many things in a title are a list; of two the first one is how people call the task."""


def one_of_several(heard: Heard) -> Doubt | None:
    """What else the task does was not spoken of: "no cake", of “Arrange food, drinks and the cake”."""
    said = " ".join((heard.instruction, *heard.scene.answers.values()))
    if _AS_A_TASK.search(said):
        return None
    for task in removed(heard):
        if named := _some_of(heard, task):
            shorter = things_of(task.title).without(named)
            return _asked(
                heard, task, named, (f"Rename {{}} to “{shorter}”", _removal(heard, task))
            )
    if _ALL_OF_IT.search(said):
        return None
    return _done_in_part(heard) or _given_in_part(heard) or _valued_in_part(heard)


def _done_in_part(heard: Heard) -> Doubt | None:
    """One thing of a task is done: "the rings are bought", of “Buy rings and clothes”."""
    task = _changed_alone(heard)
    state = next((_STATES[edit.status] for edit in heard.edits if edit.status in _STATES), "")
    if task is None or not state:
        return None
    named, things = _some_of(heard, task), things_of(task.title)
    is_name = len(things.parts) < MANY and named == [things.name] and not things.deeds
    if not named or is_name or _is_so_called(heard, task):
        return None
    return _asked(heard, task, named, (_apart(heard, task, named, state), f"{{}} is {state}"))


def _is_so_called(heard: Heard, task: Task) -> bool:
    """Whether it is called by its first thing in the title around it: “Write the cut list, buy timber”."""
    things, said = things_of(task.title), set(gist(heard.instruction))
    name = set(gist(things.name or ""))
    above = heard.scene.tree.tasks.get(task.parent_id or "")
    parts = things_of(above.title).parts if above else ()
    return bool(name) and name <= said and any(name <= set(gist(part)) for part in parts)


def _apart(heard: Heard, task: Task, named: list[str], state: str) -> str:
    """The things of a task as sub-tasks, and what is done of them."""
    if heard.scene.tree.child_ids(task.id):
        return f"Add a sub-task “{capitalized(listed(named))}” to {{}}; it is {state}"
    things = things_of(task.title)
    parts = [f"“{things.title(part)}”" for part in things.parts]
    done = "; ".join(f"“{things.title(part)}” is {state}" for part in named)
    return f"Split {{}} into {listed(parts)}; {done}"


def _given_in_part(heard: Heard) -> Doubt | None:
    """Somebody does one thing of a task, and not that by which all of it is called."""
    task = _changed_alone(heard)
    who = next((edit.assignee for edit in heard.edits if edit.assignee), None)
    if task is None or who is None:
        return None
    named, things = _some_of(heard, task), things_of(task.title)
    if not named or things.name in named or len(named) * 2 >= len(things.parts):
        return None
    day = next((f", due {edit.due_date}" for edit in heard.edits if edit.due_date), "")
    apart = f"Add “{capitalized(listed(named))}” under {{}}, assigned to {who}{day}"
    return _asked(heard, task, named, (apart, f"Assign {{}} to {who}{day}"))


def _valued_in_part(heard: Heard) -> Doubt | None:
    """One thing of a long list gets a day or takes so long, and not that by which all of it is called.

    By a day all of it is due of which the most is: "permits and insurance", of “Get place, permits and
    insurance”; what these take is less than all of it takes.
    """
    task = _changed_alone(heard)
    if task is None or len(things_of(task.title).parts) < MANY:
        return None
    named, parts = _some_of(heard, task), things_of(task.title).parts
    is_name = things_of(task.title).name in named and not _BY_ITSELF.search(heard.instruction)
    is_most = len(named) * 2 > len(parts) and all(e.estimated_minutes is None for e in heard.edits)
    if not named or is_name or is_most:
        return None
    said = {f"due {e.due_date}": f"is due on {e.due_date}" for e in heard.edits if e.due_date}
    for edit in heard.edits:
        if edit.estimated_minutes:
            time = duration_text(edit.estimated_minutes)
            said[time] = f"takes {time}"
    if not said:
        return None
    value, whole = next(iter(said.items()))
    apart = f"Add “{capitalized(listed(named))}” under {{}}, {value}"
    return _asked(heard, task, named, (f"{{}} {whole}", apart))


def _changed_alone(heard: Heard) -> Task | None:
    """The one task that changes."""
    refs = {edit.ref if edit.op == "update" else None for edit in heard.edits}
    tasks = heard.scene.context.tree.walk()
    return next((task for task in tasks if refs == {heard.scene.handle(task)}), None)


def _some_of(heard: Heard, task: Task) -> list[str]:
    """Which of the things that it lists were named, where others were not, nor what all is about."""
    things = things_of(task.title)
    named = things.named_in(heard.instruction)
    is_all = len(named) == len(things.parts) or is_whole(task.title, heard.instruction)
    return [] if is_all else named


def _removal(heard: Heard, task: Task) -> str:
    takes_away = next(edit for edit in heard.edits if edit.ref == heard.scene.handle(task))
    return "Delete {}" if takes_away.op == "delete" else "Cancel {}"


def _asked(heard: Heard, task: Task, named: list[str], options: tuple[str, ...]) -> Doubt:
    handle = heard.scene.handle(task)
    question = (
        f"“{listed(named)}” is only a part of {heard.scene.label(task)}. What should be done?"
    )
    said = (option.replace("{}", handle) for option in options)
    return Doubt(heard.instruction, question, options=(*said, DECLINED))
