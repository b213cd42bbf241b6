"""A list that is pasted into the conversation: each line is a task, with who and when as it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.edits import PROJECT, Edit
from agents.handles import Handles
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.extraction.phrases import Phrase, phrase
from agents.providers.embedded.labels.spans import labelled
from agents.providers.embedded.labels.words import Known
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Tell
from agents.providers.embedded.ruled import scene_of

_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:(?:[-*•–]|\(?\d{1,3}[.)])[ \t]+|(?=\[[ xX]\] ))(?P<text>\S.*)"
)
_INTRO = re.compile(
    r"(?:(?:please |pls |can you |could you )*(?:add|insert|put in|include|create)|here(?:['’]s| are| is)"
    r"|(?:these|those|the following|more|new|my|from|some|our|still|also|we (?:also )?(?:need|want)|and"
    r"|tasks?|to-?dos?|notes?|list|ideas?|missing|open)\b)[^\n]*",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:under|to|in|inside|below|into|within) (?P<a>[^:]+?)\s*:?\s*$", re.IGNORECASE
)
_CHANGES = re.compile(
    r"(?<!\w)[tT#]\d+\b|^(?:delete|remove|rename|retitle|merge|combine|split|untag|unassign|undo) ",
    re.IGNORECASE,
)
"""What a line says that changes a task which is there."""
FEWEST = 2
SURE = 0.5
"""How likely it has to be that a line is a change."""


@dataclass(slots=True)
class _Line:
    depth: int
    said: Phrase


def pasted(context: Context, instruction: str) -> Answer | None:
    """New tasks for the lines of a list; None where it is none, or says more than that they are new."""
    intro, lines = _lines(context, instruction)
    introduced = not intro or _INTRO.fullmatch(intro)
    known = Known.in_plan(context.tree)
    changes = any(_is_a_change(line.said.title, known) for line in lines)
    if len(lines) < FEWEST or not context.tree.tasks or not introduced or changes:
        return None
    parent = _parent(context, intro)
    if parent is None:
        return Answer(question="Under which task should the list be? Name it, or say “add these:”.")
    edits = tuple(_edits(lines, parent))
    return Answer(edits=edits, text=f"Added {len(edits)} tasks, one for each line.")


def _is_a_change(title: str, known: Known) -> bool:
    """Whether a line says what becomes of a task that is there: "give the docs to Ann"."""
    likely = labelled(title, known)[0]
    says_two_things = len(likely.spans) > 1 and all(span.wish != "add" for span in likely.spans)
    is_wish = says_two_things and likely.sure >= SURE
    return is_wish or _CHANGES.search(title) is not None


def _lines(context: Context, instruction: str) -> tuple[str, list[_Line]]:
    """What stands before the list, and its lines; no lines where something else stands among them."""
    before: list[str] = []
    lines: list[_Line] = []
    for row in filter(str.strip, instruction.splitlines()):
        item = _ITEM.fullmatch(row.rstrip())
        if item is not None:
            depth = len(item["indent"].expandtabs(4))
            lines.append(_Line(depth, phrase(item["text"], context.today)))
        elif lines:
            return "", []
        else:
            before.append(row.strip())
    return " ".join(before), lines


def _parent(context: Context, intro: str) -> str | None:
    """The handle of what the new tasks come into; None where it is named and not known."""
    handles = Handles.of(context.project_id, context.tree)
    if context.mode == "task" and context.task_id is not None:
        return handles.name(context.tree.tasks[context.task_id])
    named = _UNDER.search(intro)
    if named is None or re.search(
        r"\b(?:plan|list|project|notes?|meeting)\b", named["a"], re.IGNORECASE
    ):
        return PROJECT
    try:
        ids = find(scene_of(context, named["a"], {}, titles=False), named["a"]).ids
    except (Ask, Tell):
        return None
    return handles.name(context.tree.tasks[ids[0]]) if len(ids) == 1 else None


def _edits(lines: list[_Line], parent: str) -> Iterator[Edit]:
    """A task for each line, under the last one that is less indented."""
    above: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        while above and above[-1][0] >= line.depth:
            above.pop()
        handle, said = f"N{number}", line.said
        yield Edit(
            "create",
            handle,
            title=said.title,
            parent=above[-1][1] if above else parent,
            description=said.description,
            status=said.status if said.status != "todo" else None,
            priority=said.priority,
            estimated_minutes=said.estimated_minutes,
            due_date=said.due_date,
            assignee=said.assignee,
            tags=tuple(said.tags) or None,
        )
        above.append((line.depth, handle))
