"""How a plan begins: what its project is called, and goals that cannot be planned."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from agents.edits import PROJECT
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.terms.vocabulary import capitalized


def named_after(answer: Answer, thing: str | None) -> Answer:
    """With a new project named after the one thing that it is for, where it is for one."""
    if thing is None:
        return answer
    edits = (
        msgspec.structs.replace(edit, title=capitalized(thing))
        if (edit.op, edit.ref) == ("create", PROJECT)
        else edit
        for edit in answer.edits
    )
    return replace(answer, edits=tuple(edits))
