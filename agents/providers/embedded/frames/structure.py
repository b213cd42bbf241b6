"""Frames for what is under a task: steps, parts, and a group over several."""

from __future__ import annotations

import re
from contextlib import suppress

from agents.providers.embedded.frames.naming import NO_TITLE, title
from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import merging, placing, structure
from agents.providers.embedded.grammar.lists import titles_in
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.pieces import is_value
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.grammar.scaffolding import break_down
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import CARDINALS, capitalized

MOST_PIECES = 9
_HANDS = re.compile(r",? ?\b(?:on|at) the (?:one|other)(?: hand| side)?\b")
_SET_WORDS = re.compile(
    r"^(?:all|every|each|the|both|of)+\b|\b(?:all|every|the|both|of|tasks?|things?|stuff|ones?|items?)\b",
    re.IGNORECASE,
)
_DOING = re.compile(r"\w+ing\b")
FRAMES = Frames("structure")


@FRAMES.act
def _detail(r: Reading, a: str = "it") -> None:
    tasks = r.tasks(a)
    r.about = tuple(task.id for task in tasks)
    for task in tasks:
        break_down(r, task, "")


@FRAMES.act
def _pieces(r: Reading, n: str, a: str = "it") -> None:
    """So many parts, of which nothing is known but their number."""
    task, count = r.task(a), _count(n)
    further = r.scene.marked.text.partition(r.clause)[2]
    if not 2 <= count <= MOST_PIECES or re.match(r"\s*[,:(–-]", further):
        raise Declined  # which parts may be told
    if re.search(r"\bsteps\b", r.clause):
        with suppress(Declined):
            break_down(r, task, "", count)
            return
    structure.add_parts(r, task, [f"{task.title}, part {place + 1}" for place in range(count)])


def _count(n: str) -> int:
    first = n.lower().partition("-")[0]
    return int(first) if first.isdecimal() else CARDINALS.get(first, 0)


@FRAMES.act
def _group_bare(r: Reading, a: str) -> None:
    """Named by what they have in common."""
    tasks = placing.topmost(r, r.tasks(a))
    if len(tasks) < 2:
        raise Declined
    common = _SET_WORDS.sub(" ", r.original(a)).strip() if re.fullmatch(TASK, a) else ""
    title = capitalized(common) or merging.joint_title([task.title for task in tasks])
    structure.group(r, tasks, title)


@FRAMES.act
def _group(r: Reading, a: str, x: str) -> None:
    tasks = placing.topmost(r, r.tasks(a))
    text = re.sub(r"^(?:called|named) ", "", x)
    if len(tasks) < 2 or re.search(rf"{TASK}|[,;:]", text) or is_value(r, text):
        raise Declined
    structure.group(r, tasks, capitalized(title(r, text)))


@FRAMES.act
def _parts(r: Reading, x: str, a: str = "it", **_: str) -> None:
    """What it consists of, when that is several things."""
    said, _count = structure.count_and_parts(re.sub(r"^(?:first|both) ", "", x.strip(" :()")))
    parts = titles_in(r, re.sub(TASK, lambda mark: _in_words(r, mark[0]), said))
    if len(parts) < 2 or any(map(NO_TITLE.match, parts)):
        raise Declined
    if any(is_value(r, part) and not is_known(r, part) for part in parts):
        raise Declined
    structure.add_parts(r, r.task(a), parts)


def _in_words(r: Reading, mark: str) -> str:
    """What stands for a task as it was written, unless it is a whole title: each word of it may be a part."""
    words = r.scene.marked.original(mark)
    return mark if r.scene.all_titles.exactly(words).ids else words


@FRAMES.act
def _hands(r: Reading, a: str, x: str) -> None:
    """One thing on the one hand, another on the other; or one plus another."""
    if not re.search(r"\bone hand\b|\bplus\b", x):
        raise Declined
    _parts(r, _HANDS.sub("", x), a)


@FRAMES.act
def _enumerated(r: Reading, a: str, x: str) -> None:
    """Behind an arrow: a list, and no new name."""
    if not re.search(r",|\s\+\s", x):
        raise Declined
    _parts(r, x.replace(" + ", ", "), a)


@FRAMES.act
def _doings(r: Reading, a: str, x: str) -> None:
    """As in “the load test is writing the scripts and running them”."""
    parts = titles_in(r, x)
    if len(parts) < 2 or not all(map(_DOING.match, parts)):
        raise Declined
    structure.add_parts(r, r.task(a), parts)
