"""Who is away, what is closed, and when nobody works: told, without a word of what that changes.

A day in it is no day of a task, and who is away is no name of one. Whose tasks these are is told, so that
it can be said what becomes of them.
"""

from __future__ import annotations

import re

from agents.providers.embedded.answers import Answer
from agents.providers.embedded.asking.naming import named
from agents.providers.embedded.guessing import DECLINED, REMARK
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.calendar import MONTH, WEEKDAY
from ledger.core.model import Task

LONGEST, MOST_OFFERED = 200, 3
_TIME = (
    r"(?:(?:from|until|till|til|to|over|during|between|since|for|on|in|at|next|this|the|all|after|before"
    r"|today|tomorrow|then)\b[^,;.!?]{0,50})"
)
_DAY = rf"(?:the )?(?:{WEEKDAY}|{MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|tomorrow|today|next)\b[^,;.!?]{{0,20}}"
_WHO = r"(?P<who>(?!(?:it|that|this|which)\b|#?t?\d)[^,;:!?]{1,44}?)"
_BE = r"(?: is| are| am| was|['’]s|['’]re|['’]m| will be|['’]ll be)"
_IS = rf"(?:{_BE}| has| have| goes| go)"
_AWAY = (
    r"(?:away|abroad|ill|sick|travell?ing|unavailable|not (?:here|there|available|around|at work|in town)"
    r"|(?:on|in) (?:an? |his |her |their |my )?(?:long )?(?:holidays?|vacations?|leave|sick leave"
    r"|parental leave|honeymoon|business trip|hospital)|on (?:an? )?(?:business )?trips?"
    r"|out of (?:the )?(?:office|town|country)|(?:no time|other things to do))"
)
_CLOSED = r"(?:off|out|closed|shut|busy|booked (?:out|up)|not (?:open|free)|not working)"
_LEAD = r"(?:(?:by the way|btw|fyi|note that|just so you know|unfortunately|sadly|and|but|also|oh|so),? )*"
_AWAY_THEN = re.compile(
    rf"{_LEAD}{_WHO}{_IS}(?: {_TIME})?? (?:still |also |now |all )?{_AWAY}(?: {_TIME})?",
    re.IGNORECASE,
)
_CLOSED_THEN = re.compile(
    rf"{_LEAD}{_WHO}{_BE} (?:still |also |all )?{_CLOSED} {_TIME}", re.IGNORECASE
)
_NOT_THEN = re.compile(
    rf"{_LEAD}{_WHO} (?:can(?:not|['’]t| ?not)|does(?: not|n['’]t)|do(?: not|n['’]t)|won['’]t|will not)"
    rf" (?:(?:work|come|be there|be here|make it)(?: {_TIME})?|(?:do|make) (?:it )?(?:on )?{_DAY})"
    rf"|{_LEAD}(?:nobody|no ?one) works? (?!on (?:the|it|that|this)\b){_TIME}",
    re.IGNORECASE,
)
_NO_WORK = re.compile(
    r"(?:[^?]{0,120}[,;.–-] ?)?(?:(?:so|and|then|that means|there is|there['’]s|we have|i have|we['’]ve got"
    r"|i['’]ve got) )*(?:no|not much|little)"
    r" (?:work|progress|(?:time|meetings?|capacity)(?: [a-z' ]{2,40}?)?)"
    r" (?:then|there|between|from|until|till|during|over|in (?!the way)|on)\b[^,;.?]{0,50}",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:move|push|shift|postpone|delay|reschedule|due|assign|give|takes?|add|delete|remove|should|must"
    r"|need(?:s|ed)?|instead|before that|later|earlier)\b",
    re.IGNORECASE,
)
SAY_WHAT_MOVES = (
    "Should something move because of that, say which task, as in “move T3 a week later”."
)


def absence(scene: Scene, text: str) -> Answer | None:
    """What is said to it; None for anything else, and where it goes on to what shall be done."""
    said = text.strip(" .!")
    if len(said) > LONGEST or "?" in said or _WISHED.search(said):
        return None
    if _NO_WORK.fullmatch(said):
        return Answer(text=f"{REMARK} {SAY_WHAT_MOVES}")
    found = _AWAY_THEN.fullmatch(said) or _NOT_THEN.fullmatch(said)
    if found is None:
        found = _CLOSED_THEN.fullmatch(said)
        if found is not None and _is_of_a_task(scene, found["who"]):
            return None
    return _told(scene, found["who"] or "") if found else None


def _is_of_a_task(scene: Scene, who: str) -> bool:
    """Whether it is something that a plan has: "the invitations are out this week" are sent."""
    return not _tasks_of(scene, who) and bool(scene.all_titles.find(who).ids)


def _told(scene: Scene, who: str) -> Answer:
    theirs = _tasks_of(scene, who)
    if not theirs:
        return Answer(text=f"{REMARK} {SAY_WHAT_MOVES}")
    whose = theirs[0].assignee
    has = f"{whose} has {named([scene.label(task) for task in theirs])}."
    one = scene.handle(theirs[0])
    others = dict.fromkeys(t.assignee for t in scene.tree.walk() if t.assignee and t not in theirs)
    given = [f"Assign all {whose}'s open tasks to {o}" for o in others if o != whose]
    return Answer(
        question=f"{has} What should become of that? Say it like “Ben takes over {one}” or “move {one} a week"
        " later”.",
        options=(*given[:MOST_OFFERED], DECLINED) if given else (),
    )


def _tasks_of(scene: Scene, who: str) -> list[Task]:
    """The open tasks of somebody who is called so, in whole or by a part of the name."""
    said = set(re.findall(r"[^\W\d_]+", who.lower()))
    return [
        task
        for task in scene.tree.walk()
        if task.assignee
        and task.status not in ("completed", "cancelled")
        and said & set(re.findall(r"[^\W\d_]{3,}", task.assignee.removeprefix("user:").lower()))
    ]
