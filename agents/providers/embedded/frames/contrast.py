"""Frames for one word instead of another in a title: "we say UAT, not staging"."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.naming import title
from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.instructions import small_words
from agents.providers.embedded.terms.vocabulary import capitalized
from ledger.core.model import Task

FRAMES = Frames("contrast")
_AROUND = re.compile(
    r"^(?:(?:a|an|the|just|simply|only|it|is|as|like|something|word|term|name|title|called|for|sth) )+"
    r"|(?:,? (?:there|here|now|instead|these days|this (?:time|year)|from now on|everywhere|please"
    r"|for (?:that|the) (?:\w+ )?one|(?:for|in) (?:both|all(?: of them| \w+)?)))+$",
    re.IGNORECASE,
)

_EVERYWHERE = re.compile(r"\b(?:everywhere|all|both|each|every)\b", re.IGNORECASE)


@FRAMES.act
def _instead(r: Reading, x: str, y: str, a: str = "", **_: str) -> None:
    """`y`, which is in the title of a task (of `a`, where that is said), becomes `x`."""
    old = _plain(r.free_text(y))
    tasks = _meant(r, a, y, old)
    if set(task_ids(r.scene, x)) - {task.id for task in tasks}:
        raise Declined
    new = title(r, _plain(re.sub(r" (?:we|which|that|they|i) .*$", "", x)))
    if re.search(r"[:;,.?]", new) or all(word in small_words() for word in new.lower().split()):
        raise Declined
    for task in tasks:
        values.set_title(r, r.targets(r.handle(task)), _replaced(task.title, old, new))
    r.about = tuple(task.id for task in tasks)


def _plain(words: str) -> str:
    return _AROUND.sub("", words.strip(" ,;:.!?")).strip(" ,;:.!?")


def _meant(r: Reading, a: str, y: str, old: str) -> list[Task]:
    """The tasks with the old words in their titles: one, or all where that is said. Raises Declined."""
    tasks = r.tasks(a) if a else r.scene.tasks
    having = [task for task in tasks if re.search(r"\w", old) and _words(old).search(task.title)]
    whole = [task for task in having if task.title.lower() == old.lower()]
    named = [task for task in having if task.id in task_ids(r.scene, y)]
    for some in (whole, having, named):
        if len(some) == 1 or (some and _EVERYWHERE.search(r.clause)):
            return some
    raise Declined


def _words(old: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(old)}(?!\w)", re.IGNORECASE)


def _replaced(now: str, old: str, new: str) -> str:
    """A title with new words for old ones; what the new ones say again of it ("two quotes") stands once."""
    begun, ended = _words(old).split(now, maxsplit=1)
    words = new.split()
    words = words[_common(begun.split(), words) :]
    words = words[: len(words) - _common(words, ended.split())]
    said = begun + " ".join(words) + ended
    return capitalized(said) if now[:1].isupper() else said


def _common(ending: list[str], beginning: list[str]) -> int:
    """How many words some end with that others begin with."""
    longest = min(len(ending), len(beginning))
    alike = (n for n in range(longest, 0, -1) if _lower(ending[-n:]) == _lower(beginning[:n]))
    return next(alike, 0)


def _lower(words: list[str]) -> list[str]:
    return [word.lower() for word in words]
