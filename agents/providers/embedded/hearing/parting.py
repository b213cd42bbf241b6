"""That what one title lists are tasks of their own: "flowers and music are separate jobs, food too"."""

from __future__ import annotations

import re

from agents.ports import Context
from agents.providers.embedded.references.several import things_of
from agents.providers.embedded.terms.vocabulary import CARDINAL, capitalized, gist
from ledger.core.model import Task

_THINGS = r"(?P<things>[^.;:!?\"“]{5,120}?)"
_TASKS = r"(?:sub-?tasks?|tasks?|jobs?|items?|steps?|things?)"
_SEPARATE = r"(?:separate|different|distinct|individual)"
_OWN = rf"(?:(?:{CARDINAL}|all|really|actually|completely) )*{_SEPARATE} {_TASKS}"
_FORMS = tuple(
    re.compile(
        form + r"(?:,? (?:so |please )*(?:split|separate) (?:it|them|that)(?: up)?)?[.!]*",
        re.IGNORECASE,
    )
    for form in (
        rf"{_THINGS},? (?:are|should be|must be|need to be|have to be) (?:{_OWN}|{CARDINAL} {_TASKS})"
        r"(?:,? (?:and )?(?P<more>[^.;:!?,\"“]{3,40}) (?:too|as well|also))?",
        rf"{_THINGS} should (?:each|all) be (?:an? "
        rf"|their )?(?:own )?(?:separate )?{_TASKS}(?: of (?:its|their) own)?",
        rf"(?:please )?make {_THINGS} {_OWN}",
        rf"(?:please )?(?:make|create|add) (?:an? |one )?(?:separate "
        rf"|own )?{_TASKS} for each(?: of)?:? {_THINGS}",
    )
)
_BETWEEN = re.compile(r",\s*(?:and\s+)?|\s+(?:and|&|\+)\s+", re.IGNORECASE)


def parted(context: Context, text: str) -> str:
    """The wish to split that task into these things; else the text. No task that has parts is split."""
    found = next(filter(None, (form.fullmatch(text.strip()) for form in _FORMS)), None)
    if found is None:
        return text
    said = found.groupdict()
    things = [*_BETWEEN.split(said["things"]), *filter(None, [said.get("more")])]
    whole = [task for task in context.tree.tasks.values() if not context.tree.child_ids(task.id)]
    lists = [task for task in whole if _lists(task, things)]
    if len(things) < 2 or len(lists) != 1 or lists[0].number is None:
        return text
    return f"split T{lists[0].number} into " + ", ".join(
        f"“{capitalized(thing.strip())}”" for thing in things
    )


def _lists(task: Task, things: list[str]) -> bool:
    """Whether each of these is one of the things that the title lists."""
    words = set(gist(task.title))
    return all(
        set(gist(thing)) <= words and len(things_of(task.title).named_in(thing)) == 1
        for thing in things
    )
