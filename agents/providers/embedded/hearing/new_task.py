"""Something new in the words of a command, with the day and the task before which it ends: "… by friday"."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.references.matching import WITHOUT_VERB
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.vocabulary import capitalized

LONGEST_TITLE = 120
_TALK = re.compile(
    r"^(?:(?:oh|and|also|btw|by the way|so|ok|okay|hey|hm+|wait|but|well|then|another thing),? )+",
    re.IGNORECASE,
)
_MODAL = (
    r"(?:(?:(?:have got|have|has|need|needs|want|wants|ought|would like|like) to|must|should|could"
    r"|need|want|would like|like)\b(?: to\b)?)"
)
_WISH = re.compile(
    rf"^(?:(?:we|i|you|they|someone|somebody)(?:['’](?:d|ve))? )?(?:(?:still|also|really) )*{_MODAL} "
    r"|^there (?:should|must|has to|needs to) be "
    r"|^(?:nobody|no one|we|i)(?: (?:has|have|had|all|always|ever))* (?:thought|forgot|forgotten|missed|spoke"
    r"|talked)(?: (?:of|about))? ",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:an?|the|some) ", re.IGNORECASE)
_SAYS = re.compile(
    r"(?:[\w'’-]+ ){1,4}?(?:is|are|was|were|has|have|must|should|will|can|could|would|needs?|wants?|does|did"
    r"|comes?|goes|depends?|waits?|starts?|ends?|belongs?|\w+n['’]t)\b",
    re.IGNORECASE,
)
"""What says something of a thing, and is no thing itself."""
_OF_A_TASK = re.compile(
    r"\b(?:dates?|deadlines?|estimates?|owners?|assignees?|priority|tags?|status|description|dependenc\w+)\b"
    r"|(?<!\w)[tT#]\d",
    re.IGNORECASE,
)
_BY = re.compile(r",? (?:by|on|until|till|due) (?P<day>[^,]{3,30})$", re.IGNORECASE)
_BEFORE = re.compile(
    r",? before (?P<task>[^,]{3,60}?)(?: (?:is|are|gets?) (?:over|done|finished|out|through|closed))?$",
    re.IGNORECASE,
)


def wish_to_add(scene: Scene, said: str, who: str = "") -> str:
    """The command that adds it, for `who` to do; empty where it is no thing to do, or is there already."""
    what = _ARTICLE.sub("", _WISH.sub("", _TALK.sub("", said.strip(" ,.")), count=1))
    if _SAYS.match(what) or _OF_A_TASK.search(what):
        return ""
    if scene.all_titles.find(what).confidence >= WITHOUT_VERB:
        return ""
    what, day = _with_day(scene, what)
    what, place = _before_a_task(scene, what)
    whose = f", assigned to {who}" if who else ""
    return (
        f"add a task “{capitalized(what)}”{place}{whose}{day}" if len(what) <= LONGEST_TITLE else ""
    )


def _with_day(scene: Scene, what: str) -> tuple[str, str]:
    """Without the one day at its end, and that day."""
    said = _BY.search(what)
    due = days(said["day"], scene.context.today) if said else ()
    return (
        (what[: said.start()], f", due {due[0].isoformat()}")
        if said and len(due) == 1
        else (what, "")
    )


def _before_a_task(scene: Scene, what: str) -> tuple[str, str]:
    """Without the one task at its end before which it comes, and that place."""
    said = _BEFORE.search(what)
    ids = found(scene, said["task"]) if said else ()
    if said is None or len(ids) != 1:
        return what, ""
    return what[: said.start()], f" before {scene.handle(scene.tree.tasks[ids[0]])}"
