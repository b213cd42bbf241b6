"""What waits for something to be there: "people should be trained only once the data is in".

Also whose work waits for it: "Igor needs a running server before he can do anything with the schema".
"""

from __future__ import annotations

import re
from dataclasses import replace

from agents.providers.embedded.hearing.linking import (
    TAIL,
    WHAT,
    besides,
    first_of,
    one_named,
    waits,
)
from agents.providers.embedded.references.matching import SURE
from agents.providers.embedded.references.scene import Scene
from ledger.core.model import Task

_ONCE = r"(?:once|after|when|if|as soon as)"
_WHEN = r"(?:once|after|as soon as)"
_MUST = r"(?:should|can|could|must|may|will|shall|are to|is to|need to|needs to|have to|has to|gets?|are|is)"
_IS_THERE = (
    rf"(?P<b>{WHAT}) (?:(?:is|are|has been|have been|gets?|got|was|were)(?: (?:all|finally|really|fully))?"
    r" (?P<state>[\w-]+)(?: (?:over|up|place))?"
    rf"|(?:stands?|works?|runs?|exists?|arrives?|(?:goes|went)(?: well| through)?)){TAIL}"
)
_NOT = r"(?:can(?:not|['’]?t| not)|(?:must|should|may|will|shall)(?: not|n['’]?t)|won['’]?t)"
_NOT_BEFORE = r"(?:before|until|till|unless)"
_IS_DONE = re.compile(
    rf"(?P<a>{WHAT}) (?:{_MUST} (?:be (?P<verb>\w+) (?:only {_ONCE}|{_WHEN}|not {_NOT_BEFORE})"
    rf"|only be (?P<does>\w+) {_ONCE})|{_NOT} (?:be (?P<never>\w+)|(?:start|begin|happen|go|come|run"
    rf"|work)(?: \w+)?) {_NOT_BEFORE}) {_IS_THERE}",
    re.IGNORECASE,
)
_WE_DO = re.compile(
    rf"(?:(?:please )?(?P<do_not>do not|don['’]?t|never)"
    rf"|(?:we|i|you|they|he|she|\w+(?= (?:{_MUST}|{_NOT}|only) ))(?: {_MUST}|['’]ll)*"
    rf"(?: (?:(?P<only>only)|(?P<not>{_NOT})))?) (?P<a>(?!only\b)\w+ {WHAT}) "
    rf"(?(do_not){_NOT_BEFORE}|(?(not){_NOT_BEFORE}|(?(only)|only ){_ONCE})) {_IS_THERE}",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:in|there|done|ready|finished|completed?|over|available|sorted|up|live|set|closed|settled|through)",
    re.IGNORECASE,
)
"""What may be said of anything that is done, and so belongs to no title."""
_THE = re.compile(r"^(?:the|our|all|my|your|their|his|her) ", re.IGNORECASE)
_NEEDS = re.compile(
    rf"(?:\w+ ){{1,2}}?(?:needs?|requires?|must have|has to have) (?P<b>{WHAT}) (?:before|until) (?:he|she"
    rf"|they|we|i|you|it) (?:(?:can|could|may) )?(?P<a>{WHAT}){TAIL}",
    re.IGNORECASE,
)


def waits_for(scene: Scene, text: str) -> str:
    """The message as what waits for what; as it is where it does not name both."""
    said = text.strip()
    return _once(scene, said) or _needs(scene, said) or text


def _once(scene: Scene, text: str) -> str | None:
    done = _IS_DONE.fullmatch(text)
    said = done or _WE_DO.fullmatch(text)
    if said is None:
        return None
    verb = (done["verb"] or done["does"] or done["never"]) if done else ""
    after = one_named(scene, said["a"], *((verb, f"{verb} {said['a']}") if verb else ()))
    if after is None:
        return None
    firsts = _is_there(scene, after, said["b"], said["state"])
    return waits(scene, after, *firsts) + besides(said["tail"]) if firsts else None


def _is_there(scene: Scene, after: Task, what: str, state: str | None) -> list[Task]:
    """What that names which is to be there, or what is to be done to it: "until the shop is launched"."""
    if not state or _GENERAL.fullmatch(state):
        return first_of(scene, after, what)
    if done := one_named(replace(scene, sure=True), f"{state} {_THE.sub('', what)}"):
        return [done]
    deed = scene.all_titles.find(state)
    if deed.confidence >= SURE and len(deed.ids) == 1:
        return [scene.tree.tasks[deed.ids[0]]]
    return first_of(scene, after, what)


def _needs(scene: Scene, text: str) -> str | None:
    said = _NEEDS.fullmatch(text)
    after = one_named(scene, said["a"]) if said else None
    firsts = first_of(scene, after, said["b"]) if said and after else []
    return (
        waits(scene, after, *firsts) + besides(said["tail"]) if said and after and firsts else None
    )
