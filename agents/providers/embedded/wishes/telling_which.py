"""Which task words mean by what they are said for: whose it is, what is left to do, what is waited for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.labels.words import stem
from agents.providers.embedded.references.scene import Ask, Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.vocabulary import gist

_HAD = r"(?:had|has|have|was doing|were doing)(?: left| open)?"
_THEIRS = re.compile(
    r"(?:(?:all|everything)(?: of)? )?(?:his|her|their|hers|theirs)"
    r"(?: (?:own|open|other|unfinished))*(?: (?:stuff|tasks?|things?|work|jobs?|share|ones|lot|items?))?"
    r"|(?:all|everything|anything)(?: (?:open|unfinished|left|else))? of (?:his|hers|theirs)"
    rf"|(?:all|everything|anything|what(?:ever)?)(?: that)? (?:he|she|they) {_HAD}",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"\b(?:open|unfinished|left|had|has|have|was|were)\b", re.IGNORECASE)
_AFTER_ALL = re.compile(
    r"\b(?:again|after all|re-?open\w*)\b|(?:\bnot|n['’]?t) (?:\w+ )?(?:done|finished|ready|complete)",
    re.IGNORECASE,
)
_OF_WORK = ("set", "depend", "free")
"""Wishes about what is still to be done, unless it is said that it is not done after all."""


def of_who_was_named(scene: Scene, said: str, phrase: str) -> list[str] | None:
    """The tasks of the one who was named first, of those with any: "Mia is ill, Bo does her tasks".

    None where the phrase means nobody's, or nobody was named, in what is said or was said before.
    """
    if not _THEIRS.fullmatch(phrase):
        return None
    before = [turn.text for turn in scene.context.turns if turn.role == "user"]
    people = sorted({task.assignee for task in scene.tasks if task.assignee})
    who = next(filter(None, (_first_of(people, text) for text in (said, *reversed(before)))), None)
    if who is None:
        return None
    theirs = [task for task in scene.tasks if task.assignee == who]
    if _UNFINISHED.search(phrase):
        theirs = [task for task in theirs if task.status not in ENDED]
    return [task.id for task in theirs]


def _first_of(people: Iterable[str], text: str) -> str | None:
    """Who is named first, by their name or the last word of it."""
    places = {
        who: place.start()
        for who in people
        if (
            place := re.search(
                rf"\b(?:{re.escape(who)}|{re.escape(who.split()[-1])})\b", text, re.IGNORECASE
            )
        )
    }
    return min(places, key=lambda who: places[who], default=None)


def the_open_one(scene: Scene, said: str, span: Span, unclear: Ask) -> list[str]:
    """The one of those that may be meant that is not done, where it is about work to do; else none.

    The verb with which all of them begin names none.
    """
    tasks = [scene.tree.tasks[id] for id in unclear.ids]
    verbs = {task.title.split()[0].lower() for task in tasks}
    if span.wish not in _OF_WORK or len(tasks) < 2 or _AFTER_ALL.search(said):
        return []
    if verbs == {span.text.lower()}:
        return []
    left = [task.id for task in tasks if task.status not in ENDED]
    return left if len(left) == 1 else []


def sharing_a_word(scene: Scene, ids: Iterable[str], phrase: str) -> list[str]:
    """Those of the tasks in whose titles a word of the phrase is."""
    said = set(map(stem, gist(phrase)))
    return [id for id in ids if said.intersection(map(stem, gist(scene.tree.tasks[id].title)))]
