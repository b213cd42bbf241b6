"""Whether the plan has thought of something: "is the cake covered?", "what about the thank-you cards?"."""

from __future__ import annotations

import re

from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.asking.states import state_sentence
from agents.providers.embedded.references.scene import Declined

QUESTIONS = Questions()
_IN = r"(?:in (?:there|it|here|the (?:plan|list))|on (?:the|our) list|part of (?:it|this|that|the plan))"
_HAS = r"(?:covered|included|planned(?: for)?|thought of|considered|accounted for)"
_THING = re.compile(r"(?:the|our|my) (?P<what>[\w'’-]+(?: [\w'’-]+){0,3})", re.IGNORECASE)


@QUESTIONS.asked(
    rf"(?:is|are) <a> (?:{_HAS}|{_IN})(?: {_IN})?",
    r"(?:does|do|will) (?:anything|something|anybody|anyone|any task|the plan) (?:cover|include|contain"
    r"|deal with) <a>",
    r"(?:did|have|has) (?:we|you|i|anybody|anyone|somebody) (?:think of|thought of|consider(?:ed)?"
    r"|include[d]?"
    r"|plan(?:ned)?(?: for)?|forget|forgotten|cover(?:ed)?) <a>",
    r"(?:and |but |so )(?:what|how) about <a>",
)
def is_covered(asked: Asked, a: str) -> str:
    """The tasks that are about it, or that there are none."""
    try:
        found = asked.tasks_of(a)
    except Declined:
        return _none_of(a)
    return " ".join(state_sentence(asked, task) for task in found[:5])


@QUESTIONS.asked(r"(?:what|how) about (?P<thing>(?:the|our|my) .+)")
def is_there(asked: Asked, thing: str) -> str:
    """That no task is about it; of those that are more can be told."""
    try:
        asked.tasks_of(thing)
    except Declined:
        return _none_of(thing)
    raise Declined


def _none_of(said: str) -> str:
    thing = _THING.fullmatch(said)
    if thing is None:
        raise Declined
    return (
        f"No task is about the {thing['what']}. Say “add {thing['what']}” if there should be one."
    )
