"""The day of what the whole plan is for: "the fair has had to move to 19 June", "we go live on 1 March".

That is no day of the task in which it was agreed on, which is done, but of the one that holds it, or of the
project's end.
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.several import is_whole, shares
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.vocabulary import gist
from ledger.core.model import Task

_NEWS = (
    r"(?:(?:sorry|bad news|good news|news|update|heads up|hi|hey|ok|fyi|btw)"
    r"(?: (?:all|everybody|everyone|team))?[,:.!]* )?"
)
_WHAT = r"(?P<what>(?:the|our|my|this|his|her|their) [^\d,;.:!?“\"]{2,50}?)"
_A_DAY = r"(?P<day>(?:the )?[^,;:!?]{3,40}?)"
_DAY = rf"(?:now )?(?:on|to|for|until|till) {_A_DAY}"
_MOVED = r"(?:moved?|postponed?|shift(?:ed)?|rescheduled?|brought forward|put back|pushed)(?: back| forward)?"
_ON = (
    r"(?:(?:will be|is|are)(?: now)?(?: going to be)?(?: (?:held|set|scheduled|fixed|planned))?"
    rf"|(?:has|have|had)(?: now)?(?: had to)?(?: be| been)? {_MOVED}"
    rf"|(?:is|was|were|are|gets?) (?:moving|{_MOVED})|(?:will )?takes? place|happens|moves)"
)
_TAKES_PLACE = re.compile(
    rf"{_NEWS}{_WHAT} {_ON} {_DAY}(?: now| instead)?[.!]*",
    re.IGNORECASE,
)
_FIXED = (
    r"(?: (?:date|day))?(?: is| has been| was)?(?: now)?(?: fixed| set| agreed| confirmed| decided)?"
    r"(?: to be)?[:,]?"
)
_LIVE = r"(?:go-?live|going live|launch|cut-?over|switch-?over|release|opening|roll-?out)"
_WE_GO = r"we(?:['’](?:re|ll)| are| will)?(?: be)?(?: now)? (?:go|open|launch)(?:ing)?(?: live)?"
_GOES_LIVE = re.compile(
    rf"{_NEWS}(?:(?:the |our )?{_LIVE}{_FIXED}|{_WE_GO}) (?:(?:on|for|by) )?{_A_DAY}[.!]*",
    re.IGNORECASE,
)
_IN_THE_END = (
    r"(?:in (?:my|our) hands?|finished|done|ready|completed?|standing|up|out|in use|built|over|printed"
    r"|on the shelf|on sale|live)"
)
_WANTED = re.compile(
    rf"(?:i|we)(?:['’]d| would| really| just)*(?: want| need| like| love)(?: to (?:have|hold|see|get))?"
    rf" {_WHAT} (?:to be )?{_IN_THE_END}(?: and \w+)? (?:by|before|on) {_A_DAY}[.!]*",
    re.IGNORECASE,
)
_ON_A_DAY = r"[^.;:!?]{5,80} (?:on|by) (?P<day>(?:the )?[\w ]{3,24}?)"
_ENDS_THEN = re.compile(
    rf"{_ON_A_DAY},? (?:so|and|which means|that means) {_WHAT} (?:ends|is over|finishes|stops)"
    r" (?:then|that day|there|by then)[.!]*",
    re.IGNORECASE,
)
_THAT_ENDS = re.compile(
    rf"{_ON_A_DAY}(?:,|;|\.| -| –) (?:and )?(?:that['’]?s|that is|which is)(?: also)? the (?:end|last day)"
    rf" of {_WHAT}[.!]*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"{_WHAT} (?:ends|is over|finishes|will end|will be over) (?:on |by )?{_A_DAY}[.!]*",
    re.IGNORECASE,
)
HOLDS = re.compile(
    r"\b(?:hold|celebrate|travel|launch|perform|race|go live|switch over|cut over|open(?! registration)"
    r"|host|give it|run it)\b",
    re.IGNORECASE,
)
"""The task in which it takes place."""
_PUTS_LIVE = re.compile(
    r"\b(?:go live|switch over|cut over|launch|roll out|release|open(?! registration)|publish)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"(?:the|our|my|this) (?:whole )?(?:trip|journey|holidays?|vacation|tour|project|event|thing|programme)",
    re.IGNORECASE,
)
_DONE = ("completed", "cancelled")


def event_dated(scene: Scene, text: str) -> str:
    """The message as the day by which that task or the project is due; as it is where it is none of these."""
    plain = text.strip()
    if live := _GOES_LIVE.fullmatch(plain):
        return _due(scene, text, live["day"], _of_the_kind(scene, _PUTS_LIVE))
    for form in (_TAKES_PLACE, _WANTED, _ENDS_THEN, _THAT_ENDS, _ENDS):
        found = form.fullmatch(plain)
        if found and _is_all_of_it(scene, found["what"]):
            holds = _of_the_kind(scene, HOLDS) if form is _TAKES_PLACE else "The project"
            return _due(scene, text, found["day"], holds)
    return text


def _is_all_of_it(scene: Scene, what: str) -> bool:
    """Whether no open task is called so, but the plan, or what was agreed on of all of it and is done."""
    tasks = [scene.tree.tasks[id] for id in may_mean(scene, what)]
    if not tasks:
        project = scene.tree.project
        of_it = project is not None and shares(gist(what), gist(project.title))
        return of_it or _PLAN.fullmatch(what) is not None
    return all(task.status in _DONE and is_whole(task.title, what) for task in tasks)


def _of_the_kind(scene: Scene, verbs: re.Pattern[str]) -> str:
    """The only open task at the top that does so, by its handle."""
    having = [task for task in scene.tree.ordered(None) if _is_open_one(task, verbs)]
    return scene.handle(having[0]) if len(having) == 1 else ""


def _is_open_one(task: Task, verbs: re.Pattern[str]) -> bool:
    return task.status not in _DONE and verbs.search(task.title) is not None


def _due(scene: Scene, text: str, day: str, named: str) -> str:
    then = days(day, scene.context.today)
    return f"{named} is due on {then[0].isoformat()}" if named and len(then) == 1 else text
