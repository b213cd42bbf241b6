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

_SORRY = r"(?:(?:sorry|bad news|good news|news|update|heads up|hi|hey|ok|fyi|btw)(?: (?:all|everybody|everyone|team))?[,:.!]* )?"
_WHAT = r"(?P<what>(?:the|our|my|this|his|her|their) [^\d,;.:!?“\"]{2,50}?)"
_DAY = r"(?:now )?(?:on|to|for|until|till) (?P<day>(?:the )?[^,;:!?]{3,40}?)"
_MOVED = r"(?:moved?|postponed?|shift(?:ed)?|rescheduled?|brought forward|put back|pushed)(?: back| forward)?"
_ON = (
    r"(?:(?:will be|is|are)(?: now)?(?: going to be)?(?: (?:held|set|scheduled|fixed|planned))?"
    rf"|(?:has|have|had)(?: now)?(?: had to)?(?: be| been)? {_MOVED}"
    rf"|(?:is|was|were|are|gets?) (?:moving|{_MOVED})|(?:will )?takes? place|happens|moves)"
)
_TAKES_PLACE = re.compile(rf"{_SORRY}{_WHAT} {_ON} {_DAY}(?: now| instead)?[.!]*", re.IGNORECASE)
_GOES_LIVE = re.compile(
    rf"{_SORRY}(?:(?:the |our )?(?:go-?live|going live|launch|cut-?over|switch-?over|release|opening|roll-?out)"
    rf"(?: (?:date|day))?(?: is| has been| was)?(?: now)?(?: fixed| set| agreed| confirmed| decided)?(?: to be)?[:,]?"
    rf"|we(?:['’]re|['’]ll| are| will)?(?: be)?(?: now)? (?:go|going|opening|open|launch|launching)(?: live)?) (?:(?:on|for|by) )?(?P<day>(?:the )?[^,;:!?]{{3,40}}?)[.!]*",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"(?:i|we)(?:['’]d| would| really| just)*(?: want| need| like| love)(?: to (?:have|hold|see|get))? "
    r"(?P<what>(?:the|our|my|this) [^\d,;.:!?“\"]{2,40}?) (?:to be )?(?:in (?:my|our) hands?|finished|done|ready|complete"
    r"|completed|standing|up|out|in use|built|over|printed|on the shelf|on sale|live)(?: and \w+)? (?:by|before|on) "
    r"(?P<day>[^,;:!?]{3,40}?)[.!]*",
    re.IGNORECASE,
)
_ENDS_THEN = re.compile(
    r"[^.;:!?]{5,80} (?:on|by) (?P<day>(?:the )?[\w ]{3,24}?),? (?:so|and|which means|that means) "
    r"(?P<what>(?:the|our|my) [^\d,;.:!?“\"]{2,40}?) (?:ends|is over|finishes|stops) (?:then|that day|there|by then)[.!]*"
    rf"|[^.;:!?]{{5,80}} (?:on|by) (?P<last>(?:the )?[\w ]{{3,24}}?)(?:,|;|\.| -| –) (?:and )?(?:that['’]?s|that is|which is)"
    r" (?:also )?(?:the end|the last day|it) (?:of|for) (?P<whole>(?:the|our|my) [^\d,;.:!?“\"]{2,40}?)[.!]*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"{_WHAT} (?:ends|is over|finishes|will end|will be over) (?:on |by )?(?P<day>[^,;:!?]{{3,40}}?)[.!]*",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:hold|celebrate|travel|launch|perform|race|go live|switch over|cut over|open(?! registration)|host)\b",
    re.IGNORECASE,
)
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
    """The message as the day by which that task or the project is due; as it is where it says something else."""
    plain = text.strip()
    if live := _GOES_LIVE.fullmatch(plain):
        return _due(scene, text, live["day"], _of_the_kind(scene, _PUTS_LIVE))
    found = _TAKES_PLACE.fullmatch(plain)
    if found and _is_all_of_it(scene, found["what"]):
        return _due(scene, text, found["day"], _of_the_kind(scene, _HOLDS))
    found = _WANTED.fullmatch(plain) or _ENDS_THEN.fullmatch(plain) or _ENDS.fullmatch(plain)
    if found is None:
        return text
    said = {name: words for name, words in found.groupdict().items() if words}
    what, day = said.get("what") or said["whole"], said.get("day") or said["last"]
    is_all = _is_all_of_it(scene, what)
    return _due(scene, text, day, "The project") if is_all else text


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
