"""The goal's own nouns in an outline's text: `{thing}`, `{the_thing}`, `{target}` and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from agents.providers.embedded.goals import Goal
from agents.providers.embedded.lexicon import read
from agents.providers.embedded.library import Node, Outline
from agents.providers.embedded.nouns import (
    SAYS_MORE,
    Noun,
    in_sentence,
    is_group,
    noun,
    sentence,
    shortened,
)
from agents.providers.embedded.planned import PlannedTask
from agents.providers.embedded.verbs import split_verb
from agents.providers.embedded.words import stem, stems

ARTICLE = re.compile(r"^an? (?=\S)", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\{(\w+)\}")
LONGEST_TITLE = 200
ROUND = 15
Words = Mapping[str, str]


def words_for(outline: Outline, goal: Goal | None) -> Words:
    """What to put in the place of an outline's placeholders, its own defaults where a goal is silent."""
    named = goal.thing if goal else None
    thing = suited(outline, named) if named else noun(outline.thing)
    said = goal.slots if goal else {}
    if "target" in said:
        said = {"place": said["target"], **said}
    said = {slot: text for slot, text in said.items() if slot != "audience" or is_group(text)}
    said |= {slot: ARTICLE.sub("the ", said[slot]) for slot in ("source", "target") if slot in said}
    words = thing.words()
    if goal and (matters := _matters(goal)):
        said = {**said, "matters": matters}
    slots = {
        slot: shortened(SAYS_MORE.split(said[slot])[0]) if slot in said else put(default, words)
        for slot, default in outline.slots.items()
    }
    return {**slots, **words}


def _matters(goal: Goal) -> str | None:
    """What it is about at the place or in the trade that the goal names: "a gym" has classes."""
    told = stems(" ".join((goal.core, *goal.slots.values())))
    return next((_trades()[word] for word in told if word in _trades()), None)


@cache
def _trades() -> Words:
    written = read("trades.yaml", dict[str, str])
    return {stem(trade): matters for trade, matters in written.items()}


def suited(outline: Outline, thing: Noun) -> Noun:
    """The thing as one of the outline's kind: "customer churn" is no model, "model for customer churn" is."""
    if not outline.suits or outline.suits.intersection(stems(thing.name)):
        return thing
    return noun(f"the {put(outline.wrap, thing.words())}")


def words_for_part(outline: Outline, title: str) -> Words:
    """The same for a task that stands for a whole kind: "Build the meal planner" names its thing.

    A part with a title of its own ("Add sign-in and account security") has the outline's thing.
    """
    _, rest = split_verb(title)
    own = "{" in outline.root.title
    words = noun(in_sentence(rest) if own else outline.thing).words()
    return {**{slot: put(default, words) for slot, default in outline.slots.items()}, **words}


def put(text: str, words: Words) -> str:
    """A text with its placeholders filled, once: what a person wrote in braces stays as it is."""
    return PLACEHOLDER.sub(lambda found: words[found[1]], text)


def fill(text: str, words: Words) -> str:
    """A filled text that begins as a sentence does."""
    return sentence(put(text, words))


def planned(node: Node, words: Words, share: int = 100) -> PlannedTask:
    """A node of an outline as a task in the goal's words, with `share` percent of its time."""
    return PlannedTask(
        title=shortened(fill(node.title, words), LONGEST_TITLE),
        description=fill(node.about, words) or None,
        acceptance_criteria=tuple(fill(text, words) for text in node.done),
        estimated_minutes=max(ROUND, round(node.minutes * share / 100 / ROUND) * ROUND),
        priority=node.priority,
        tags=node.tags,
        after=node.after,
        outline=node.path,
    )


def without_doubles(tasks: tuple[PlannedTask, ...]) -> tuple[PlannedTask, ...]:
    """The tasks with no title twice: a second one says which it is."""
    seen: dict[str, int] = {}
    told = []
    for task in tasks:
        times = seen[task.title] = seen.get(task.title, 0) + 1
        told.append(task if times == 1 else replace(task, title=f"{task.title} ({times})"))
    return tuple(told)
