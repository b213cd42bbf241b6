"""How a plan begins: what its project is called, and goals that cannot be planned."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import msgspec

from agents.edits import PROJECT
from agents.providers.embedded import library
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.goals import is_foreign, parse
from agents.providers.embedded.kinds import german_kind, is_german, main_kind
from agents.providers.embedded.lexicon import COUNTABLE, SMALL, text_of
from agents.providers.embedded.nouns import shortened
from agents.providers.embedded.spelling import spelled_out
from agents.providers.embedded.terms.vocabulary import capitalized
from agents.providers.embedded.words import stem, tokens

IN_ENGLISH = (
    "That does not seem to be in English, the only language in which I can plan. What is the goal, in a few"
    " English words?"
)

_IN_A_FEW_WORDS = "Say in a few English words what should be reached."


def unplannable(goal: str) -> Answer | None:
    """What to ask about a goal of which no word is known; None where it can be planned."""
    if german_kind(goal) is not None or main_kind(parse(goal)) != library.GENERAL:
        return None
    if is_foreign(goal) or is_german(goal):
        return Answer(question=IN_ENGLISH)
    if _knows(goal):
        return None
    return Answer(question=f"What is “{shortened(goal)}” about? {_IN_A_FEW_WORDS}")


def wants_a_goal(question: str) -> bool:
    """Whether the answer to a question is a goal."""
    return question == IN_ENGLISH or question.endswith(_IN_A_FEW_WORDS)


def _knows(goal: str) -> bool:
    return any(stem(word) in _vocabulary() for word in tokens(spelled_out(goal)))


@cache
def _vocabulary() -> frozenset[str]:
    """Every English word that is written anywhere in the knowledge base."""
    files = (
        "index.yaml",
        "steps.yaml",
        *(f"outlines/{kind}.yaml" for kind in library.index().kinds),
    )
    written = {word for name in files for word in tokens(text_of(name))}
    return frozenset(stem(word) for word in written | SMALL | COUNTABLE if len(word) > 1)


def named_after(answer: Answer, thing: str | None) -> Answer:
    """With a new project named after the one thing that it is for, where it is for one."""
    if thing is None:
        return answer
    edits = (
        msgspec.structs.replace(edit, title=capitalized(thing))
        if (edit.op, edit.ref) == ("create", PROJECT)
        else edit
        for edit in answer.edits
    )
    return replace(answer, edits=tuple(edits))
