"""What somebody's absence means: "Omar is on holiday until 6 January, what does that mean for us?"."""

from __future__ import annotations

import re

from agents.providers.embedded.asking.naming import are
from agents.providers.embedded.asking.periods import Period, period
from agents.providers.embedded.asking.question import Asked, shown_name
from agents.providers.embedded.asking.reaching import after
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.dates import days, shown
from ledger.core.model import Task

_WHAT_THEN = re.compile(
    r"(?P<why>.{4,160}?)(?:[.;,!:]+| -| –) *(?:so |and |now )?(?:(?:what|which)(?: exactly)? (?:"
    r"(?:does|would|will) (?:that|this|it) (?:mean|do|change|affect)(?: (?:for|to) (?:\w+ ?){1,4})?"
    r"|happens?(?: (?:now|then|with|to) ?(?:\w+ ?){0,4})?|now|then|do we do(?: now)?"
    r"|(?:(?:tasks?|things?|work) )?(?:of )?(?:his|hers?|theirs?)\b.{1,60}|(?:is|are|gets?) (?:affected"
    r"|in danger)))"
    r"[?.! ]*",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:ill|sick|away|holidays?|vacation|leave|out|off|hospital|broke|broken|absent|abroad|unavailable|gone"
    r"|not (?:available|there|here)|flu|covid|travel\w*|busy)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\bfrom (?P<first>[\w ]{2,20}?) (?:to|until|till) (?P<last>[\w ]{2,20})", re.IGNORECASE
)
_SPAN = re.compile(
    r"\b(?:(?:until|till|by) (?:the )?[\w ]{2,20}|(?:this|next) (?:week|month)|today|tomorrow)\b",
    re.IGNORECASE,
)


def absence(scene: Scene, text: str) -> str | None:
    """What they have to do, which of it is due then, and what waits for it; None for anything else."""
    found = _WHAT_THEN.fullmatch(text.strip())
    if found is None or not _AWAY.search(found["why"]):
        return None
    asked = Asked(scene, text, marked=True)
    said = set(re.findall(r"\w+", found["why"].lower()))
    who = [one for one in asked.people if said & set(shown_name(one).lower().split())]
    if len(who) != 1:
        return None
    name = shown_name(who[0])
    theirs = [task for task in asked.all if task.assignee == who[0] and asked.is_open(task)]
    if not theirs:
        return f"{name} has no open task here."
    return " ".join(filter(None, _told(asked, name, theirs, _time(scene, found["why"]))))


def _told(asked: Asked, name: str, theirs: list[Task], time: Period | None) -> tuple[str, ...]:
    waiting = {one.id: one for task in theirs for one in after(asked, task) if one not in theirs}
    has = f"{name} has {asked.names(theirs)} open."
    waits = (
        f"{asked.names(waiting.values())} {'waits' if len(waiting) == 1 else 'wait'} for that."
        if waiting
        else ""
    )
    if time is None:
        return has, waits
    due = [task for task in theirs if time.has(asked.due(task))]
    some = f"{asked.names(due)} {are(len(due))}" if due else "None of that is"
    what = "All of that is" if len(due) == len(theirs) else some
    return has, f"{what} due {time.words}.", waits


def _time(scene: Scene, why: str) -> Period | None:
    """How long it is said to last."""
    today = scene.context.today
    if span := _FROM_TO.search(why):
        first, last = days(span["first"], today, "start"), days(span["last"], today)
        if first and last and first[0] <= last[0]:
            return Period(first[0], last[0], f"from {shown(first[0])} to {shown(last[0])}")
    found = _SPAN.search(why)
    return period(found[0], today) if found else None
