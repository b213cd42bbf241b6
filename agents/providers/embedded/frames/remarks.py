"""What is said beside a wish: why, or what it is about. It is passed over; nothing else ever is."""

from __future__ import annotations

import re

from agents.edits import PROJECT
from agents.providers.embedded.frames.lexicon import classes_of
from agents.providers.embedded.frames.patterns import compiled, written
from agents.providers.embedded.frames.tagging import tokens
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.hearing.mentions import task_ids
from agents.providers.embedded.hearing.wording import ended, opened, wish
from agents.providers.embedded.references.marked import QUOTE, TASK
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.instructions import belongs_to_instructions, is_command
from ledger.core.model import Task

_STATES = frozenset(("did", "in", "away", "modal", "finish", "start"))
_WE = r"(?i:i|we|you|they|people|everybody|everyone|nobody|no one|customers|kids)(?:'\w+)? \w+"
_HE = (
    rf"(?:(?i:he|she|it|that|this|there|(?:my|our|his|her|their|the|an?|some|most|all|no) (?:[\w-]+ )?[\w-]+)"
    rf"|[A-Z]\w+|{TASK}|[a-z-]+)"
)
_DOES = (
    r"(?:do|go|want|like|know|is|are|was|were|has|have|had|cannot|will|would|does|did|went|got"
    r"|lost|hurt|found|said|came|took|made|gave|told|broke"
    r"|left|sold|bought|brought|sent|paid|met|saw|thought|knew|come|need|think|say|work|live|cost"
    r"|\w{2,}s|\w{2,}ed)"
)
_SAYS = re.compile(rf"(?i:(?:because|since|as|so) )?(?:{_WE}|{_HE}(?:'s| {_DOES})\b)")
_WISHES = re.compile(r"(?:new|also|please|need|missing|add|more|another)\b", re.IGNORECASE)
_GO_AHEAD = re.compile(
    r"(?:i|we|you|he|she|they|[A-Z]\w+) can (?:now )?(?:start|begin|go on|continue|go ahead|proceed|relax)",
    re.IGNORECASE,
)
_STRESSED = re.compile(
    r"(?:not (?:earlier|later|sooner|before|more|less)|nothing (?:else|more)(?: changes)?"
    rf"|no (?:earlier|later|sooner|more)"
    rf"|(?:only|just) {TASK}(?: is| are| remains?)?(?: left| to go| open| to do)?|(?:the )?same as .*)",
    re.IGNORECASE,
)
_WHAT_FIRST = re.compile(r"(?P<what>[a-z]+) first", re.IGNORECASE)
_BECAUSE = re.compile(r"(?:because|since) ", re.IGNORECASE)
_ASKED = re.compile(r"(?:what|how|why|which|when|where|who|do|does|is|are|did)\b", re.IGNORECASE)


def is_asked(clause: str, joint: str) -> bool:
    """Whether it is a question that leads to a wish: "what does that involve? List it"."""
    return "?" in joint and _ASKED.match(clause) is not None


def is_echo(scene: Scene, clause: str, said: Reading | None = None) -> bool:
    """Whether words only say again what was said before: of something new "can you put that in?".

    `said`: what was read before; by it "split it" is one behind parts, and "one is enough" behind a merge.
    """
    return any(_is(scene, clause, kind) for kind in (_kinds(said) if said else ("again",)))


def _kinds(said: Reading) -> list[str]:
    parts = any(edit.parent not in (None, PROJECT) for edit in said.edits if edit.op == "create")
    merged = not said.created and {edit.op for edit in said.edits} == {"update", "delete"}
    known = {"again": bool(said.created), "cut": parts, "one": merged}
    return [kind for kind, holds in known.items() if holds]


def is_spelled(scene: Scene, clause: str) -> bool:
    """Whether words want to see written what was asked: "list it below"."""
    return _is(scene, clause, "spelled")


def _is(scene: Scene, clause: str, kind: str) -> bool:
    plain = ended(wish(opened(clause.strip(" ,;:.!?"))))
    word = "".join(token.letter for token in tokens(Reading(scene, plain), plain))
    return any(name == kind and compiled(said).fullmatch(word) for said, name in written("echoes"))


def is_topic(clause: str, joint: str) -> bool:
    """Whether it only names what the next sentence is about: "The docs? Give them to Bob"."""
    return re.search(r"[?:.–—-]", joint) is not None and bool(re.fullmatch(TASK, clause.strip()))


_TO_GET = re.compile(
    r"(?:get|buy|order|book|find|obtain|collect|hire|rent|fetch|receive)\b", re.IGNORECASE
)


def is_to_get(task: Task) -> bool:
    """Whether a task is done when one has what it is about: "Get three quotes"."""
    return _TO_GET.match(task.title) is not None


def is_remark(scene: Scene, clause: str) -> bool:
    """Whether words only say why, or what it is about: with subject and verb, and no wish or value in it."""
    plain = opened(clause.strip(" ,;:.!?"))
    if (said := _WHAT_FIRST.fullmatch(plain)) and not belongs_to_instructions(said["what"]):
        return True
    if _GO_AHEAD.fullmatch(plain) or _STRESSED.fullmatch(plain):
        return True
    if _BECAUSE.match(plain) and not re.search(rf"{QUOTE}|\d", plain):
        return True
    if not _SAYS.match(plain) or _WISHES.match(plain):
        return False
    names = _without_counts([token.name for token in tokens(Reading(scene, plain), plain)])
    tasks = names.count("task")
    if is_command(plain.split()[0]) and names[0] not in ("task", "person"):
        return False
    others = names[0] in ("nobody", "person", "unknown") and not tasks
    allowed = classes_of("remark") | (classes_of("remark_verbs") if others else frozenset())
    if tasks > 1 or not allowed.issuperset(names) or _goes_on_to_do(names):
        return False
    if tasks and names[0] == "i" and names[1] in ("do", "take", "takes"):
        return False
    if tasks and names[1:] == ["have", "task"] and all(map(is_to_get, _meant(scene, plain))):
        return False
    if names[0] in ("task", "it"):
        return not _STATES.intersection(names)
    return not ("modal" in names and (tasks or names[0] in ("we", "i", "person")))


def _without_counts(names: list[str]) -> list[str]:
    """Without numbers that count something else than tasks or time: "we have two banks", "only five"."""
    if names[:1] == ["task"]:
        return names
    three = zip(["", *names], names, [*names[1:], ""], strict=False)
    return [
        one
        for before, one, behind in three
        if not (one == "number" and (behind == "unknown" or before == "have"))
    ]


def _goes_on_to_do(names: list[str]) -> bool:
    """Whether something that we do not know is done to it: ", saw it in half"."""
    three = zip(names, names[1:], names[2:], strict=False)
    return any(a in ("joint", "and") and b == "unknown" and c == "it" for a, b, c in three)


def _meant(scene: Scene, clause: str) -> list[Task]:
    tasks = scene.tree.tasks
    return [tasks[id] for id in task_ids(scene, clause) if id in tasks]
