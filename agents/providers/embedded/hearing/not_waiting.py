"""What need not wait after all: "we switch over whether they are trained or not".

It is a link that the plan has: what is to go ahead may be named by any of its words, and so may what it
need not wait for.
"""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.linking import (
    TAIL,
    WHAT,
    besides,
    first_of,
    link_named,
    no_longer,
    one_named,
    waits,
)
from agents.providers.embedded.references.scene import Scene
from ledger.core.model import Task

_ONE = r"(?:he|she|they|we|i|you|it|one)"
_NEED_NOT = (
    r"(?:(?:do|does)(?: not|n['’]?t) (?:really )?(?:need|have)|need(?: not|n['’]?t)"
    r"|no longer (?:needs?|has|have))"
)
_READY = (
    r"(?:sorted|done|ready|finished|completed?|settled|there|in place|set up|closed|over|fixed)"
)
_START = r"(?:go ahead|go on|start|begin|happen|proceed|be done|run|work|continue)"
_IS = r"(?:is|are|has been|have been|gets?)"
_FORMS = tuple(
    re.compile(form + TAIL, re.IGNORECASE)
    for form in (
        rf"(?:\w+ ){{1,2}}?{_NEED_NOT} (?:to )?wait (?:for|on) (?P<first>{WHAT}) (?:to|before"
        rf" (?:{_ONE} )?(?:can )?|with|for) (?:(?:do|does|doing|start|begin|starting|with|on) )*"
        rf"(?P<a>{WHAT})",
        rf"(?:{_ONE}|\w+) {_NEED_NOT} (?:to )?(?:have )?(?P<first>{WHAT}) (?:to be )?{_READY}"
        rf" (?:before|to|until) (?P<a>{WHAT})",
        rf"(?P<first>{WHAT}) {_NEED_NOT} (?:to )?be {_READY} (?:before|for|until) (?P<a>{WHAT})",
        rf"(?P<a>{WHAT}) (?:no matter |regardless of )?(?:whether|if) (?P<first>{WHAT}) or not",
        rf"(?P<a>{WHAT}),? (?:no matter (?:whether|if|how)|regardless of(?: whether)?|even (?:if|when"
        rf"|though)) (?P<first>{WHAT})",
        rf"(?P<a>{WHAT}) (?:can|could|may|should|will) (?:already |just )?(?:{_START}|be \w+) without "
        rf"(?:waiting for )?(?P<first>{WHAT})(?:,? (?:as soon as|once|when)"
        rf" (?P<after>{WHAT}) (?:is|are) \w+)?",
        rf"(?P<a>{WHAT}) (?:can|could|may) (?:already |just |also )?(?:{_START}|be \w+) before"
        rf" (?P<first>{WHAT}) {_IS} \w+(?: up)?",
        rf"(?:{_ONE}|\w+) (?:can|could|may) (?:already |just |also )?(?P<a>(?!only|not){WHAT}) before"
        rf" (?P<first>{WHAT}) {_IS} \w+(?: up)?",
        rf"{_ONE} (?:can|could|may|will|should) (?:already |just )?(?P<a>{WHAT}) without (?:waiting for )?"
        rf"(?P<first>{WHAT})",
    )
)
_GOES_AHEAD = re.compile(
    rf" (?:(?:can|could|may|should|will|shall|must)(?: already| just)? {_START}|starts?|begins?|goes ahead)$",
    re.IGNORECASE,
)
_SAID_AGAIN = re.compile(
    rf"[,;.:!]* *(?:(?:so |and )?{_ONE} can (?:just )?{_START}(?: (?:directly|right away|now|already"
    rf"|anyway|immediately|straight away|any ?time))?|(?P<kept>{WHAT}) yes,? (?:but )?not (?:that|this|those"
    rf"|the rest|{WHAT}))?[.! ]*",
    re.IGNORECASE,
)
_SAME_TIME = re.compile(
    rf"(?P<a>{WHAT}) and (?P<b>{WHAT}) (?:(?:can|could|may|should|will|might)(?: also| well)? )?"
    r"(?:go on|run|be \w+|happen|start|begin|take place|go|work|be worked)(?: (?:on|ahead))?"
    rf" (?:at (?:the same time|once)|in parallel|simultaneously|side by side){TAIL}",
    re.IGNORECASE,
)


def waits_no_longer(scene: Scene, text: str) -> str:
    """The message as the link that goes; as it is where it names no two tasks.

    What can be done along with another task waits for what that one waits for.
    """
    said = text.strip()
    return _goes(scene, said) or _same_time(scene, said) or text


def _goes(scene: Scene, text: str) -> str | None:
    for said in filter(None, (form.fullmatch(text) for form in _FORMS)):
        if link := _link(scene, _GOES_AHEAD.sub("", said["a"]), said["first"]):
            told = [no_longer(scene, *link), *_once(scene, link[0], said.groupdict().get("after"))]
            return ". ".join(told) + _but_for_echoes(scene, scene.handle(link[0]), said["tail"])
    return None


def _link(scene: Scene, what: str, first: str) -> tuple[Task, Task] | None:
    """The link that goes; where the plan has none, the two tasks that are named."""
    one, other = one_named(scene, what), one_named(scene, first)
    named = (one, other) if one and other and one is not other else None
    return link_named(scene, what, first) or named


def _once(scene: Scene, task: Task, after: str | None) -> list[str]:
    """What it still has to wait for."""
    firsts = first_of(scene, task, after) if after else []
    new = [first for first in firsts if first.id not in task.depends_on]
    return [waits(scene, task, *new)] if new else []


def _but_for_echoes(scene: Scene, name: str, tail: str | None) -> str:
    """What else is said, unless that says again that it can start, or which link stays."""
    again = _SAID_AGAIN.fullmatch(tail or "")
    if again and (again["kept"] is None or link_named(scene, name, again["kept"])):
        return ""
    return besides(tail)


def _same_time(scene: Scene, text: str) -> str | None:
    said = _SAME_TIME.fullmatch(text)
    if said is None:
        return None
    link = link_named(scene, said["b"], said["a"]) or _link(scene, said["a"], said["b"])
    if link is None:
        return None
    task, first = link
    tail = besides(said["tail"])
    if first.id not in task.depends_on:
        return f"{scene.handle(task)} and {scene.handle(first)} can be done in parallel{tail}"
    before = [scene.tree.tasks[id] for id in first.depends_on if id not in task.depends_on]
    return (
        ". ".join([no_longer(scene, task, first), *(waits(scene, task, one) for one in before)])
        + tail
    )
