"""An instruction as clauses: "combine 2 and 3, then delete 4; 5 is done".

"and" joins clauses, tasks, or words of a title. Which it is shows in whether the rest makes sense: the
shortest clause is tried first, and a longer one where the rest cannot be understood. A later clause
may leave out the verb ("assign 2 to Ann and 3 to Bob").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from agents.providers.embedded.grammar.reading import Reading, Rule, read, urgency
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.terms.vocabulary import STATUSES, any_of, near_enough
from ledger.core.errors import Refused

MOST_ATTEMPTS = 60
BEGINNING = 200  # characters in which it shows whether a clause begins
_VERBS = (
    "add allocate append arrange assign attach begin bin block break bring bump call"
    " cancel change check chop "
    "clear close combine complete consolidate create cut deadline decrease delay delegate delete "
    "demote deprioritise deprioritize describe detail discard divide do double drop"
    " duplicate elaborate "
    "eliminate end erase estimate expand extend finish fix flag flesh fold forget fuse"
    " get give group "
    "halve hand have include increase indent insert join keep kill label let link log"
    " lower make mark "
    "merge move name nest note order outdent park pause place plan postpone prioritise prioritize "
    "promote push put raise reassign reduce remove rename reopen reorder replace reschedule reset "
    "resolve resume retitle roll reverse sandwich schedule scrap send stick separate set shift"
    " skip sort split "
    "start swap switch tag take tick title trash unassign unblock undo unlink unnest untag update"
)
VERBS = tuple(_VERBS.split())
_REF = (
    rf"(?:(?:task|item|step)s? )?#?t?\d+(?:\.\d+)*|{MARK}|the (?:rest|others)|everything else"
    r"|all others|all (?:\w+ ){1,4}?tasks"
)
_POINT = (
    rf"(?:{_REF}|it|they|them|that|this|everything|all\b.*?|both|the (?:\w+ ){{0,4}}?"
    rf"(?:tasks?|ones?))"
)
_SAYS = (
    r"(?:is|are|was|were|should|must|needs?|depends?|requires?|blocks?|takes?|will|can"
    r"|cannot|can't|has"
    r"|have|starts?|waits?|comes?|goes|runs?|belongs?|no longer|doesn't|don't|shouldn't"
    r"|does|do|due)"
)
_VERB_START = re.compile(rf"(?:{'|'.join(VERBS)})\b|(?:i|we)(?:'ve|'m|’ve|’m)?\s", re.IGNORECASE)
_SUBJECT_START = re.compile(rf"(?:{_POINT})(?:'s|’s)?,? {_SAYS}\b", re.IGNORECASE)
_ELLIPSIS = re.compile(
    rf"(?:{_REF})(?:,? (?:to|as|at|under|before|after|above|below|with|by|in(?! it\b)|on|into|from|→)\b"
    rf"| ?(?:->|=>|=|:)| {any_of(STATUSES)}\b)",
    re.IGNORECASE,
)
_ANCHORED = re.compile(rf"[^,;]+? (?:before|after|under) (?:{_REF})", re.IGNORECASE)
_ENDS_ANCHORED = re.compile(rf"(?:before|after|under) (?:{_REF})$", re.IGNORECASE)
_JOINT = re.compile(
    r"\s*(?:[;\n]+|\.(?=\s+\S)|(?:,\s*)?\b(?:and\s+then|then|and\s+also"
    r"|and\s+after\s+that|after\s+that|and"
    r"|but|also|plus)\b|,|&)\s*",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"(?:(?:good (?:morning|afternoon|evening|day)|please|pls|plz|kindly|okay|ok|hey|hi|hello|well|so"
    r"|and|then|also|now|next"
    r"|finally|lastly|actually"
    r"|just|maybe|perhaps|after that|additionally|furthermore|oh|great|thanks|thank you"
    r"|first|firstly|second|secondly|third|thirdly)"
    r"(?:,\s+|:\s+|\s+(?!(?:tasks?|ones?|steps?|items?|\d+|one|two|three|four|five)\b))"
    r"|(?:can|could|would|will) (?:you|we|u)(?: please)?\s+|(?:let'?s|let’s|let us)\s+"
    r"|(?:i|we)(?:'ll|’ll| will)\s+"
    r"|(?:i|we)(?:'d|’d| would)? (?:want|like|wish)(?: you)? to\s+|i need you to\s+"
    r"|(?:i|we|you) (?:should|must|could|can|need to|have to)(?: also)?\s+|i think(?: that)?\s+"
    r"|go ahead and\s+|why don'?t (?:you|we)\s+|feel free to\s+|make sure (?:to"
    r"|that)\s+|let me\s+)*",
    re.IGNORECASE,
)
POLITE_END = re.compile(
    r"(?:,?\s*\b(?:please|pls|plz|thanks|thank you|thx|for me|as well|too|again|right"
    r" away|asap now|for now|right now|at the moment|in the end|after all|from now on|(?<!right )now"
    r"|(?:can|could) you (?:please )?add (?:it|that|this))\b)*[\s.!?]*$",
    re.IGNORECASE,
)
_GERUND = re.compile(r"(?:how|what) about\s+(?P<verb>\w+?)(?P<double>(\w)\3)?ing\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Followed:
    """The readings of all clauses, and the scene after them.

    `labelled`: it is known which words say what, so that fewer of them can mean something else;
    `literal`: so is every word of it, or the whole sentence.
    """

    readings: tuple[Reading, ...]
    scene: Scene
    labelled: bool = False
    literal: bool = False

    @property
    def removed(self) -> frozenset[str]:
        """The handles of what is removed."""
        return frozenset(edit.ref for edit in self.scene.edits if edit.op == "delete")


def follow(text: str, scene: Scene, rules: Sequence[Rule]) -> Followed | None:
    """Read an instruction clause by clause; None when it is none that the rules know.

    Raises Ask or Tell where it is understood but unclear, or asks for what cannot be.
    """
    walk = _Walk(rules)
    followed = walk.follow(polished(text), scene) or _pairs(text, scene, rules)
    if followed is None and walk.problem is not None:
        raise walk.problem
    return followed


def _pairs(text: str, scene: Scene, rules: Sequence[Rule]) -> Followed | None:
    """Pairs without verbs: only where every clause means something."""
    with suppress(Ask, Tell):
        pairs = _Walk(rules, loose=True).follow(polished(text), scene)
        if pairs is not None and all(reading.edits for reading in pairs.readings):
            return pairs
    return None


def polished(text: str) -> str:
    """Without the words that are only polite."""
    text = POLITE_END.sub("", text.strip())
    text = _GERUND.sub(lambda m: _infinitive(m["verb"], m["double"] or ""), text)
    start = _POLITE.match(text)
    rest = text[start.end() :] if start else text
    return rest.strip() or text


def _infinitive(verb: str, double: str) -> str:
    stem = verb + double[:1]
    return next((v for v in VERBS if v in (stem, f"{stem}e", verb + double)), stem)


class _Walk:
    """One attempt at an instruction, bounded in how often it looks again."""

    def __init__(self, rules: Sequence[Rule], *, loose: bool = False) -> None:
        self.rules = rules
        self.loose = loose
        self.problem: Ask | Tell | None = None
        self.attempts = 0

    def follow(self, text: str, scene: Scene, head: str = "") -> Followed | None:
        text = polished(text)
        if head and not _VERB_START.match(text) and _is_ellipsis(text, head):
            text = head + text
        for end, start in [*_cuts(text, loose=self.loose), (len(text), None)]:
            reading = self._read(text[:end].strip(" ,"), scene)
            if reading is None:
                continue
            after = self._after(scene, reading)
            if start is None:
                return Followed((reading,), after)
            before = self._set_aside()
            rest = self.follow(text[start:], after, reading.head) or self._verbless(
                text[:end], text[start:], after
            )
            if rest is not None:
                return Followed((reading, *rest.readings), rest.scene)
            if self.problem is not None and not reading.open_ended:
                return None
            self.problem = before
        return None

    def _verbless(self, before: str, text: str, scene: Scene) -> Followed | None:
        """The rest with the verb of the clause before: "Ann does the design, Bob the docs"."""
        verb, who = _SOMEBODY_DOES.match(before), _SOMEBODY_THE.match(text)
        if not (self.loose and verb and who):
            return None
        return self.follow(f"{who[1]} {verb[1]} {text[who.end() :]}", scene)

    def _set_aside(self) -> Ask | Tell | None:
        """The problem so far, which what follows shall not be blamed for."""
        problem, self.problem = self.problem, None
        return problem

    def _read(self, clause: str, scene: Scene) -> Reading | None:
        self.attempts += 1
        if not clause or self.attempts > MOST_ATTEMPTS:
            return None
        bare = f"it is {clause}" if self.loose and scene.recent else None
        for form in (clause, corrected(clause), bare):
            try:
                reading = read(form, scene, self.rules) if form else None
            except (Ask, Tell) as problem:
                known = [p for p in (self.problem, problem) if p is not None]
                self.problem = min(known, key=urgency)
                return None
            if reading is not None:
                return reading
        return None

    def _after(self, scene: Scene, reading: Reading) -> Scene:
        try:
            return scene.after(reading.edits, reading.about)
        except Refused as refusal:
            raise Tell(f"That cannot be done: {refusal.message}") from refusal


def _is_ellipsis(text: str, head: str) -> bool:
    return bool(_ELLIPSIS.match(text) or (head.startswith("add") and _ANCHORED.match(text)))


_SOMEBODY_DOES = re.compile(
    r"[^\W\d]\w* ((?:does|will do|takes|will take|gets|is on|owns) )", re.IGNORECASE
)
_SOMEBODY_THE = re.compile(r"([^\W\d]\w*) (?=(?:the|a|an|my|our) \S)", re.IGNORECASE)
_VERB = re.compile(rf"(?:{'|'.join(VERBS)})\b", re.IGNORECASE)


def _cuts(text: str, *, loose: bool = False) -> Iterator[tuple[int, int]]:
    """Where a clause may end and the next begin."""
    for joint in _JOINT.finditer(text):
        rest = polished(text[joint.end() : joint.end() + BEGINNING])
        if joint.start() and rest and (loose or _may_begin(rest, text[: joint.start()])):
            yield joint.start(), joint.end()


def _may_begin(rest: str, before: str) -> bool:
    if _VERB_START.match(rest) or _SUBJECT_START.match(rest) or _ELLIPSIS.match(rest):
        return True
    if _ENDS_ANCHORED.search(before) and _ANCHORED.match(rest):
        return True
    return corrected(rest) is not None


_SHORT = {"ad": "add", "dd": "add", "del": "delete", "rm": "remove"}


def corrected(clause: str) -> str | None:
    """The clause with its mistyped verb put right: "remvoe 2". None when there is nothing to put right."""
    if short := re.match(
        r"(?:ad(?! (?:is|was|has|will|goes|went|should|must|needs)\b)|dd|del|rm)\b(?= )",
        clause,
        re.IGNORECASE,
    ):
        return _SHORT[short[0].lower()] + clause[short.end() :]
    word = re.match(r"[a-z]{4,}\b", clause, re.IGNORECASE)
    if word is None or word[0].lower() in VERBS:
        return None
    said = word[0].lower()
    near = [verb for verb in VERBS if near_enough(verb, said, 1 if len(said) < 6 else 2)]
    best = [verb for verb in near if sorted(verb) == sorted(said)] or near
    return best[0] + clause[word.end() :] if len(best) == 1 else None
