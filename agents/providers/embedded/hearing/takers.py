"""Whose a task is, and whose no longer, in words that are not said of tasks alone.

"Put me down for the launch", "nobody down for the check. my name pls", "take Dana's name off there".
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.finding import found
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import listed

_PLEASE = r"(?:,? (?:please|pls|plz|then|too|as well|for now|for the moment|at the moment|again))*[.! ]*"
_WHAT = r"(?P<what>[^.;!?“”\"]{3,120}?)"
_PUT_DOWN = re.compile(
    rf"(?:(?:ok|and|so|please|pls|can you|could you),? )*put (?P<who>(?!it\b|that\b|this\b)[\w-]+(?: [\w-]+)?)"
    rf" (?:down|on the list) for {_WHAT}(?:,? and (?:all that|so on|the like)|,? etc)?{_PLEASE}",
    re.IGNORECASE,
)
_MY_NAME = re.compile(
    r"(?:(?:ok|and|so|but),? )*(?:there(?: is|['’]?s) )?(?:nobody|no ?one|no name)(?: is|['’]s)?"
    rf"(?: yet| still)? (?:down|listed|entered|there|on|for)(?: for| on)? {_WHAT}(?: yet)?[,;.!]+"
    rf" *(?:so |then )?(?:(?:put|write|take|add) )?(?:down )?my name(?: (?:there|down|in|on it))?{_PLEASE}",
    re.IGNORECASE,
)
_WHO_DOES = r"who(?:['’]ll| will| should| can| could| is going to| shall)?(?: do(?:es)?| take[s]?| have)?"
_OPEN = re.compile(
    rf"(?:(?:ok|and|so|but),? )*(?:(?:please )?leave it open|(?:(?:it(?: is|['’]?s) )?(?:not"
    r" (?:yet )?(?:clear|decided|known|sure|settled)(?: yet)?|open|unclear|undecided)))(?: for now)?"
    rf",? {_WHO_DOES} {_WHAT}"
    r"(?:,? (?:so|and|then)?,? ?(?:please )?(?:take|leave|get) [\w-]+(?:['’]?s)?(?: name)? (?:off|out)"
    rf"(?: (?:there|it|that|this|of it|for now))*)?{_PLEASE}",
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
    rf"(?P<does>do(?:es)?|owns?|takes?(?: over)?|handles?|runs?|covers?) {_WHAT},? (?:my|him|her)self{_PLEASE}",
    re.IGNORECASE,
)


def owned(scene: Scene, text: str) -> str:
    """Who gets the task, or that nobody has it; the message as it is where no task is named."""
    said = text.strip()
    if free := _OPEN.fullmatch(said) or _LEFT_OPEN.fullmatch(said):
        tasks = _tasks(scene, free["what"])
        return f"unassign {tasks}" if tasks else text
    if nobody := _MY_NAME.fullmatch(said):
        return f"assign {_tasks(scene, nobody['what']) or nobody['what']} to me"
    taken = _PUT_DOWN.fullmatch(said) or _MYSELF.fullmatch(said)
    tasks = _tasks(scene, taken["what"]) if taken and not _FOR.search(taken["what"]) else ""
    if taken is None or not tasks:
        return text
    return f"assign {tasks} to {'me' if taken['who'].lower() == 'i' else taken['who']}"


def _tasks(scene: Scene, what: str) -> str:
    """The tasks that it names, all together or one by one; empty where it names none, or not which."""
    plain = _ITSELF.sub("", what)
    ids = found(scene, plain) or tuple(
        dict.fromkeys(id for part in _PARTS.split(plain) for id in found(scene, part))
    )
    return listed([scene.handle(scene.tree.tasks[id]) for id in ids]) if ids else ""
