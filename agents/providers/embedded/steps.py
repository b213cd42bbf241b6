"""How a task of any kind is broken down: by the verb of its title, in its own words.

The steps remember where they come from ("steps/design/2"), so that each of them has steps of its own;
below those, and for what takes an hour at most, there are three: get ready, do it, pass it on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.providers.embedded import library
from agents.providers.embedded.filling import ROUND, fill
from agents.providers.embedded.goals import is_clause
from agents.providers.embedded.library import Line, VerbFile
from agents.providers.embedded.nouns import (
    COUNTABLE_STEMS,
    QUESTION,
    Noun,
    gerund,
    in_sentence,
    noun,
    shortened,
)
from agents.providers.embedded.planned import PlannedTask, outline_of
from agents.providers.embedded.verbs import split_verb
from agents.providers.embedded.words import stem, stems, tokens
from ledger.core.model import Task, Tree

STEPS = "steps"
OTHERWISE = "otherwise"
SMALL = "small"
MAKING = "implement"
WRITING = ("write", "draft", "rewrite")
STEP = re.compile(rf"{STEPS}/(\w+)/(\d+)")
BY_THING = {"buy": SMALL, "organise": SMALL, "clean": "scrubbing"}
SMALL_MINUTES = 60
SMALL_STEP_MINUTES = 180  # a step of an outline says enough by itself to need no method
NO_OBJECT = re.compile(
    r"(?:for|to|with|by|at|in|on|from|about|it|them|each|every\w*|\w+ly|until|before|after|once|twice)\b",
    re.IGNORECASE,
)
USUAL_MINUTES = 480
PERSON_ENDS = re.compile(r"\s(?:for|about|on|to|whether|with|from)\s")
PREPARING = re.compile(r"^(get ready to|go ahead and)\s+", re.IGNORECASE)


def steps_for(task: Task, tree: Tree) -> tuple[PlannedTask, ...]:
    """Two to six steps for a task; their times add up to its own where it has one."""
    name, written, path, about = _way(task, tree)
    words = _words(about, library.verbs()[name])
    whole = task.estimated_minutes or USUAL_MINUTES
    lines = [library.line(text, place) for place, text in enumerate(written)]
    return tuple(
        _planned(at, words, whole, task.tags, f"{path}/{n}") for n, at in enumerate(lines, 1)
    )


def _way(task: Task, tree: Tree) -> tuple[str, Sequence[str], str, Task]:
    """The way's name, its lines, where they stand, and the task whose title says what it is about."""
    ways = library.verbs()
    found = STEP.fullmatch(outline_of(task) or "")
    if found and found[1] in ways and 0 < int(found[2]) <= len(ways[found[1]].below):
        parent = tree.tasks[task.parent_id] if task.parent_id else task
        return found[1], ways[found[1]].below[int(found[2]) - 1], found[0], parent
    if prepared := PREPARING.match(task.title):
        place = 1 if prepared[1].lower() == "get ready to" else 2
        return SMALL, ways[SMALL].below[place - 1], f"{STEPS}/{SMALL}/{place}", task
    name = way_for(task)
    return name, ways[name].steps, f"{STEPS}/{name}", task


def way_for(task: Task) -> str:
    """The way to break a task down: by its verb, or that for small tasks.

    Small is what takes an hour at most, or has no object to speak of ("ask for help"). A title from
    the knowledge base is an imperative also when its verb is not on our lists.
    """
    verb, rest = split_verb(task.title)
    name = library.ways().get(verb or "")
    if name is None:
        return SMALL if verb or outline_of(task) else OTHERWISE
    name = _by_its_thing(name, rest)
    most = SMALL_STEP_MINUTES if outline_of(task) else SMALL_MINUTES
    if (task.estimated_minutes or USUAL_MINUTES) <= most or NO_OBJECT.match(rest):
        return SMALL
    made = {stem(thing) for thing in library.verbs()[MAKING].things}
    return MAKING if verb in WRITING and made.intersection(stems(rest)) else name


def _by_its_thing(name: str, rest: str) -> str:
    """Another way where the thing asks for it: to clean windows is to scrub, to buy milk is small."""
    other = BY_THING.get(name)
    things = map(stem, library.verbs()[other].things) if other else ()
    return other if other and set(things).intersection(stems(rest)) else name


def _planned(
    at: Line, words: dict[str, str], whole: int, tags: tuple[str, ...], path: str
) -> PlannedTask:
    return PlannedTask(
        title=fill(at.title, words),
        acceptance_criteria=(fill(at.done, words),),
        estimated_minutes=max(ROUND, round(whole * at.amount / 100 / ROUND) * ROUND),
        tags=tags,
        after=at.after,
        outline=path,
    )


def _words(task: Task, way: VerbFile) -> dict[str, str]:
    doing = PREPARING.sub("", in_sentence(shortened(task.title, 120)))
    return {**_object(task.title, way).words(), "do": doing}


def _object(title: str, way: VerbFile) -> Noun:
    """What a task's title is about, short enough to be said again in the titles below it."""
    verb, rest = split_verb(title)
    if verb is None and is_clause(
        in_sentence(rest)
    ):  # a verb that we do not know: "Redirect the hooks"
        first, _, what = in_sentence(shortened(_before_and(rest), 50)).partition(" ")
        return Noun(*3 * (f"{gerund(first)} {what}",))
    if verb is None and stem(rest.split(" ", 1)[0]) in COUNTABLE_STEMS:
        rest = in_sentence(rest)
    rest = re.split(r"[:;]\s|\s[(–—]", rest)[0].strip(" .") or title
    if QUESTION.match(rest):
        question = shortened(_before_and(rest), 70)
        return Noun(question, question, question)
    if way.person:
        rest = PERSON_ENDS.split(rest)[0]
    found = noun(shortened(_before_and(rest) if len(rest) > 40 else rest, 50))
    return found if stems(found.name) else noun("the task")


def _before_and(text: str) -> str:
    first = re.split(r",\s|\sand\s|\sso that\s", text)[0]
    return first if len(tokens(first)) > 1 else text
