"""Who or what cannot go on, and why: "no answer from the council, so Mrs Cole can't get any further"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from agents.providers.embedded.hearing.finding import is_called, one_meant
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.instructions import is_command
from ledger.core.model import Task

_CANNOT = (
    r"(?:can(?:not|['’]?t| not)|could(?:n['’]?t| not)|(?:is|am|are) (?:unable to|not able to))"
)
_GO_ON = (
    r"(?:get (?:any )?(?:further|on|anywhere|ahead|forward)|(?:go|move) (?:any )?(?:on|further|ahead|forward)"
    r"|carry on|continue|proceed|progress|make (?:any )?(?:progress|headway))"
)
_STOPS = (
    rf"(?P<who>[^,;:.!?“”\"]{{1,60}}?) (?:really |just )?(?:{_CANNOT} (?:really |just )?{_GO_ON}"
    r"|(?:is|am|are) stuck|hit a (?:wall|snag)"
    r"|ran into (?:a problem|problems|trouble))(?: (?:with|on) (?P<what>[^,;:.!?“”\"]{2,60}?))?"
    r"(?: (?:yet|now|at the moment|right now|for now|any ?more))?"
)
_WHY_FIRST = re.compile(
    rf"(?P<why>[^!?\n]{{5,140}}?)(?:(?:[,;.]| [-–])? (?:and )?(?:so|that['’]s why|therefore|hence)"
    rf"|[,;.]| [-–]) {_STOPS}[.! ]*",
    re.IGNORECASE,
)
_WHY_LAST = re.compile(
    rf"{_STOPS}(?:[,;:.]| [-–]| because) *(?P<why>[^!?\n]{{5,140}}?)[.! ]*", re.IGNORECASE
)
_BY_ITSELF = re.compile(rf"{_STOPS}[.! ]*", re.IGNORECASE)
_STOPPED_WORK = re.compile(
    r"(?:(?P<who>[^\W\d][\w.-]*(?: [^\W\d][\w.-]*)?) )?(?:has to|have to|had to) (?:stop|halt|pause"
    r"|interrupt)(?: work(?:ing)?)?(?: (?:on|with))? (?P<what>[^,;:.!?“”\"]{2,60}?)(?:(?:[,;:.]| [-–]"
    r"| because) *(?P<why>[^!?\n]{5,140}?))?[.! ]*",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"(?:(?:there(?:['’]s| is)|we have|we got|we['’]ve) )?(?:still )?(?:no (?:answer|reply|word|news|response"
    r"|feedback|decision|reaction)|nothing|waiting)\b[^!?\n]{3,120}?,? so (?P<who>[^,;:.!?“”\"]{2,60}?)"
    r" (?:has|have) to wait[.! ]*",
    re.IGNORECASE,
)
_WAYS = (_WHY_FIRST, _WHY_LAST, _STOPPED_WORK, _BY_ITSELF, _WAITING)
_ABOUT = re.compile(r"\b(?:about|regarding|concerning|on|for|with|from|of) ", re.IGNORECASE)
_NO_NAME = re.compile(r"(?: to [a-z]+| yet| so far)+$", re.IGNORECASE)


def stuck(scene: Scene, text: str) -> str:
    """The message as what is blocked; as it is where nothing is stopped, or it is not clear what."""
    said = text.strip()
    told = (form.fullmatch(said) for form in _WAYS)
    stopped = (_stopped_by(scene, one.groupdict(default="")) for one in told if one)
    task = next(filter(None, stopped), None)
    return f"{scene.handle(task)} is blocked" if task is not None else text


def _stopped_by(scene: Scene, said: Mapping[str, str]) -> Task | None:
    """What is blocked by what is said; nothing where another wish stands beside it, and no reason."""
    why = said.get("why", "")
    if why and is_command(why.split()[0].lower()):
        return None
    about = [_NO_NAME.sub("", one.strip()) for one in _ABOUT.split(why)[:0:-1]]
    return _stopped(scene, said["who"], said.get("what", ""), about)


def _stopped(scene: Scene, who: str, what: str, about: Sequence[str]) -> Task | None:
    """What is named, or what the reason is about, or else what somebody is at."""
    theirs = [task for task in scene.tree.walk() if is_called(task.assignee, who)]
    named = (one_meant(scene, words, who) for words in ([what] if what else about))
    task = next(filter(None, named), None)
    if not theirs and (itself := one_meant(scene, who)):
        return itself if task in (None, itself) else None
    if what or task is not None:
        return task
    begun = [task for task in theirs if task.status == "in_progress"]
    return begun[0] if len(begun) == 1 else None
