"""What should be written down with a task: "they want a DJ, please note that with the music"."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar.people import is_name
from agents.providers.embedded.hearing.finding import may_mean
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.vocabulary import capitalized

_POLITE = r"(?:(?:so|and|but|please|pls|can|could|would|you|we|i|should|let us|let['’]s|just|also|maybe) )*"
_WRITE = r"(?:write|note|jot|record|mention)"
_WITH = r"(?:in|into|with|at|to|on|under|for|next to|beside|where|there where)"
_TASK = r"(?:the |our |my )?(?P<task>[^,;.:!?“”\"]{2,60}?)"
_BEHIND = re.compile(
    rf"(?P<note>[^“”\"]{{8,300}}?)(?:[,;:.!]+| -| –) *{_POLITE}{_WRITE} (?:this|that|it)(?: down)?(?:"
    rf" somewhere)?"
    rf" {_WITH} {_TASK}(?: (?:task|milestone))?(?:,? (?:please|pls|thanks))?[.!?]*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_POLITE}{_WRITE}(?: down)?(?: somewhere)? {_WITH} {_TASK}(?: (?:task|milestone))?,? that"
    r" (?P<note>[^“”\"]{5,300}?)[.!]*",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"{_WITH} {_TASK}(?: (?:task|milestone))?,? {_POLITE}{_WRITE}(?: down)? that"
    r" (?P<note>[^“”\"]{5,300}?)[.!]*",
    re.IGNORECASE,
)
_SHOULD = (
    r"(?:(?:should|must|shall|could|has to|have to|needs? to|ought to|is to|wants to|is supposed to)"
    r"(?: also| really| probably| definitely| at least)*|(?:do(?:es)?|did)(?: not|n['’]?t)(?: even| yet)*)"
)
_OUGHT = re.compile(
    rf"(?:i think |maybe |btw |oh,? )?{_TASK}(?: (?:task|milestone|part|one|bit|step))?,? {_SHOULD}"
    r" mention(?: that)?"
    r" (?P<note>[^“”\"]{3,200}?)(?:,? (?:too|as well|somewhere|yet|please|pls))*[.!]*",
    re.IGNORECASE,
)
_SAYS_THAT = re.compile(
    rf"{_TASK}(?: (?:task|milestone|part|one|bit|step))? {_SHOULD} (?:say|state|note|include) that"
    r" (?P<note>[^“”\"]{5,200}?)[.!]*",
    re.IGNORECASE,
)
"""What a task should mention is no task, and no other title for it."""
_MENTIONED = re.compile(
    rf"{_POLITE}mention (?P<note>[^,;.:!?“”\"]{{3,80}}?) {_WITH} {_TASK}"
    r"(?: (?:task|milestone|part|one))?(?:,? (?:too|as well|please|pls))*[.!]*",
    re.IGNORECASE,
)
_IS_DONE = re.compile(r" (?:is|are|gets?|was|were|will be) (?:being )?\w+$", re.IGNORECASE)
_FORMS = (_BEHIND, _BEFORE, _FIRST, _OUGHT, _SAYS_THAT, _MENTIONED)
_TALK = re.compile(r"^(?:(?:so|ok|okay|well|and|hey|hi|btw|by the way|fyi)[, ]+)+", re.IGNORECASE)


def noted(scene: Scene, text: str) -> str:
    """The message as a note to the task; as it is where it names none, or says something else."""
    said = (form.fullmatch(text.strip()) for form in _FORMS)
    found = next(filter(None, said), None)
    if found is None:
        return text
    named = _IS_DONE.sub("", found["task"])
    ids = () if _is_somebody(scene, named) else may_mean(scene, named)
    note = capitalized(_TALK.sub("", found["note"]).strip())
    task = scene.handle(scene.tree.tasks[ids[0]]) if len(ids) == 1 else named
    return f"add a note to {task}: “{note}”" if ids else text


def _is_somebody(scene: Scene, named: str) -> bool:
    """Whether it is who should say something, and not what."""
    people = {(task.assignee or "").lower() for task in scene.tree.tasks.values()}
    return named.lower() in people or (named.istitle() and is_name(named))
