"""A removal of much that was not said of all in so many words: it is asked about first."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import groupby
from operator import itemgetter

from agents.edits import Edit
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.phrases import RANGE
from agents.providers.embedded.terms.vocabulary import CARDINAL, cardinal, listed
from ledger.core.model import Task

_NOUN = r"(?:tasks?|items?|steps?|tickets?|to-?dos?|things?|stuff)"
_ALL = re.compile(
    r"\b(?:everything|all|every|each|any(?:thing)?|whatever|whole|entire|complete|clear|empty|wipe)\b"
    r"|\b(?:keep|leave)\b.*\b(?:only|just)\b|\b(?:only|just|nothing but) (?:keep|leave)\b",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"\b(?P<said>(?:all )?(?:the )?(?:rest|others|other {_NOUN})"
    r"|(?:everything|all|anything) else)\b",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(
    r"\b(?:(?:everything|all|anything)(?: of)?(?: (?:the|my|our|these|those|it|them|this|that))?"
    rf"(?: (?:[\w-]+ )?{_NOUN})?|(?:every|each)(?: single)? {_NOUN}"
    rf"|(?:the |this |our |my )?(?:whole|entire|complete) (?:plan|project|list|lot|thing)"
    r"|(?:clear|empty|wipe)(?: out)? (?:the |this |our |my )?(?:whole |entire )?(?:plan|project|list|board))"
    r"(?: (?:in|from|of|on|off) (?:the |this |our |my )?(?:whole |entire )?(?:plan|project|list|board|here))?"
    r"(?= and | can| is| are| should| must| has| please| now| away| out| off|[^\w\s]|$)",
    re.IGNORECASE,
)
_MADE_ONE = re.compile(
    r"\b(?:merge|combine|join|together|one|split|replace|instead)\b", re.IGNORECASE
)
_COUNT = re.compile(rf"(?<![\w.]){CARDINAL}(?![\w.])", re.IGNORECASE)
LEAST = 4
"""Of a plan with fewer tasks half is not much."""
FEWEST = 3
"""One or two tasks that go with what is under them are seen at a glance."""


def rest_of_what(heard: Heard) -> Doubt | None:
    """All would be removed as "the rest", of what nobody said: "cancel the rest"."""
    found = _REST.search(heard.instruction)
    if found is None or not _takes_all(heard):
        return None
    return Doubt(found["said"], "The rest of what? Say which tasks stay, as in “all but T3”.")


def sweeping(heard: Heard) -> Doubt | None:
    """More than half of the tasks would be removed, or all, which was not said of so many."""
    gone = _gone(heard)
    before = heard.scene.tree.tasks
    if len(before) < LEAST or len(gone) * 2 <= len(before) or _MADE_ONE.search(heard.instruction):
        return None
    takes_all = _takes_all(heard)
    said = _ALL_OF_THEM if takes_all else _ALL
    if said.search(heard.instruction) or (not takes_all and _REST.search(heard.instruction)):
        return None
    unnamed = [task for task in removed(heard) if task.id not in _named(heard)]
    if len(unnamed) < FEWEST or _is_counted(heard):
        return None
    how_many = "all" if takes_all else f"{len(gone)} of the"
    question = f"That would remove {how_many} {len(before)} tasks. Should it be done?"
    return Doubt(heard.instruction, question, options=_options(heard))


def removed(heard: Heard) -> list[Task]:
    """The tasks that are deleted or cancelled as such, and not with what they are in."""
    refs = {edit.ref for edit in heard.edits if _removes(edit)}
    return [task for task in heard.scene.tree.walk() if heard.scene.handle(task) in refs]


def _removes(edit: Edit) -> bool:
    return edit.op == "delete" or edit.status == "cancelled"


def _gone(heard: Heard) -> set[str]:
    """The ids of all that is removed, with what is under it."""
    tree = heard.scene.tree
    return {t.id for task in removed(heard) for t in (task, *tree.walk(task.id))}


def _takes_all(heard: Heard) -> bool:
    return bool(removed(heard)) and {task.id for task in heard.scene.tasks} <= _gone(heard)


def _named(heard: Heard) -> set[str]:
    """The ids of the tasks that are named one by one, or by their numbers."""
    marks = map(heard.scene.marked.mark, re.findall(TASK, heard.text))
    named = {mark.ids[0] for mark in marks if mark and len(mark.ids) == 1}
    for said in RANGE.finditer(heard.instruction.lower()):
        first, last = int(said[1]), int(said[2])
        named |= {id for number, id in heard.scene.by_number.items() if first <= number <= last}
    return named


def _is_counted(heard: Heard) -> bool:
    """Whether it was said how many go: "the first three"."""
    said = (cardinal(found[0]) for found in _COUNT.finditer(heard.instruction))
    return len(removed(heard)) in said


def _options(heard: Heard) -> tuple[str, ...]:
    """The removal by the tasks' numbers; nothing where some have none, or more is to be done."""
    verbs = {"Delete" if edit.op == "delete" else "Cancel" for edit in heard.edits}
    numbers = {task.number for task in removed(heard)}
    if not all(map(_removes, heard.edits)) or len(verbs) > 1 or None in numbers:
        return ()
    runs = _runs(sorted(heard.scene.by_number), numbers)
    said = [
        f"T{run[0]} to T{run[-1]}" if len(run) > 2 else listed([f"T{n}" for n in run])
        for run in runs
    ]
    return (f"{verbs.pop()} {listed(said)}", DECLINED)


def _runs(numbers: Sequence[int], chosen: Container[int]) -> list[list[int]]:
    """The chosen numbers in runs without another number between them."""
    marked = ((number in chosen, number) for number in numbers)
    runs = ((goes, [number for _, number in run]) for goes, run in groupby(marked, itemgetter(0)))
    return [run for goes, run in runs if goes]
