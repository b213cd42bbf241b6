"""The words of instructions as such, which are no names of tasks."""

from __future__ import annotations

from functools import cache

from agents.providers.embedded.lexicon import wording
from agents.providers.embedded.words import stem


@cache
def small_words() -> frozenset[str]:
    """Words that are never the name of a task by themselves."""
    return frozenset(wording().small.split())


@cache
def command_stems() -> frozenset[str]:
    """The compared forms of what people do to a plan."""
    return frozenset(stem(word) for word in wording().commands.split())


def belongs_to_instructions(word: str) -> bool:
    """Whether a word is one of instructions as such, and not of what they are about."""
    low = word.lower()
    return low in small_words() or stem(low) in command_stems() or low.isdecimal()


def is_command(word: str) -> bool:
    """Whether a word is a verb that people tell us with, as it stands in an imperative."""
    return word.lower() in commands()


@cache
def commands() -> frozenset[str]:
    """What people do to a plan."""
    return frozenset(wording().commands.split())


@cache
def errands() -> frozenset[str]:
    """What people do in the world or with a program, and never to a plan."""
    return frozenset(wording().errands.split())
