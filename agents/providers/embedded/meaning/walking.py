"""A message read for what is meant: its tasks are marked, then each wish in it is read, form by form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from agents.providers.embedded.frames import adding as framed
from agents.providers.embedded.grammar.clauses import Followed
from agents.providers.embedded.grammar.reading import Reading, Rule, read, scene_after
from agents.providers.embedded.hearing.mentions import mentioning, task_ids
from agents.providers.embedded.hearing.wording import (
    base_verb,
    ended,
    opened,
    wish,
    without_hedges,
    written_out,
)
from agents.providers.embedded.meaning import adding, ordering, renaming, restructuring, stating
from agents.providers.embedded.meaning.forms import wishes
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.scene import Ask, Declined, Scene, Tell
from agents.providers.embedded.terms.instructions import is_command

MOST_ATTEMPTS = 80
Intent = Callable[[Reading, str], None]
STRUCTURAL: tuple[Intent, ...] = (restructuring.regroup, restructuring.merge, restructuring.split)
INTENTS: tuple[Intent, ...] = (
    restructuring.detail_asked,
    renaming.reword,
    renaming.rename,
    ordering.depend,
    ordering.place,
    adding.drop,
    stating.state,
    restructuring.detail,
)
ADDS = re.compile(
    r"(?:add|insert|include|append|create|new (?:sub-?)?(?:task|item|step))\b", re.IGNORECASE
)
_JOINT = re.compile(
    r"\s*(?:[;\n]+|[.!?…]+(?=\s|$)|(?:,\s*)?\b(?:and (?:then|also|please)|then|and|but|so|also|plus"
    r"|while|whereas)\b|,|\s&\s|\s[-–—]\s|(?<=\S)\s(?=\d\)\s))\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:\(?\d\)|\d\.|[-*•])\s+")
_PREDICATE = (
    r"(?:\s*(?:→|=|:)|,? (?:is|are|was|were|should|needs?|takes?|took|has|have|goes|go|comes?|depends?"
    r"|waits?|starts?|runs?|belongs?"
    r"|becomes?|moves?|gets?|to|by|on|due|for|before|after|under|cannot|does|do|will|not|done|finished"
    r"|blocked|started|high|low"
    r"|medium|critical|urgent|in|at|first|last|can|follows?|also|must|ready|called|itself|this|next"
    r"|tomorrow|stays?|remains?|can|up|down|\w+ed|sold|gone|over|out|sent|paid"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
_SUBJECT = re.compile(rf"(?:{TASK}|it|they|them|that|this|both){_PREDICATE}", re.IGNORECASE)
_PERSON = re.compile(
    r"[^\W\d]\w+ (?:should|will|does|do|gets?|takes?|has|can|cannot|could|must|is on|is going|works?"
    r"|handles?|owns?|wants?|gives?|hands?)\b"
    rf"|(?!(?:not|no|and|or|the|with|for|to|of|in|on|at|by|from|after|before|under"
    rf"|then)\b)[^\W\d]\w+ ?(?:[:→=] ?)?{TASK}"
)
_NO = re.compile(rf"(?:no|without) {TASK}", re.IGNORECASE)
_SAME_VERB = re.compile(
    rf"{TASK} (?:to|as|at|under|before|after|above|below|into|in|with|by|→)\b", re.IGNORECASE
)
_SOMETHING = re.compile(r"[^\W\d]\w+ (?:is|are|takes|needs|gets|goes|should be)\b", re.IGNORECASE)
_OF_ONE_WISH = re.compile(
    r"(?:call|name|title|make|merge|combine|join|split|treat|do|collapse|break|divide|keep|put|separate"
    r"|add|list|one|two|three|take|leave|delete|remove|drop"
    r"|cross|skip|out|no|scrap|kill|bin|expand|elaborate|use|better|more|detail|details|flesh|boil"
    r"|it (?:is|can|could|should)|that (?:is|can|one)|they (?:are|can)|we|what)\b",
    re.IGNORECASE,
)


def meant(scene: Scene, text: str, rules: Sequence[Rule]) -> Followed | None:
    """What a message means, all of it; None where some of it means nothing to us."""
    scene = mentioning(scene, without_hedges(written_out(text)))
    walk = _Walk(rules)
    text = ended(opened(scene.marked.text))
    followed = walk.whole(text, scene) or walk.follow(text, scene)
    return followed if followed is not None and followed.scene.edits else None


class _Walk:
    def __init__(self, rules: Sequence[Rule]) -> None:
        self.strict = [rule for rule in rules if not rule.free]
        self.free = [rule for rule in rules if rule.free]
        self.attempts = 0

    def whole(self, text: str, scene: Scene) -> Followed | None:
        """Tasks made one, cut up or put together: the message may say so in several sentences."""
        if any(not _OF_ONE_WISH.match(rest) for _, _, rest in _cuts(text)):
            return None
        reading = _first(
            (
                *STRUCTURAL,
                restructuring.detail_asked,
                renaming.reword,
                renaming.explained,
                adding.drop_explained,
            ),
            scene,
            wish(text),
        )
        after = scene_after(scene, reading)
        return Followed((reading,), after) if reading and after else None

    def follow(self, text: str, scene: Scene) -> Followed | None:
        """Wish by wish, the shortest first; what only says what it is about leads to the next."""
        # Where nothing fits, the ways to cut double with each joint.
        if self.attempts > MOST_ATTEMPTS:
            return None
        cuts = [*_cuts(text)]
        weak = [cut for cut in cuts if _joins_tasks(text, *cut)]
        strong = [cut for cut in cuts if cut not in weak]
        for end, start, _ in [*strong, (len(text), None, ""), *weak]:
            clause = text[:end].strip(" ,;:.!?")
            reading = self.read(clause, scene)
            after = scene_after(scene, reading)
            if reading is None or after is None:
                if start is None or (about := _told(scene, clause, text[start:])) is None:
                    continue
                if rest := self.follow(text[start:], about):
                    return rest
                continue
            if start is None:
                return Followed((reading,), after)
            further, after = _remarked(text[start:], after, created=bool(reading.created))
            rest = self._with_verb(clause, further, after) or self.follow(further, after)
            if rest is not None:
                return Followed((reading, *rest.readings), rest.scene)
        return None

    def _with_verb(self, clause: str, further: str, scene: Scene) -> Followed | None:
        """What follows with the verb of the wish before it: "move A under B and C under D"."""
        verb = re.match(r"[^\W\d_]+", wish(clause))
        if verb is None or not is_command(verb[0]) or not _SAME_VERB.match(further):
            return None
        return self.follow(f"{verb[0]} {further}", scene)

    def read(self, clause: str, scene: Scene) -> Reading | None:
        """One wish: by the rules where they fit, else by its form, else as a new task."""
        self.attempts += 1
        if not clause or self.attempts > MOST_ATTEMPTS:
            return None
        clause = ended(opened(_NUMBERED.sub("", clause)))
        plain, clause = clause, ended(wish(clause))
        with suppress(Ask, Tell):
            if (reading := read(clause, scene, self.strict)) is not None and reading.edits:
                return reading
        if (reading := _first((*STRUCTURAL, *INTENTS), scene, clause)) is not None:
            return reading
        if ADDS.match(clause):
            with suppress(Ask, Tell):
                if (reading := read(clause, scene, self.free)) is not None:
                    return reading
        for form in dict.fromkeys((clause, plain)):
            if (reading := _first((framed.add, adding.add), scene, form)) is not None:
                return reading
        with suppress(Ask, Tell):
            return read(clause, scene, self.free)
        return None


def _remarked(text: str, scene: Scene, *, created: bool) -> tuple[str, Scene]:
    """What follows with the new tasks marked, too."""
    if not created:
        return text, scene
    scene = mentioning(scene, text)
    return scene.marked.text, scene


def _first(intents: Sequence[Intent], scene: Scene, text: str) -> Reading | None:
    for intent in intents:
        reading = Reading(scene, text)
        with suppress(Declined, Ask, Tell):
            intent(reading, text)
            return reading if reading.edits or reading.sentences else None
    return None


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a wish may end and the next begin, and the next."""
    for joint in _JOINT.finditer(text):
        rest = wish(_NUMBERED.sub("", text[joint.end() :][:200]))
        if joint.start() and rest and _begins(rest, joint[0]):
            yield joint.start(), joint.end(), rest


def _begins(rest: str, joint: str) -> bool:
    word = re.match(r"[^\W\d_]+", rest)
    if (
        re.search(r"[.!?;\n]", joint)
        or _SUBJECT.match(rest)
        or _PERSON.match(rest)
        or _NO.match(rest)
        or _SOMETHING.match(rest)
    ):
        return True
    return word is not None and is_command(word[0])


def _joins_tasks(text: str, end: int, start: int, _: str) -> bool:
    """Whether "and" stands between two tasks and nothing else was said, so that it joins them."""
    return bool(
        re.search(
            rf"(?:^|[,;.:] |\b(?:when|once|after|until|before|if|unless|soon as|without|with|between|of"
            rf"|for|to) )(?:{TASK}|,|and|&|\s)*$",
            text[:end],
        )
        and re.match(TASK, text[start:])
    )


def _told(scene: Scene, clause: str, rest: str) -> Scene | None:
    """The scene after words that only say what it is about, and why; None where they may be a wish."""
    if wishes(clause) or re.search(rf"\d|{QUOTE}|[→=]|\b(?:should|takes?|needs?|gets?)\b", clause):
        return None
    says = re.search(
        r"\b(?:is|are|was|has|have|not|cannot|will|does|do|did|nobody|left|got|no)\b", clause
    )
    if not (says or re.search(r"\b(?:it|that|this|them|they|both|those|these)\b", rest)):
        return None
    word = re.match(r"[^\W\d_]+", wish(clause))
    if word is not None and is_command(word[0]) and base_verb(word[0]) in (None, word[0].lower()):
        return None
    ids = task_ids(scene, clause)
    if ids:
        all_of_them = re.search(r"\b(?:them|both|they|these|those)\b", rest)
        return replace(scene, recent=ids if all_of_them else ids[:1])
    return scene if says else None
