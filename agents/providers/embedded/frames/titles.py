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
from agents.providers.embedded.terms.vocabulary import capitalized, gist

MOST_WORDS = 2
_GOES_ON = re.compile(r"[,;]\s|\.\s|\band (?:\w+ ){0,2}(?:it|that|them|everything)\b")
_AND = re.compile(r"(?:,? and |, )(?:the )?")
_NOUN = re.compile(
    r"^(?:task|item|step|one|ticket|card|point|entry) (?:to|into|as|in) ", re.IGNORECASE
)
"""What follows a name and is said of the task: "the sofa task to Sell the sofa"."""
FRAMES = Frames("titles")


@FRAMES.act
def _rename(r: Reading, x: str, a: str = "it", b: str = "", y: str = "") -> None:
    """`b`: the name that it has and should not have; `y`: what is wrong with that."""
    x = _NOUN.sub("", x)
    other = set(task_ids(r.scene, b)) - set(task_ids(r.scene, a))
    if other or re.search(TASK, y) or _GOES_ON.search(x):
        raise Declined
    targets = r.targets(a)
    names = [x] if len(targets) == 1 else _AND.split(x)
    if len(names) != len(targets):
        raise Declined
    for target, name in zip(targets, names, strict=True):
        values.set_title(r, [target], title(r, name))


@FRAMES.act
def _arrowed(r: Reading, a: str, x: str) -> None:
    """What an arrow leads to is a title where it goes on with what it is called now."""
    targets = r.targets(a)
    words = title(r, x)
    old, new = (set(gist(said)) for said in (targets[0].now.title, words))
    several = re.search(r"[,;.+&]|\band\b", words) and not old < new
    if len(targets) != 1 or several or not old & new:
        raise Declined
    values.set_title(r, targets, capitalized(words) if "=" in r.clause else words)


@FRAMES.act
def _named(r: Reading, a: str, x: str) -> None:
    """With nothing but the new name behind it."""
    if not re.search(TASK, a):
        raise Declined
    _rename(r, x, a)


@FRAMES.act
def _of_project(r: Reading, x: str, **_: str) -> None:
    """Another name for the plan as a whole."""
    if re.search(TASK, x) or _GOES_ON.search(x):
        raise Declined
    values.set_title(r, r.targets("the project"), title(r, x))


@FRAMES.act
def _as_told(r: Reading, a: str = "it") -> None:
    """Said once more of what was just renamed: "…, please change the title"."""
    if not r.scene.edits or not (r.scene.edits[-1].title and a == "it"):
        raise Declined
    r.about = r.scene.recent


@FRAMES.act
def _without_word(r: Reading, a: str, x: str) -> None:
    """Without a word that is in its title."""
    [target, *more] = r.targets(a)
    word = re.sub(r"^(?:the )?word ", "", r.free_text(x))
    left = re.sub(rf"\b{re.escape(word)}\b ?", "", target.now.title, flags=re.IGNORECASE).strip()
    if more or left in ("", target.now.title):
        raise Declined
    values.set_title(r, [target], capitalized(left))


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
    whole = len(new.split()) >= len(targets[0].now.title.split())
    values.set_title(r, targets, r.free_text(new) if whole else titles[0])


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
