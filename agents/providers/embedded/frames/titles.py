"""Frames for another name of a task."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.naming import title
from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.scene import Declined

MOST_WORDS = 2
_GOES_ON = re.compile(r"[,;]\s|\.\s|\band (?:\w+ ){0,2}(?:it|that|them|everything)\b")
FRAMES = Frames("titles")


@FRAMES.act
def _rename(r: Reading, a: str, x: str, b: str = "", y: str = "") -> None:
    """`b`: the name that it has and should not have; `y`: what is wrong with that."""
    other = set(task_ids(r.scene, b)) - set(task_ids(r.scene, a))
    if other or re.search(TASK, y) or _GOES_ON.search(x):
        raise Declined
    targets = r.targets(a)
    if len(targets) != 1:
        raise Declined
    values.set_title(r, targets, title(r, x))


@FRAMES.act
def _append(r: Reading, a: str, x: str) -> None:
    targets = r.targets(a)
    if len(targets) != 1 or re.search(TASK, x):
        raise Declined
    values.set_title(r, targets, f"{targets[0].now.title} {r.free_text(x)}")


@FRAMES.act
def _reword(r: Reading, a: str, x: str, y: str = "") -> None:
    """Some words of a title for others: "replace Christmas by Xmas"; `y`: which of that of `a`."""
    if y:
        _put_for(r, a, x, r.free_text(y))
        return
    mark, ids = r.scene.marked.mark(a), task_ids(r.scene, a)
    x = re.sub(r"^(?:the )?(?:word|term|name|title) ", "", x)
    if (
        mark is None
        or len(ids) != 1
        or ids[0] not in r.scene.tree.tasks
        or len(x.split()) > MOST_WORDS
    ):
        raise Declined
    if mark.text.lower() == r.scene.tree.tasks[ids[0]].title.lower() and r.clause.startswith(
        "replace"
    ):
        raise Declined
    _put_for(r, a, x, mark.text)


def _put_for(r: Reading, a: str, new: str, old: str) -> None:
    targets = r.targets(a)
    words = re.compile(rf"\b{re.escape(old)}\b", re.IGNORECASE)
    titles = [
        words.sub(lambda _: r.free_text(new), target.now.title, count=1) for target in targets
    ]
    if len(targets) != 1 or titles[0] == targets[0].now.title:
        raise Declined
    values.set_title(r, targets, titles[0])


@FRAMES.act
def _capital(r: Reading, a: str, x: str, **_: str) -> None:
    """What it should be is a title only where it looks like one."""
    targets, words = r.targets(a), r.original(x)
    quoted = re.fullmatch(QUOTE, x.strip())
    if len(targets) != 1 or not (quoted or _looks_like_a_title(r, x)):
        raise Declined
    if not quoted and " " not in words and " " in targets[0].now.title:
        raise Declined  # more likely a person, or a value that we do not know
    values.set_title(r, targets, title(r, x))


def _looks_like_a_title(r: Reading, text: str) -> bool:
    """With a capital letter, or said to be so now, and in a clause that may rename."""
    now = re.search(r"\b(?:is|are) now\b", r.clause)
    wanted = re.search(r"\b(?:should|make|edit|update|correct|fix)\b", r.clause)
    plain = not re.search(rf"[,;.:!?]|{TASK}", text)
    return plain and bool(now or (wanted and r.original(text)[:1].isupper()))
