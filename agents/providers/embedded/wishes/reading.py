"""A message by what the model says of its words: as plain commands, read by the rules one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from operator import attrgetter

from agents.edits import Edit
from agents.providers.embedded.frames.walking import understood
from agents.providers.embedded.grammar.clauses import Followed, follow
from agents.providers.embedded.grammar.reading import Reading, Rule
from agents.providers.embedded.labels.spans import Labelled, Span, labelled
from agents.providers.embedded.labels.words import MOST_WORDS, words
from agents.providers.embedded.references.marked import MARK, Marked
from agents.providers.embedded.references.scene import MOST_CANDIDATES, Ask, Declined, Scene, Tell
from agents.providers.embedded.terms.vocabulary import gist
from agents.providers.embedded.wishes.command import Command
from agents.providers.embedded.wishes.commands import PUT
from agents.providers.embedded.wishes.grouping import Wish, wishes
from agents.providers.embedded.wishes.left_out import says_more
from agents.providers.embedded.wishes.pairing import TARGET
from agents.providers.embedded.wishes.relabelling import put_right

LEAST_POSSIBLE = 0.5
"""Where less of what labels may say can be carried out, what is left of it is no surer for that."""
_MARKS = re.compile(MARK)
"""Characters that stand for words here, and cannot be said."""
_OF_A_VALUE = ("day ", "duration ", "status ", "priority ", "mark ", "who ")
"""How the keys of questions begin that only a person can answer: what was meant is known."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a message means by its labels, and how likely it is that this is meant."""

    followed: Followed
    sure: float


def guessed(scene: Scene, text: str, rules: Sequence[Rule]) -> Guess | None:
    """What a message most likely does by its labels; None where that is nothing, or none is clear.

    Labels that differ in words that change nothing do the same, so together they are as likely as they
    are each; those that cannot be carried out are not what was meant.
    """
    if not _is_readable(text):
        return None
    outcomes: list[_Outcome] = []
    possible = 1.0
    for place, found in enumerate(labelled(text, scene.survey.known)):
        if says_more(text, found.spans, goes_on=bool(scene.context.turns)):
            if not place:
                return None
            continue
        nothing = Followed((), scene)
        followed = carried_out(scene, text, found.spans, rules) if found.spans else nothing
        if followed is None:
            possible -= found.sure
            continue
        changed = followed.scene.tree.tasks != scene.tree.tasks
        done = followed.scene.edits if changed else ()
        outcome = next((one for one in outcomes if one.edits == done), None)
        if outcome is None:
            outcome = _Outcome(followed, done)
            outcomes.append(outcome)
        outcome.sure += found.sure
    meant = max(outcomes, key=attrgetter("sure"), default=None)
    if meant is None or not meant.edits:
        return None
    return Guess(meant.followed, meant.sure / max(possible, LEAST_POSSIBLE))


def _is_readable(text: str) -> bool:
    """Whether it is one line of so many words that all are labelled, none of them a mark of ours."""
    return "\n" not in text and len(words(text)) < MOST_WORDS and not _MARKS.search(text)


def refusal(scene: Scene, text: str, rules: Sequence[Rule], least: float) -> Tell | None:
    """Why fields cannot be set as a message most likely wants it; None where they can, or it is unsure."""
    readings = labelled(text, scene.survey.known)
    likely = readings[0]
    sure = sum(one.sure for one in readings if _values(one) == _values(likely))
    is_of_fields = {span.wish for span in likely.spans} == {"set"}
    if (
        not (is_of_fields and _is_readable(text))
        or sure < least
        or says_more(text, likely.spans, goes_on=bool(scene.context.turns))
    ):
        return None
    with suppress(Ask, Declined):
        try:
            told(scene, put_right(likely.spans, text), rules)
        except Tell as reason:
            return reason
    return None


def unnamed(scene: Scene, text: str, rules: Sequence[Rule], least: float) -> Ask | None:
    """Which task is meant, where all else that a message most likely wants is known.

    Suggested are those that have a word of the name: "the ethics form" may be “Apply for ethics”.
    """
    likely = labelled(text, scene.survey.known)[0]
    is_of_fields = {span.wish for span in likely.spans} == {"set"}
    is_named = any(span.role == TARGET for span in likely.spans)
    if not (is_of_fields and is_named and _is_readable(text)) or likely.sure < least:
        return None
    with suppress(Tell, Declined):
        try:
            told(scene, put_right(likely.spans, text), rules)
        except Ask as ask:
            words = gist(ask.near)
            having = [scene.all_titles.having(word, loose=False) for word in words]
            ids = [task.id for task in scene.tree.walk() if any(task.id in some for some in having)]
            return (
                Ask(ask.key, ask.question, ids[:MOST_CANDIDATES] or ask.ids)
                if ids or ask.ids
                else None
            )
    return None


def _values(reading: Labelled) -> list[tuple[str, str, str, str]]:
    """What is wished for by it, whatever for: which words name the tasks is less sure than that."""
    return [(s.wish, s.role, s.value, s.text) for s in reading.spans if s.role != TARGET]


@dataclass(slots=True)
class _Outcome:
    """What some labels lead to, and how likely these are together."""

    followed: Followed
    edits: tuple[Edit, ...]
    sure: float = 0.0


def carried_out(
    scene: Scene, text: str, spans: Sequence[Span], rules: Sequence[Rule]
) -> Followed | None:
    """What is done when each wish is, nothing where that cannot be; None where one is not clear."""
    try:
        return told(scene, put_right(spans, text), rules)
    except Tell:
        return Followed((), scene)
    except Ask as unclear:
        known = unclear.is_set or unclear.key.startswith(_OF_A_VALUE)
        return Followed((), scene) if known else None
    except Declined:
        return None


def told(scene: Scene, spans: Sequence[Span], rules: Sequence[Rule]) -> Followed | None:
    """What is done when each wish is put as a command; None where the rules do not know one.

    What is to be removed may have to give up something first: "drop the heading and put its tasks under
    T2". Raises Declined where a wish lacks what it cannot be without, Ask or Tell where it is unclear or
    cannot be.
    """
    said = wishes(spans)
    removing_last = sorted(said, key=lambda wish: wish.kind == "delete")
    try:
        return _told(scene, said, rules)
    except Ask:
        if removing_last == said:
            raise
        return _told(scene, removing_last, rules)


def _told(scene: Scene, said: Sequence[Wish], rules: Sequence[Rule]) -> Followed | None:
    readings: list[Reading] = []
    spoken_of: list[str] = []
    for wish in said:
        command = Command(scene, spoken_of)
        for text in PUT[wish.kind](command, wish):
            marked = Marked(text, command.marked.marks)
            followed = _followed(replace(scene, marked=marked), text, rules)
            if followed is None:
                return None
            readings += followed.readings
            scene = replace(followed.scene, marked=scene.marked)
            command.scene = scene
    return Followed(tuple(readings), scene, labelled=True) if readings else None


def _followed(scene: Scene, command: str, rules: Sequence[Rule]) -> Followed | None:
    """A command by its frame, else by the rules. Raises Ask or Tell."""
    followed = understood(scene, command) or understood(scene, command, adds="said")
    return followed or follow(command, scene, rules)
