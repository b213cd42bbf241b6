"""That somebody is away, and nothing else: nothing is changed, but what is open of theirs waits."""

from __future__ import annotations

import re

from agents.providers.embedded.answers import Answer
from agents.providers.embedded.grammar.people import is_name
from agents.providers.embedded.guessing import DECLINED, REMARK
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.vocabulary import listed
from ledger.core.model import Task

_AWAY = (
    r"(?:out|off|away|ill|sick|unavailable|not (?:available|in|here|around)|on (?:\w+ )?(?:holidays?"
    r"|vacation|leave)"
    r"|travelling|traveling)"
)
_IS_AWAY = re.compile(
    r"(?:(?:so|and|btw|fyi|sorry|unfortunately|sadly|by the way|heads up),? )*(?P<who>[^\W\d_][\w-]*)"
    rf"(?:(?:['’]s| is| will be)?(?: now| still| also)? {_AWAY}"
    r"|(?: can(?:['’]t|not| not)| won['’]t| will not| does(?:n['’]t| not)) work"
    r"|(?:['’]s| has)(?: got)? no time)"
    r"(?: (?:again|today|tomorrow|until|till|from|for|on|in|this|next|the|all|before|after|over|sick|ill)\b"
    r"(?:(?! (?:so|and|but|then|give|ask)\b)[^,;.!?“\"]){0,40})?[.!]*",
    re.IGNORECASE,
)
MOST_OFFERED = 3


def is_away(scene: Scene, text: str) -> Answer | None:
    """Who should do what is open of somebody who is said to be away; None for anything else."""
    found = _IS_AWAY.fullmatch(text.strip())
    if found is None:
        return None
    open_tasks = [t for t in scene.tree.walk() if t.assignee and t.status not in ENDED]
    theirs = [t for t in open_tasks if _is(t, found["who"])]
    if not theirs:
        return Answer(text=REMARK) if is_name(found["who"]) else None
    who = theirs[0].assignee
    others = dict.fromkeys(t.assignee for t in open_tasks if not _is(t, found["who"]))
    given = [f"Assign all {who}'s open tasks to {other}" for other in others][:MOST_OFFERED]
    question = f"{who} has {listed([scene.label(t) for t in theirs])}. Who should do that now?"
    return Answer(question=question, options=(*given, DECLINED))


def _is(task: Task, who: str) -> bool:
    return (task.assignee or "").lower() == who.lower()
