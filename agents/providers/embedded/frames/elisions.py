"""A clause that leaves out what the one before it said: "docs on friday, the design on monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.providers.embedded.frames.tagging import Token, tokens
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import CARDINALS, any_of

_VALUES = (
    "duration", "date", "person", "number", "r_critical", "r_high", "r_medium", "r_low",
    "r_backlog", "s_completed",
    "s_in_progress", "s_blocked", "s_in_review", "s_cancelled", "s_todo",
)  # fmt: skip
_BETWEEN = frozenset(
    ("joint", "to", "at", "by", "for", "own", "only", "be", "about", "until", "do", "have")
)
_LINKS = frozenset(("under", "before", "after", "in", "depend", "with", "from", "and"))
_WORD_BEFORE = re.compile(r"\b(\w+) (?:the |a )?$", re.IGNORECASE)
_ENDS = re.compile(r"[,;.!?](?=\s|$)|\s(?:and|but|so|&)\s")
_SO_IS = re.compile(
    r"(?:(?:and )?so )?(?:is|are|does|do|did|has|have|can|should|must|will) "
    r"|(?:the )?same (?:for|with|goes for) ",
    re.IGNORECASE,
)
_TOO = re.compile(
    rf"(?:,|,? and|,? &) (?P<task>{TASK}),? (?:too|as well|also|likewise|same)(?=[,;.!)]|$)",
    re.IGNORECASE,
)
_AND_ALSO = re.compile(
    rf"(?<={TASK}),? (?:and|plus) also (?={TASK}(?: too| as well)?(?:[,;.!]|$))", re.IGNORECASE
)
_IS_COUNT = re.compile(rf"\d+|{any_of(CARDINALS)}")
_A_COUNT = re.compile(r"^(?:\d+|\S+)")


def spelled_out(text: str) -> str:
    """With "and T2 too" as "same for T2", and "T1 and also T2" as both."""
    return _TOO.sub(r", same for \g<task>", _AND_ALSO.sub(" and ", text))


def gapped(scene: Scene, clause: str, rest: str) -> str | None:
    """The rest with its first clause in the words of the clause before; None where it names anything else."""
    end = _ENDS.search(rest)
    short, further = (rest[: end.start()], rest[end.start() :]) if end else (rest, "")
    alike = _SO_IS.match(short)
    short = short[alike.end() :] if alike else short
    new = [token for token in tokens(Reading(scene, short), short) if token.name not in _BETWEEN]
    task = next((token for token in new if token.name == "task"), None)
    value = next((token for token in new if token.name in (*_VALUES, "one")), None)
    if task is None or len(new) != 1 + (value is not None) or not (value or alike):
        return None
    old = tokens(Reading(scene, clause), clause)
    named = next((token for token in old if token.name == "task"), None)
    place = _alike(old, value.name) if value else None
    if named is None or (value and not place):
        return None
    swaps = [(named, short[task.start : task.end])]
    if value and place:
        swaps.append((place, _put(clause[place.start : place.end], short[value.start : value.end])))
    return f"{_swapped(clause, swaps)}{further}"


def said_anew(scene: Scene, clause: str, short: str, *, only_tasks: bool = False) -> str | None:
    """A clause with the task or the value of a shorter one in its place; None where that is not clear.

    `only_tasks`: a value alone is something else that is said of the same task. Where it is put right, it is
    what was said last.
    """
    new = [
        token
        for token in tokens(Reading(scene, short), short)
        if token.name not in _BETWEEN | _LINKS
    ]
    old = tokens(Reading(scene, clause), clause)
    tasks = [token for token in new if token.name == "task"]
    values = [token for token in new if token.name in (*_VALUES, "one")]
    if not new or len(tasks) > 1 or len(values) > 1 or len(new) != len(tasks) + len(values):
        return None
    if only_tasks and not tasks:
        return None
    swaps = list[tuple[Token, str]]()
    for token in new:
        place = (
            _place_of(clause, old, short, token, last=not only_tasks)
            if token.name == "task"
            else _alike(old, token.name)
        )
        if place is None:
            return None
        words = short[token.start : token.end]
        swaps.append(
            (place, words if token.name == "task" else _put(clause[place.start : place.end], words))
        )
    return _swapped(clause, swaps)


def _place_of(
    clause: str, old: Sequence[Token], short: str, new: Token, *, last: bool
) -> Token | None:
    """The task that another is said instead of: behind the same word, the only or (`last`) the last one."""
    tasks = [token for token in old if token.name in ("task", "it")]
    lead = _WORD_BEFORE.search(short[: new.start])
    if lead is None:
        return tasks[-1] if len(tasks) == 1 or (tasks and last) else None
    behind = [
        token
        for token in tasks
        if (before := _WORD_BEFORE.search(clause[: token.start]))
        and before[1].lower() == lead[1].lower()
    ]
    return behind[0] if len(behind) == 1 else None


def _swapped(clause: str, swaps: Sequence[tuple[Token, str]]) -> str:
    for token, words in sorted(swaps, key=lambda swap: -swap[0].start):
        clause = clause[: token.start] + words + clause[token.end :]
    return clause


def _put(old: str, new: str) -> str:
    """A value for another; where it is but a number, of the same unit."""
    return _A_COUNT.sub(new, old) if _IS_COUNT.fullmatch(new) else new


def _alike(old: Sequence[Token], name: str) -> Token | None:
    """What stands in the clause before where the other value does."""
    wanted = {"number": ("number", "duration"), "one": ("duration",)}.get(name)
    kinds = wanted or [one for one in _VALUES if one[:2] == name[:2] and one[1:2] == "_"] or (name,)
    return next((token for token in old if token.name in kinds), None)
