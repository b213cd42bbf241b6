"""What only says how things are: what worries somebody, what is lacking, that estimates are too high.

Nothing is changed by it. It is asked about where it may be a wish: what nobody can pay for may go, and
of estimates that should be smaller it is not known by how much.
"""

from __future__ import annotations

import re

from agents.providers.embedded.answers import Answer
from agents.providers.embedded.grammar.clauses import VERBS
from agents.providers.embedded.guessing import DECLINED, REMARK
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell

_FEELS = re.compile(
    r"(?:the |our |this |that |my )?[\w' -]{2,60}? (?:really |still |just )?(?:worries|bothers|concerns"
    r"|scares|annoys|stresses|frustrates|confuses) (?:me|us)(?: a (?:bit|lot|little))?[.!]*",
    re.IGNORECASE,
)
_MEANS = r"(?:budget|money|time|capacity|room|space|people|staff|resources|funds|cash)"
_NO_LACK = (
    r"(?!(?:an? )?(?:\w+ )?(?:tasks?|steps?|items?|sub-?tasks?|milestones?|deadlines?|estimates?|owners?"
    r"|assignees?|ideas?|reasons?|needs?|hurry|rush|problems?|clue|choice|point|to)\b)"
)
_WHAT = (
    rf"(?P<what>(?:(?! (?:so|but|because|then|therefore|which|please|-|and (?:{'|'.join(VERBS)}))\b)"
    r"[^,;.!?–—])+?)"
)
_ENDS = r"(?: (?:left|any ?more|yet|right now|at the moment|for (?:it|that|this)))*[.!]*"
_LEAD = r"(?:(?:sorry|but|so|and|unfortunately|sadly|well),? )*"
_LACKS = (
    re.compile(
        rf"{_LEAD}(?:(?:we|i)(?: still| really)? (?:have|got|have got)|(?:we|i)['’]ve got"
        r"|there['’]?s|there is)"
        rf" (?:no|not enough) {_MEANS}(?: left)? (?:for|to (?:pay for|hire|do|get|book|buy))"
        rf" {_WHAT}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?:(?:we|i)(?: still| really)? (?:have|have got) no|(?:we|i)['’]ve got no"
        rf"|(?:we|i) (?:do not|don['’]?t)(?: really| even)? have (?:an?|any|the|enough)) {_NO_LACK}"
        rf"(?:{_MEANS} for )?{_WHAT}{_ENDS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?:we|i) (?:cannot|can['’]?t|can not|couldn['’]?t)(?: really)? (?:afford|pay for)"
        rf" {_WHAT}{_ENDS}",
        re.IGNORECASE,
    ),
)
_WISH_BEHIND = re.compile(
    r"(?:[,;.:!]|[–—]| -|(?= (?:so|and|then)\b))\s*(?:(?:so|and|then|please|let['’]?s|just),? )*"
    rf"(?=(?:{'|'.join(VERBS)})\b)",
    re.IGNORECASE,
)
_FIELD = (
    r"(?:(?:the|our|my|all|these|those|of) )*(?P<field>estimates?|deadlines?|due dates?|dates)"
    r"(?: (?:of|for) [^,;.!?]+?)?"
)
_A_BIT = r"(?:(?:all|a|bit|little|lot|slightly|somewhat|much|far|way|rather|more) )*"
_HOW = (
    r"(?P<how>smaller|lower|shorter|tighter|less|higher|bigger|larger|longer|generous|realistic|later"
    r"|earlier|sooner)"
)
_TOO = r"(?:high|low|big|small|long|short|optimistic|pessimistic|tight|early|late|soon|much)"
_OTHERWISE = (
    re.compile(
        rf"{_LEAD}(?:i|we)(?: would|['’]d)? (?:like|want|prefer|wish|need) {_FIELD} (?:to be |were )?"
        rf"{_A_BIT}{_HOW}[.!]*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}(?:please )?(?:(?:make|get) {_FIELD}|{_FIELD.replace('<field>', '<of>')}"
        rf" (?:should|could|must|need to) be) {_A_BIT}{_HOW}[.!]*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_LEAD}{_FIELD} (?:are|is|look|looks|seem|seems|feel|feels) {_A_BIT}too {_TOO}[.!]*",
        re.IGNORECASE,
    ),
)
_DISLIKES = re.compile(
    r"(?:(?:hmm?|no|well|sorry|but),? )*(?:(?:i|we)(?: really)? (?:don['’]?t"
    r"|do not)(?: really)? like (?:it|this|that)"
    r"|(?:it|this|that)(?:['’]s| is| looks| makes| seems)? (?:not (?:good|right|ok|what i (?:meant"
    r"|wanted))|bad|no sense"
    r"|nonsense|rubbish)|not good)(?: at all| yet| like this)?[.!]*",
    re.IGNORECASE,
)
_BY_HOW_MUCH = "By how much should the {field} change? Say it like {example}."
WHAT_ELSE = "What should be different? Say it, or “undo that” to take back the last change."
_OF_DATES = "“move T3 a week later”"
_OF_ESTIMATES = "“halve the estimate of T3” or “T3 takes 2 days”"


def lamented(scene: Scene, text: str) -> Answer | None:
    """The answer to what only says how things are; None for anything else."""
    if _FEELS.fullmatch(text):
        return Answer(text=f"{REMARK} Ask for the risks to see what endangers the plan.")
    if _DISLIKES.fullmatch(text):
        return Answer(question=WHAT_ELSE)
    for wording in _OTHERWISE:
        if found := wording.fullmatch(text):
            said = found.groupdict()
            return _by_how_much((said["field"] or said.get("of") or "").lower())
    for wording in _LACKS:
        if found := wording.fullmatch(text):
            return _lacking(scene, found["what"])
    return None


def without_lament(text: str) -> str:
    """What is wished for behind what is lacking: "we have no budget for ads, so drop T7"."""
    for behind in _WISH_BEHIND.finditer(text):
        if any(wording.fullmatch(text[: behind.start()]) for wording in _LACKS):
            return text[behind.end() :]
    return text


def _by_how_much(field: str) -> Answer:
    example = _OF_ESTIMATES if field.startswith("estimate") else _OF_DATES
    return Answer(question=_BY_HOW_MUCH.format(field=field, example=example))


def _lacking(scene: Scene, what: str) -> Answer:
    """Whether the task goes for which something is lacking; where there is none, it is a remark."""
    try:
        ids = find(scene, what).ids
    except (Ask, Tell):
        ids = ()
    if len(ids) != 1:
        return Answer(text=f"{REMARK} Should it be a task, say “add” before it.")
    task = scene.tree.tasks[ids[0]]
    question = f"Should {scene.label(task)} be removed, then?"
    return Answer(question=question, options=(f"Delete {scene.handle(task)}", DECLINED))
