"""A task that lists several things, of which only some are done or given to somebody.

"The permit came in" is not all of “Get permits, insurance and safety”, and who takes the flowers does not
take food and music as well. The title can be split into what it lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agents.edits import Edit
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.one_of_several import AS_A_TASK
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.listings import Listing, plain
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import TITLE_VERBS, capitalized, listed
from ledger.core.model import Task

SEVERAL = 3
"""From so many things on, the first of them does not stand for all."""
_WHOLE = re.compile(r"\b(?:all|everything|whole|entire|both)\b", re.IGNORECASE)
_QUALITY = re.compile(r"\w+(?:ed|able|ible)\b", re.IGNORECASE)
"""How a thing is to be, and none of its own: "a prototype, accessible and tested with users"."""
_CLAUSE = re.compile(r"[,;.!]\s*|\s+and\s+(?=[A-Z])")
_ME = re.compile(r"\b(?:I|me)\b", re.IGNORECASE)


def part_done(heard: Heard) -> Doubt | None:
    """Whether all of a task is done, of which only a part was reported."""
    for task, edit in _changed(heard):
        if edit.status != "completed" or not (named := _some_of_it(heard, task)):
            continue
        titles = _titles(named)
        done = "; ".join(f"“{title}” is done" for title in titles)
        finished = "; ".join(
            f"Add a sub-task “{title}” to {edit.ref}; it is done" for title in titles
        )
        return _asked(heard, task, named, (done, finished), f"{edit.ref} is done")
    return None


def part_given(heard: Heard) -> Doubt | None:
    """Whether somebody gets all of a task, of whom it was said that they do a part of it."""
    for task, edit in _changed(heard):
        if not edit.assignee or edit.assignee == task.assignee:
            continue
        named = _some_of_it(heard, task)
        if not named or _stands_for_all(heard, task, named):
            continue
        given = list(_given(heard, task, edit.ref))
        if not given:
            continue
        apart = "; ".join(f"assign “{title}” to {who}" for title, who in given)
        below = "; ".join(
            f"Add a sub-task “{title}” to {edit.ref} for {who}" for title, who in given
        )
        whole = f"Assign {edit.ref} to {given[0][1]}" if len({who for _, who in given}) == 1 else ""
        return _asked(heard, task, named, (apart, below), whole)
    return None


def _stands_for_all(heard: Heard, task: Task, named: Sequence[str]) -> bool:
    """Whether the first thing is short for a task that nobody has, or that is taken from who has it."""
    is_taken = not task.assignee or task.assignee.lower() in heard.instruction.lower()
    return is_taken and named == [*Listing.of(task.title).things[:1]]


def _changed(heard: Heard) -> Iterator[tuple[Task, Edit]]:
    """Each task that is changed, and how; none where it was said that tasks are meant."""
    said = " ".join((heard.instruction, *heard.scene.answers.values()))
    if AS_A_TASK.search(said) or _WHOLE.search(said):
        return
    tasks = {heard.scene.handle(task): task for task in heard.scene.tree.tasks.values()}
    yield from ((tasks[e.ref], e) for e in heard.edits if e.op == "update" and e.ref in tasks)


def _some_of_it(heard: Heard, task: Task) -> list[str]:
    """The things of a task that were spoken of, where these are not all, nor a name for all."""
    listing = Listing.of(task.title)
    named = listing.named(heard.instruction)
    others = [one for one in listing.things if one not in named and not _QUALITY.match(one)]
    if not named or not others or listing.is_named(heard.instruction):
        return []
    is_first = named == [listing.things[0]]
    if is_first and len(listing.things) < SEVERAL and _does_something(others[0]):
        return []
    return named


def _does_something(thing: str) -> bool:
    verb = thing.split(maxsplit=1)[0].lower()
    return verb in TITLE_VERBS or is_command(verb)


def _titles(things: Sequence[str]) -> list[str]:
    return [*map(capitalized, map(plain, things))]


def _given(heard: Heard, task: Task, ref: str) -> Iterator[tuple[str, str]]:
    """Who does which thing of a task, by the clauses of what was said."""
    people = [edit.assignee for edit in heard.edits if edit.ref == ref and edit.assignee]
    people += [task.assignee] if task.assignee else []
    for clause in _CLAUSE.split(heard.instruction):
        who = [one for one in people if re.search(rf"\b{re.escape(one)}\b", clause, re.IGNORECASE)]
        if not who and _ME.search(clause):
            who = ["me"]
        yield from (
            (title, one)
            for one in who[:1]
            for title in _titles(Listing.of(task.title).named(clause))
        )


def _asked(
    heard: Heard, task: Task, named: Sequence[str], ways: tuple[str, str], whole: str
) -> Doubt:
    """Whether its things are apart from now on, which is a sub-task where it has some, or all is meant."""
    handle, (apart, below) = heard.scene.handle(task), ways
    things = [f"“{title}”" for title in _titles(Listing.of(task.title).things)]
    split = f"Split {handle} into {listed(things)}; {apart}"
    said = listed([*map(plain, named)])
    question = f"“{said}” is only a part of {heard.scene.label(task)}. What should be done?"
    way = below if heard.scene.tree.child_ids(task.id) else split
    return Doubt(heard.instruction, question, options=tuple(filter(None, (way, whole, DECLINED))))
