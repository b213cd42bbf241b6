"""Two things at once: "the kitchen too, and take the tag off it", "I meant T5. T4 stays as it is"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from agents.compile import compile_edit
from agents.handles import Handles
from agents.ports import Context, Turn
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.followups.cues import Cue, heard
from agents.providers.embedded.hearing.reasons import without_reasons
from agents.providers.embedded.understanding import understand
from agents.taking_back import before_last
from ledger.core.apply import apply_all
from ledger.core.errors import Refused

_BOUNDARY = re.compile(r"[.;!]\s+(?=\S)|,?\s+(?:and|but)\s+(?:then\s+|also\s+)?(?=\S)|,\s+(?=\S)")
_STAYS = re.compile(
    r"(?:(?:the )?[\w' ]{1,40} (?:stays?|remains?|keeps?|is (?:fine|ok|okay)|can stay)\b|(?:leave|keep) "
    r"|nothing else|that['’]?s (?:all|it)|the rest (?:is|stays)).*",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:both|all of them)\b", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:they|it|that|he|she|we|i)(?:['’](?:s|re|m)\b| (?:is|are|am|was|were) )", re.IGNORECASE
)
MOST_PARTS = 4


def twofold(context: Context, text: str, first: Callable[[Cue], Answer | None]) -> Answer | None:
    """The answer to a message that goes on first and then says something else; None for any other."""
    for head, joint, tail in _halves(text):
        cue = heard(head)
        if cue is None or not cue.rest or not (cue.sure or joint == "but"):
            continue
        answer = first(cue)
        if answer is None or not answer.edits:
            continue
        if _STAYS.fullmatch(tail) or without_reasons(f"{head}, {tail}") == head:
            return answer
        return _both(context, text, answer, tail)
    return None


def _halves(text: str) -> Iterator[tuple[str, str, str]]:
    for count, boundary in enumerate(_BOUNDARY.finditer(text)):
        if count < MOST_PARTS:
            joint = boundary[0].strip(" ,").lower()
            yield text[: boundary.start()].strip(), joint, text[boundary.end() :].strip()


def _both(context: Context, text: str, answer: Answer, tail: str) -> Answer | None:
    """The first answer and behind it the second; None where that is not understood."""
    if any(edit.op == "create" for edit in answer.edits):
        return None
    tree = before_last(context) if answer.taken_back else context.tree
    names = Handles.of(context.project_id, context.tree)
    assert tree is not None
    try:
        patches = [p for edit in answer.edits for p in compile_edit(edit, tree, names, "")]
        then = apply_all(tree, patches)
    except Refused:
        return None
    spoken_of = (*context.turns[-1].patches, *patches) if _ALL.search(tail) else patches
    turns = (Turn("user", text), Turn("agent", answer.text, tuple(spoken_of)))
    second = understand(replace(context, tree=then, turns=turns), tail)
    if not second.edits:
        return answer if _REMARK.match(tail) else None
    return replace(
        answer, edits=(*answer.edits, *second.edits), text=f"{answer.text} {second.text}"
    )
