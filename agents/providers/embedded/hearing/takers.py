"""Whose a task is, and whose no longer, in words that are not said of tasks alone.

"Put me down for the launch", "nobody down for the check. my name pls", "take Dana's name off there".
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.hearing.new_task import wish_to_add
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.vocabulary import listed

_PLEASE = (
    r"(?:,? (?:please|pls|plz|then|too|as well|for now|for the moment|at the moment|again))*[.! ]*"
)
_WHAT = r"(?P<what>[^.;!?“”\"]{3,120}?)"
_PUT_DOWN = re.compile(
    r"(?:(?:ok|and|so|please|pls|can you|could you),? )*put"
    r" (?P<who>(?!it\b|that\b|this\b)[\w-]+(?: [\w-]+)?)"
    rf" (?:down|on the list) for {_WHAT}(?:,? and (?:all that|so on|the like)|,? etc)?{_PLEASE}",
    re.IGNORECASE,
)
_MY_NAME = re.compile(
    r"(?:(?:ok|and|so|but),? )*(?:there(?: is|['’]?s) )?(?:nobody|no ?one|no name)(?: is|['’]s)?"
    rf"(?: yet| still)? (?:down|listed|entered|there|on|for)(?: for| on)? {_WHAT}(?: yet)?[,;.!]+"
    rf" *(?:so |then )?(?:(?:put|write|take|add) )?(?:down )?my name(?: (?:there|down|in|on it))?{_PLEASE}",
    re.IGNORECASE,
)
_WHO_DOES = (
    r"who(?:['’]ll| will| should| can| could| is going to| shall)?(?: do(?:es)?| take[s]?| have)?"
)
_OPEN = re.compile(
    rf"(?:(?:ok|and|so|but),? )*(?:please )?leave it open(?: for now)?,? {_WHO_DOES} {_WHAT}{_PLEASE}",
    re.IGNORECASE,
)
_NOT_CLEAR = (
    r"(?:(?:it(?: is|['’]?s) |we are |we['’]re )?"
    r"(?:not (?:yet )?(?:clear|decided|known|sure|settled)|still open|open|unclear|undecided)"
    r"|nobody knows|we do(?:n['’]t| not) know)(?: yet)?"
)
_NAME_OFF = re.compile(
    rf"(?:(?:ok|and|so|but),? )*{_NOT_CLEAR},? {_WHO_DOES} {_WHAT}"
    r"[,;.](?: (?:so|and|then|please|pls))* (?:take|leave|get|keep) [\w-]+(?:['’]?s)?(?: name)? (?:off|out)"
    rf"(?: (?:there|it|that|this|of it|of there|the task))*{_PLEASE}",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(
    rf"(?:(?P<who>[A-ZÄÖÜ][\w-]+), )?(?P<what>[^.;!?,“”\"]{{3,80}}?)[.,:;]+ *(?:please )?leave (?:it )?open"
    rf",? who(?:['’]ll| will)? (?:do|does|takes|gets|has) (?:it|that){_PLEASE}",
    re.IGNORECASE,
)
_FOR = re.compile(r" for ", re.IGNORECASE)
"""Somebody else is put down for something else."""
_ITSELF = re.compile(r" (?:itself|themselves|as such)\b", re.IGNORECASE)
_PARTS = re.compile(r",? and |, ", re.IGNORECASE)
_MYSELF = re.compile(
    r"(?P<who>i|[A-ZÄÖÜ][\w-]+)(?:['’]ll| will| would| want to| wants to| can)? "
    r"(?:do(?:es)?|owns?|takes?(?: over)?|handles?|runs?|covers?)"
    rf" {_WHAT},? (?:my|him|her)self{_PLEASE}",
    re.IGNORECASE,
)


def owned(scene: Scene, text: str) -> str:
    """Who gets the task, or that nobody has it; the message as it is where no task is named."""
    said = text.strip()
    if free := _OPEN.fullmatch(said) or _NAME_OFF.fullmatch(said) or _LEFT_OPEN.fullmatch(said):
        tasks = _tasks(scene, free["what"])
        return f"unassign {tasks}" if tasks else text
    if nobody := _MY_NAME.fullmatch(said):
        return f"assign {_tasks(scene, nobody['what']) or nobody['what']} to me"
    taken = _PUT_DOWN.fullmatch(said) or _MYSELF.fullmatch(said)
    if taken is None or _FOR.search(taken["what"]):
        return text
    who = "me" if taken["who"].lower() in ("i", "me") else taken["who"]
    if tasks := _tasks(scene, taken["what"]):
        return f"assign {tasks} to {who}"
    is_somebody = who == "me" or who.lower() in scene.survey.people
    is_new = is_somebody and taken.re is _PUT_DOWN and not days(taken["what"], scene.context.today)
    return (wish_to_add(scene, taken["what"], who) if is_new else "") or text


def _tasks(scene: Scene, what: str) -> str:
    """The tasks that it names, all together or one by one; empty where it names none, or not which."""
    plain = _ITSELF.sub("", what)
    ids = found(scene, plain) or tuple(
        dict.fromkeys(id for part in _PARTS.split(plain) for id in found(scene, part))
    )
    return listed([scene.handle(scene.tree.tasks[id]) for id in ids]) if ids else ""
