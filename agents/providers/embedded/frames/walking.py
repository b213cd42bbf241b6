"""A message as clauses, each of them a frame: only where every one of them is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Literal

from agents.providers.embedded.frames import (
    adding,
    contrast,
    people,
    shaping,
    standing,
    states,
    structure,
    times,
    titles,
)
from agents.providers.embedded.frames.elisions import gapped, spelled_out
from agents.providers.embedded.frames.gaps import told
from agents.providers.embedded.frames.remarks import (
    is_asked,
    is_echo,
    is_remark,
    is_spelled,
    is_topic,
)
from agents.providers.embedded.frames.tagging import tokens
from agents.providers.embedded.grammar.clauses import Followed
from agents.providers.embedded.grammar.reading import Reading, scene_after
from agents.providers.embedded.hearing.mentions import mentioning, task_ids
from agents.providers.embedded.hearing.wording import (
    ended,
    opened,
    wish,
    without_hedges,
    written_out,
)
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Ask, Declined, Scene, Tell
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import CARDINAL

Adds = Literal["", "said", "any"]
MOST_ATTEMPTS = 24
INTENTS = tuple(
    intent.FRAMES
    for intent in (standing, states, people, times, shaping, contrast, titles, structure)
)
_JOINT = re.compile(
    r"\s*(?:[;\n]+|[.!?…]+(?=\s|$)|(?:,\s*)?\b(?:and (?:then|also|please)|then|and|but|so|also|plus|while"
    r"|whereas|(?=because\b|since\b))\b|,|:\s|\s[&+]\s|\s[-–—]\s)\s*",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…;:\n–—-]")
_EXCEPT = re.compile(
    r"\b(?:except|apart from|other than|aside from|besides|excluding)\b"
    r"|\b(?:keep|leave) (?:only|just)\b|\b(?:only|just) (?:keep|leave)\b",
    re.IGNORECASE,
)
_SAME_VERB = re.compile(rf"{TASK} (?:to|as|at|under|before|after|into|with|by|→)\b", re.IGNORECASE)
_ALL = re.compile(r"(?:both|all of them|they all|they|them)\b", re.IGNORECASE)
_IT = re.compile(r"^[^,;.]*\b(?:it|that|them|those)\b")
_COUNTED = re.compile(rf"{CARDINAL}\b", re.IGNORECASE)
_ALSO = re.compile(
    r"^(?:and|also|plus|oh|another|one more|one last|additionally|furthermore|new|next)\b"
    r"|\b(?:too|as well|also)[.!?)]*$",
    re.IGNORECASE,
)
"""What says that something comes to what is there."""
_BULLET = re.compile(r"(?:[-*•+]+ *\[ ?\] *|[*•+]+ +|\+\++ *)(?=[^\W\d_])(?!.*\n)")
_ADDS = re.compile(r"(?:add|insert|include|append|create|new)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\(?\d\)|\d\.|[-*•])\s+")


def understood(scene: Scene, text: str, *, adds: Adds = "", loose: bool = False) -> Followed | None:
    """What a message means, when every word of it has its place in a frame, but for reasons.

    `adds`: a clause may also name something new, where its words say so, or by any place or value beside it.
    `loose`: words that are not known may be left out.
    """
    if _EXCEPT.search(text):
        return None
    scene = mentioning(scene, _named(scene, without_hedges(written_out(text))))
    plain = ended(opened(spelled_out(scene.marked.text)))
    bullet = _BULLET.match(plain)
    if bullet and adds:
        plain = f"new: {plain[bullet.end() :]}"
    followed = _Walk(adds=adds, loose=loose).follow(plain, scene)
    if followed is not None and not _is_kept(followed):
        return None
    if followed is None and adds and _ALSO.search(text):
        followed = _Walk(adds=adds, loose=loose).follow(f"new: {plain}", scene)
    return followed


def _is_kept(followed: Followed) -> bool:
    """Whether all that is added or renamed is there in the end: nobody does that to what they remove."""
    made = {
        id
        for reading in followed.readings
        for id in (*reading.created, *(reading.about if _renames(reading) else ()))
    }
    return all(id in followed.scene.tree.tasks for id in made)


def _renames(reading: Reading) -> bool:
    return any(edit.op == "update" and edit.title for edit in reading.edits)


def _named(scene: Scene, text: str) -> str:
    """With the names of people for "she" and "him", where somebody was named before."""
    people = {task.assignee for task in scene.tree.tasks.values() if task.assignee}
    if not people:
        return text
    who = rf"\b(?:{'|'.join(map(re.escape, sorted(people)))})\b"

    def name(said: re.Match[str]) -> str:
        before = re.findall(who, text[: said.start()])
        return before[-1] if before else said[0]

    return re.sub(r"\b(?:she|he|him)\b", name, text)


class _Walk:
    def __init__(self, *, adds: Adds, loose: bool) -> None:
        self.adds, self.loose = adds, loose
        self.attempts = 0

    def follow(self, text: str, scene: Scene, *, apart: bool = True) -> Followed | None:
        """As one clause where no part can be any words; else clause by clause, the shortest first.

        `apart`: it begins a sentence, so that it may begin with what it is about.
        """
        if whole := self._followed(self._read(text, scene, free=False), scene, ""):
            return whole
        if self.adds and (added := self._followed(self._added(text, scene), scene, "")):
            return added
        for end, start in _cuts(text):
            if self.attempts > MOST_ATTEMPTS:
                return None
            told = apart and _has_it(scene, text[:end], text[start:])
            reading = None if told else self._read(text[:end], scene)
            if followed := self._followed(reading, scene, text[start:], text[end:start]):
                return followed
            if reading is None and apart and (about := _about(scene, text, end, start)):
                rest = text[start:]
                if "?" in text[end:start]:
                    if is_echo(scene, rest):
                        continue
                    rest = "detail it" if is_spelled(about, rest) else rest
                if followed := self.follow(rest, about):
                    return followed
        return self._followed(self._read(text, scene), scene, "")

    def _followed(
        self, reading: Reading | None, scene: Scene, rest: str, joint: str = ""
    ) -> Followed | None:
        """A clause and what follows it behind a joint."""
        after = scene_after(scene, reading)
        if reading is None or after is None:
            return None
        if not rest or is_echo(after, rest, reading):
            return Followed((reading,), after)
        if reading.created:
            after = mentioning(after, rest)
            rest = after.marked.text
        verb = re.match(r"[a-zA-Z]+", reading.clause)
        same = verb is not None and is_command(verb[0]) and _SAME_VERB.match(rest)
        further = self.follow(f"{verb[0]} {rest}", after) if verb and same else None
        further = further or self.follow(rest, after, apart=_SENTENCE.search(joint) is not None)
        if further is None and (alike := gapped(scene, reading.clause, rest)):
            further = self.follow(alike, after)
        if further is not None:
            return Followed((reading, *further.readings), further.scene)
        return Followed((reading,), after) if is_remark(after, rest) else None

    def _added(self, text: str, scene: Scene) -> Reading | None:
        if self.attempts > MOST_ATTEMPTS:
            return None
        with suppress(Ask, Tell, Declined):
            return added(scene, text, self.adds)
        return None

    def _read(self, clause: str, scene: Scene, *, free: bool = True) -> Reading | None:
        self.attempts += 1
        clause = clause.strip(" ,;:.!?")
        if not clause or self.attempts > MOST_ATTEMPTS:
            return None
        if _ALL.match(clause) and len(scene.recent) == 1 and len(scene.mentioned) > 1:
            scene = replace(
                scene, recent=tuple(t.id for t in scene.tasks if t.id in scene.mentioned)
            )
        with suppress(Ask, Tell, Declined):
            return read(scene, clause, free=free, adds=self.adds if free else "", loose=self.loose)
        return None


def read(
    scene: Scene, clause: str, *, free: bool = True, adds: Adds = "", loose: bool = False
) -> Reading:
    """One clause by its frame. Raises Declined where it is none, Ask or Tell as its act does."""
    forms = _forms(scene, clause)
    for form in forms:
        reading = Reading(scene, form)
        found = tokens(reading, form)
        plain_words = [token for token in found if token.name != "only"]
        for words in (found, plain_words)[: 1 + (plain_words != found)]:
            for intent in INTENTS:
                with suppress(Declined):
                    intent.read(reading, form, words, free=free)
                    return reading
    for form in forms if loose else ():
        reading = Reading(scene, form)
        for words in told(tokens(reading, form)):
            for intent in INTENTS:
                with suppress(Declined):
                    intent.read(reading, form, words, free=False)
                    return reading
    if adds:
        return added(scene, clause, adds)
    raise Declined


def _forms(scene: Scene, clause: str) -> tuple[str, ...]:
    """A clause as it is, without a reason, and with the task that it leaves out, each once."""
    plain = ended(wish(opened(_NUMBERED.sub("", clause))))
    forms = [plain, clause, _REASON.sub("", plain), verb_first(plain)]
    if scene.recent and not re.search(TASK, clause):
        forms.append(f"it {plain}")
        if verb := _OBJECT_LEFT_OUT.match(plain):
            forms.append(f"{verb[1]} it {plain[verb.end() :]}")
    if scene.scope and not scene.edits:
        verb = _OBJECT_LEFT_OUT.match(plain)
        forms.append(f"{verb[1]} it {plain[verb.end() :]}" if verb else f"it {plain}")
    if scene.recent and (field := _FIELD_ALONE.match(plain)):
        forms.append(f"{field[0]} of it {plain[field.end() :].strip()}")
    return tuple(dict.fromkeys(filter(None, forms)))


def added(scene: Scene, clause: str, adds: Adds) -> Reading:
    """A clause as something new. Raises Declined, Ask or Tell."""
    plain = ended(wish(opened(_NUMBERED.sub("", clause))))
    for form in dict.fromkeys((plain, clause, _REASON.sub("", plain))):
        reading = Reading(scene, form)
        with suppress(Declined):
            adding.add(reading, form, said=adds == "said")
            return reading
    raise Declined


_REASON = re.compile(
    r",? (?:because|since|as|until|till|so that|otherwise|while|cause) (?=(?:i|we|you|he|she|it|they|there"
    r"|the|my|our|his|her|their|nobody|[A-Z]\w+)\b)"
    rf"(?!.*{TASK}).*$"
)
_OBJECT_LEFT_OUT = re.compile(
    r"([a-z]+) (?=(?:with|to|into|in|as|by|until|under|before|after|for|from|at|on|behind|out|up"
    r"|down|first|last|higher|lower)\b)"
)
_FIELD_ALONE = re.compile(
    r"(?:set|change|update|make|put) (?:the |its )?(?:estimate|due date|deadline|priority|owner|assignee"
    r"|start date)(?= ?:| to\b| at\b)",
    re.IGNORECASE,
)
_SUBJECT_FIRST = re.compile(
    rf"(?P<task>{TASK})(?: ?[:,→]| -|\.) (?:please |just )?(?P<verb>[a-z]+)\b(?P<rest>.*)",
    re.DOTALL,
)


def verb_first(clause: str) -> str:
    """As in “T7: give to Bob” as "give T7 to Bob"; empty where it is nothing of the kind."""
    said = _SUBJECT_FIRST.fullmatch(clause)
    if said is None or not is_command(said["verb"]):
        return ""
    rest = re.sub(r"^ (?:it|this|that|them)\b", "", said["rest"])
    return f"{said['verb']} {said['task']}{rest}"


def _about(scene: Scene, text: str, end: int, start: int) -> Scene | None:
    """The scene where words only say what is spoken of, and why; None where they may be more."""
    clause, joint = text[:end], text[end:start]
    topic = is_topic(clause, joint) and not _ADDS.match(text[start:])
    said = ":" not in joint and is_remark(scene, clause)
    said = said or _has_it(scene, clause, text[start:])
    if not (topic or said or is_asked(clause, joint)):
        return None
    return replace(scene, recent=task_ids(scene, clause) or scene.recent)


def _has_it(scene: Scene, clause: str, rest: str) -> bool:
    """Whether somebody has what a task is for or some of the kind, and then it is said what that means."""
    names = [token.name for token in tokens(Reading(scene, clause), clause)]
    if names not in (["person", "have", "task"], ["we", "have", "task"]):
        return False
    counted = any(_COUNTED.match(one.text) for one in map(scene.marked.mark, clause) if one)
    return counted or bool(_IT.search(rest))


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where a clause may end and the next begin; last where it is more likely that tasks are listed."""
    cuts = [
        joint.span()
        for joint in _JOINT.finditer(text)
        if 0 < joint.start() < joint.end() < len(text)
    ]
    listed = {cut for cut in cuts if _lists(text, *cut)}
    yield from (cut for cut in cuts if cut not in listed)
    yield from (cut for cut in cuts if cut in listed)


def _lists(text: str, end: int, start: int) -> bool:
    """Whether two tasks stand side by side, and nothing is said of the second alone: "skip T1 and T2"."""
    before = re.search(rf"{TASK}$", text[:end])
    behind = re.match(rf"{TASK}(?: for (?:now|good|the moment))?(?=[,;.!]|$)", text[start:])
    return before is not None and behind is not None and "," not in text[end:start]
