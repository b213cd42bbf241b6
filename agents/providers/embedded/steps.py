"""How a task of any kind is broken down: by the verb of its title, in its own words."""

from __future__ import annotations

import re

from agents.providers.embedded import library
from agents.providers.embedded.filling import fill
from agents.providers.embedded.goals import split_verb
from agents.providers.embedded.library import Line, VerbFile
from agents.providers.embedded.nouns import QUESTION, Noun, noun, shortened
from agents.providers.embedded.planned import PlannedTask
from agents.providers.embedded.words import stems, tokens
from ledger.core.model import Task

OTHERWISE = "otherwise"
SMALLEST = "small"
SMALL_MINUTES = 60
USUAL_MINUTES = 480
ROUND = 15


def steps_for(task: Task) -> tuple[PlannedTask, ...]:
    """Three to six steps for a task; their times add up to its own where it has one."""
    way = way_for(task)
    words = _object(task.title).words()
    whole = task.estimated_minutes or USUAL_MINUTES
    lines = [library.line(text, place) for place, text in enumerate(way.steps)]
    return tuple(_planned(at, words, whole, task) for at in lines)


def way_for(task: Task) -> VerbFile:
    """The way to break a task down: by its verb, or that for small tasks when it takes an hour at most."""
    ways = library.verbs()
    verb, _ = split_verb(task.title)
    name = library.ways().get(verb or "", OTHERWISE)
    if name == OTHERWISE and (task.estimated_minutes or USUAL_MINUTES) <= SMALL_MINUTES:
        name = SMALLEST
    return ways[name]


def _planned(at: Line, words: dict[str, str], whole: int, task: Task) -> PlannedTask:
    return PlannedTask(
        title=fill(at.title, words),
        acceptance_criteria=(fill(at.done, words),),
        estimated_minutes=max(ROUND, round(whole * at.amount / 100 / ROUND) * ROUND),
        tags=task.tags,
        after=at.after,
    )


def _object(title: str) -> Noun:
    """What a task's title is about, short enough to be said again in the titles below it."""
    _, rest = split_verb(title)
    rest = re.split(r"[:;]\s|\s[(–—]", rest)[0].strip(" .") or title
    if QUESTION.match(rest):
        question = shortened(_before_and(rest), 70)
        return Noun(question, question, question)
    found = noun(shortened(_before_and(rest) if len(rest) > 40 else rest, 50))
    return found if stems(found.name) else noun("the task")


def _before_and(text: str) -> str:
    first = re.split(r",\s|\sand\s|\sso that\s", text)[0]
    return first if len(tokens(first)) > 1 else text
