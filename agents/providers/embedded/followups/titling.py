"""Another title for what was just named: "no sorry, Site search", "Site search it should be"."""

from __future__ import annotations

import re

from agents.edits import Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.followups.cues import Cue
from agents.providers.embedded.followups.former import Former
from agents.providers.embedded.followups.resaying import Clause
from agents.providers.embedded.frames.elisions import BETWEEN, VALUES
from agents.providers.embedded.grammar.naming import plain_title
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.marked import TASK, mark
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.terms.instructions import is_command
from agents.providers.embedded.terms.vocabulary import capitalized
from agents.providers.embedded.understanding import understand
from agents.providers.embedded.words import stems
from ledger.core.patch import Patch

_NO_TITLE = re.compile(
    rf"(?:not|no|wrong|it|that|this|they|them|we|i|you|to|the other|just|only|{TASK}$)\b|.*[?;:]"
    r"|(?:at|in|on|under|into|after|before|behind|by|for|with|from|until|first|last|second|as)\b"
    r"|.*\b(?:please|instead of|should|must|will|would|not)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"^to[: ]+", re.IGNORECASE)
_SAYS = re.compile(r"\b(?:is|are|was|were)\b", re.IGNORECASE)
_HANDLE = re.compile(r"(?:the |task )*#?t?\d+", re.IGNORECASE)
LONGEST = 8


def another_title(there: Context, before: Former, cue: Cue) -> Answer | None:
    """The wish before with another title for the one task that got one by it, new or not."""
    named = [
        patch for patch in before.patches if "title" in patch.fields() and patch.target == "task"
    ]
    said = _TO.sub("", cue.rest)
    if len(named) != 1 or not said or len(said.split()) > LONGEST or _NO_TITLE.match(said):
        return None
    old = named[0].fields()["title"]
    alike = not set(stems(old)).isdisjoint(stems(said))
    first = said.split()[0]
    written = (cue.sure and first[0].isupper()) or _is_quoted(said)
    if not (alike or written) and (not cue.sure or says_a_value(there, said)):
        return None
    if is_command(first) and not (alike and first[0].isupper()) and not _is_quoted(said):
        return None
    scene = Scene.begin(there, mark(said, {}))
    title = capitalized(plain_title(Reading(scene), scene.marked.text))
    return None if _SAYS.search(title) else _retitled(there, before, named[0], old, title)


def looks_like_a_title(there: Context, said: str) -> bool:
    """Whether it is written as titles are, and none of a task that there is."""
    if not said or not (said[0].isupper() or _is_quoted(said)) or _HANDLE.fullmatch(said):
        return False
    return said.lower() not in {task.title.lower() for task in there.tree.tasks.values()}


def says_a_value(there: Context, said: str) -> bool:
    """Whether it is nothing but a state, a day and the like."""
    names = {token.name for token in Clause.on(there, said).tokens} - BETWEEN
    return bool(names) and names <= {*VALUES}


def _is_quoted(said: str) -> bool:
    return said[0] in "\"'“„«‘"


def _retitled(there: Context, before: Former, named: Patch, old: str, title: str) -> Answer | None:
    """All that was done before, with the other title."""
    task = there.tree.tasks.get(named.target_id)
    if len(before.patches) == 1 and named.op == "update" and task is not None:
        ref = Handles.of(there.project_id, there.tree).name(task)
        text = f"{Scene.begin(there, mark('', {})).label(task)} is now called “{title}”."
        return Answer(edits=(Edit("update", ref, title=title),), text=text)
    answer = understand(there, before.text)
    told = [edit for edit in answer.edits if edit.title == old]
    if len(told) != 1:
        return None
    edits = tuple(
        Edit(**{**{f: getattr(edit, f) for f in edit.__struct_fields__}, "title": title})
        if edit is told[0]
        else edit
        for edit in answer.edits
    )
    return Answer(edits=edits, text=answer.text.replace(old, title))
