"""The plainest commands, on plans that people wrote about: too plain for anybody to write many."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

FORMS = Path(__file__).parent / "plain.txt"
EACH = 6
_GAP = re.compile(r"(\$[TNPDWG])")
_SAID = {
    "$P": "Ann|Ben|Mia|Tom|Sara|Priya|Lukas|Olga|Jo|Karim|Eve|Sam|Lena|Raj",
    "$D": "2 days|3 hours|half a day|a week|1 day|90 min|4h|one hour|2h|about 3 days|two weeks|5 days",
    "$W": "friday|next monday|tomorrow|dec 1|4 december|the 10th|15.12.|2026-12-04|end of the month|next week"
    "|1 march|monday|Dec 11|9 january|the end of next week|today",
    "$G": "backend|frontend|urgent|print|legal|money|food|phase2|marketing|qa|ops|family",
}
"""People, durations, days and tags to fill gaps with."""


def plain(plans: list[list[str]]) -> Iterator[tuple[list[str], str]]:
    """Messages as annotators mark them, each with the titles of the plan that it is about."""
    dice = random.Random(7)
    titles = [title for plan in plans for title in plan]
    for form in FORMS.read_text("utf-8").splitlines() * EACH:
        plan = dice.choice(plans)
        yield plan, "".join(_filled(part, plan, titles, dice) for part in _GAP.split(form))


def _filled(gap: str, plan: list[str], titles: list[str], dice: random.Random) -> str:
    """A part of a form: words as they are, a gap with what belongs into it."""
    if gap == "$T":
        return _reference(plan, dice)
    if gap == "$N":
        return _bare(dice.choice(titles), dice)
    return dice.choice(_SAID[gap].split("|")) if gap in _SAID else gap


def _reference(plan: list[str], dice: random.Random) -> str:
    """How a task is named: by its number, its title, or a part of that."""
    place = dice.randrange(len(plan))
    if dice.random() < 0.25:
        return f"{dice.choice('Tt')}{place + 1}"
    words = _bare(plan[place], dice).split()
    if len(words) > 1 and dice.random() < 0.4:
        words = words[dice.randrange(len(words) - 1) :][:2]
    return " ".join(words)


def _bare(title: str, dice: random.Random) -> str:
    """A title without the names and tags beside it, in small letters as often as not."""
    bare = re.sub(r"\s[@#]\S+|[{}]", "", title)
    return bare.lower() if dice.random() < 0.5 else bare
