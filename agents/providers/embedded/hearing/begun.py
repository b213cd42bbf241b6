"""Who has begun with what, or has it ready: "Igor begins today with the monitoring", "Kim has it ready"."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar.people import is_name
from agents.providers.embedded.hearing.finding import found, is_called, one_meant
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.references.selections import ENDED
from agents.providers.embedded.terms.vocabulary import CARDINAL, ORDINAL, gist
from ledger.core.model import Task

_WHO = r"(?P<who>[^\W\d][\w.-]*(?: [^\W\d][\w.-]*)?)"
_WHAT = r"(?P<what>[^,;:.!?“”\"]{2,80}?)"
_TODAY = r"(?:today|now|right now|this (?:morning|afternoon|evening)|tonight|tonite|as of today)"
_BEGINS = re.compile(
    rf"(?P<before>{_TODAY},? )?{_WHO} (?:begins?|starts?|kicks off|(?:is|am|are) (?:beginning|starting))"
    rf"(?: off)? (?P<first>{_TODAY} )?(?:with|on|working on|work on) {_WHAT}(?P<last> {_TODAY})?[.! ]*",
    re.IGNORECASE,
)
_OTHER = (
    r"(?:taking|having|handling|covering|leading|owning|joining|leaving|waiting|asking|using|paying|missing"
    r"|going|getting|thinking|hoping|blocking|delaying|holding|lacking|costing|needing|depending)"
)
"""What somebody may be doing that is no work on a task, or says whose it is."""
_AT_IT = re.compile(
    rf"{_WHO}(?: is| am| are|['’]s|['’]m|['’]re)(?: (?:already|busy|currently|just|still|at the moment))+ "
    rf"(?!{_OTHER}\b)[a-z]+ing {_WHAT}[.! ]*",
    re.IGNORECASE,
)
_IN_IT = re.compile(
    rf"(?:[^;:.!?“”\"]{{5,80}},? so )?{_WHO}(?: is| am| are|['’]s|['’]m|['’]re)"
    r"(?: (?:now|already|currently|still))* (?:knee[- ]deep in|deep in(?:to)?|in the (?:middle|thick) of"
    r"|busy with|back (?:on|at)|hard at work on)"
    rf" {_WHAT}(?: {_TODAY})?[.! ]*",
    re.IGNORECASE,
)
_AS_WE_SPEAK = re.compile(
    rf"{_WHO}(?: is| am| are|['’]s|['’]m|['’]re) (?!{_OTHER}\b)[a-z]+ing {_WHAT}"
    r" (?:as we speak|right now|at the moment|currently|as i write)[.! ]*",
    re.IGNORECASE,
)
_NOT_BEGUN = re.compile(
    rf"{_WHO} (?:has|have)(?:n['’]?t| not)(?: (?:yet|even|really|actually))* (?:started|begun)(?: yet)?"
    rf" (?:with|on|working on) {_WHAT}(?: yet)?[.! ]*",
    re.IGNORECASE,
)
_HAS_BEGUN = re.compile(
    rf"{_WHO}(?:['’]s|['’]ve| has| have)?(?: (?:already|just|now))* (?:started|begun|began)"
    rf" (?:to )?(?P<verb>[a-z]+ing)(?: {_WHAT})?(?: (?:already|{_TODAY}|yesterday))?[.! ]*",
    re.IGNORECASE,
)
_HAS_READY = re.compile(
    rf"{_WHO} ?(?: has| have|['’]s got|['’]ve got| has got) (?!to\b){_WHAT}(?: (?:all|now|already))*"
    r" (?:ready|done|finished|completed?|in place|up and running|set up|wrapped up)[.! ]*",
    re.IGNORECASE,
)
_MORE = re.compile(r" (?:with|in|on|using|via|by) ", re.IGNORECASE)
"""Behind it is said how, which need not be in a title: "the database with terraform"."""
_SOME = re.compile(
    rf"(?P<done>.*?\b(?:(?:(?:{ORDINAL}|{CARDINAL}|half|some|most)(?: out)? of (?:the |our |those )?)"
    rf"|half (?:the |our )?|(?:{CARDINAL}) )(?P<what>[^,;.!?]+?))"
    r"(?:(?:, [^,;.!?]{3,60})?(?:[,;.!]+| [-–]| and| but) (?P<open>[^,;.!?]+?)| (?P<far>so far))[.! ]*",
    re.IGNORECASE,
)
_TO_GO = re.compile(
    rf"(?:(?:only|just|still|another|the|and|but) )*(?:{CARDINAL}|rest|others?|other (?:half|{CARDINAL})|half"
    r"|some)(?: more)?(?: (?:is|are))?(?: (?:still|yet|not))*(?: (?:to go|to come|to do|missing|left|open"
    r"|outstanding|remaining|follows?|tomorrow|next week|to follow))"
    r"|(?:and |but )?the (?:last|other|third|second|next)(?: (?:one|two|half))? (?:comes?|arrives?|follows?"
    r"|is due|is coming|is missing|will come|will follow)(?: \w+){0,3}",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:did|done|finished|ready|got|has|have|is|are|was|were|recorded|sent|written|wrote|made)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(CARDINAL, re.IGNORECASE)
LONGEST_THING = 3
_PRONOUN = re.compile(r"i|we|he|she|they", re.IGNORECASE)
_WAYS = (
    (_BEGINS, "in progress"),
    (_AT_IT, "in progress"),
    (_IN_IT, "in progress"),
    (_AS_WE_SPEAK, "in progress"),
    (_NOT_BEGUN, "not started"),
    (_HAS_BEGUN, "in progress"),
    (_HAS_READY, "done"),
)


def begun(scene: Scene, text: str) -> str:
    """The message as what is in progress or done; as it is where it says something else, or of no task."""
    said = text.strip()
    return _of_somebody(scene, said) or _done_in_part(scene, said) or text


def _of_somebody(scene: Scene, said: str) -> str:
    for form, state in _WAYS:
        told = form.fullmatch(said)
        if told is None or not _is_somebody(scene, told["who"]):
            continue
        if form is _HAS_BEGUN:
            return _started(scene, told)
        if form is not _BEGINS or told["before"] or told["first"] or told["last"]:
            return _state(scene, told, state)
    return ""


def _is_somebody(scene: Scene, who: str) -> bool:
    """Whether it is who speaks, or somebody who has tasks or is called as people are."""
    has_tasks = any(is_called(task.assignee, who) for task in scene.tree.tasks.values())
    return has_tasks or is_name(who) or _PRONOUN.fullmatch(who) is not None


def _state(scene: Scene, said: re.Match[str], state: str) -> str:
    """That the task which is named is so; nothing where none is clear. It stays whose it is."""
    what, head = said["what"], _MORE.split(said["what"])[0]
    if len(found(scene, what)) == 1:
        return f"{what} is {state}"
    task = one_meant(scene, what, said["who"]) or one_meant(scene, head, said["who"])
    return f"{scene.handle(task)} is {state}" if task else ""


def _started(scene: Scene, said: re.Match[str]) -> str:
    """What it is done with, else what has its verb; where neither is known, it is asked which of theirs."""
    verb, what = gist(said["verb"]), said["what"]
    doing = [task for task in scene.tree.walk() if gist(task.title)[:1] == verb and _is_open(task)]
    if what and (state := _state(scene, said, "in progress")):
        return state
    if len(doing) == 1:
        return f"{scene.handle(doing[0])} is in progress"
    theirs = [task for task in scene.tree.walk() if is_called(task.assignee, said["who"])]
    is_new = not any(verb[0] in gist(task.title) for task in theirs)
    return f"{said['who']} is in progress" if theirs and is_new and not what else ""


def _is_open(task: Task) -> bool:
    return task.status not in ENDED


def _done_in_part(scene: Scene, said: str) -> str:
    """What is begun, since some of it is done and some is not: "the first of three is done, two to go"."""
    parts = _SOME.fullmatch(said)
    if parts is None or not (parts["far"] or _TO_GO.fullmatch(parts["open"])):
        return ""
    if not _HAPPENED.search(parts["done"]):
        return ""
    words = parts["what"].split()[:LONGEST_THING]
    starts = [words[:end] for end in range(len(words), 0, -1)]
    counted = [start[1:] for start in starts if _COUNT.fullmatch(start[0]) and start[1:]]
    forms = [start for start in (*starts, *counted) if not start[0].isdecimal()]
    named = (one_meant(scene, " ".join(form)) for form in forms)
    task = next((task for task in named if task is not None and _is_open(task)), None)
    return f"{scene.handle(task)} is in progress" if task else ""
