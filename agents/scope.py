"""Task mode keeps to its task: what an answer may change there (docs/adr/0017).

Open is the selected task with all below it, and what was made or changed in this conversation before.
Besides, only what the person's own words name, by handle or by title; and everything, where they speak
of the project. Their words are those of this message, and of the one before where an agent has asked
back in between: titles and descriptions open nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.context.course import patches_of
from agents.context.relevance import SOME, named_tasks
from agents.edits import PROJECT, Edit
from agents.handles import Handles
from agents.ports import Context
from ledger.core.errors import refused
from ledger.core.model import Tree, quoted
from ledger.core.patch import Patch

_WHOLE = re.compile(
    r"\b(?:projec?k?ts?|projets?|proyectos?|progett[oi]|projetos?|milestones?|roadmap|everything"
    r"|(?:whole|entire|full|the) plan|(?:all|every|other) tasks?|top[ -]level|root level)\b",
    re.IGNORECASE,
)

_BESIDE = re.compile(
    r"\b(?:after|before|behind|beside|alongside|preceding|following|next to|ahead of|in front of"
    r"|outside(?: of)?|parallel to|above|(?:right|directly|just|immediately|straight) (?:below|beneath"
    r"|underneath))"
    r" (?:it|this|that|(?:this|that|the (?:selected|current)) (?:one|task|step|item))\b"
    r"|\b(?:siblings?|neighbou?rs?|follow-?up (?:task|step|item|to-?do))\b|\b(?:on|at) the same level\b",
    re.IGNORECASE,
)
"""What asks for something beside the selected task."""
_PARENT = re.compile(
    r"\b(?:(?:the|its) parent|the task above|(?:the|its) milestone)\b", re.IGNORECASE
)


_JOINED = re.compile(
    r"\b(?:merge|combine|join|fold|fuse|unite)\b.*?\b(?:with|into|and)\b(?P<other>.+)",
    re.IGNORECASE,
)
"""What names a task to be made one with the selected one, in however few words."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What may change: `open_ids` with all below them, `alone` without, and what is new beside `named`.

    `named` are those that the person named, and the selected one where they said "after this" or the like
    of it. `selected`: the title of the selected task.
    """

    selected: str
    open_ids: frozenset[str]
    named: frozenset[str]
    alone: frozenset[str] = frozenset()

    def check(self, edit: Edit, patch: Patch, tree: Tree, handles: Handles) -> None:
        """Raise Refused (`outside_task`) for an edit of something that nobody asked about."""
        if edit.op == "create" and edit.ref != PROJECT:
            if self._holds(patch.fields().get("parent_id"), tree) or self._beside(edit, handles):
                return
        elif self._holds(patch.target_id, tree) or edit.ref in handles.new:
            return
        message = f"{edit.ref} is outside of the selected task {self.selected}. Leave it as it is."
        raise refused("outside_task", message, field="ref")

    def _holds(self, id: str | None, tree: Tree) -> bool:
        if id is None or id not in tree.tasks:
            return False
        return id in self.open_ids | self.alone or any(
            above in self.open_ids for above in tree.ancestors(id)
        )

    def _beside(self, edit: Edit, handles: Handles) -> bool:
        """Whether a new task stands beside one that the person named."""
        anchor = edit.after or edit.before
        return anchor is not None and handles.known(anchor) in self.named


def scope_of(context: Context, instruction: str, handles: Handles) -> Scope | None:
    """What an answer may change; None: anything."""
    selected = context.task_id
    if context.mode != "task" or selected is None or selected not in context.tree.tasks:
        return None
    words = "\n".join(_own_words(context, instruction))
    if _WHOLE.search(words):
        return None
    named = named_tasks(words, context.tree, handles)
    if joined := _JOINED.search(words):
        named += named_tasks(joined["other"], context.tree, handles, SOME)
    touched = (patch.target_id for patch in patches_of(context.turns))
    title = quoted(context.tree.tasks[selected])
    beside = (*named, selected) if _BESIDE.search(words) else named
    above = context.tree.tasks[selected].parent_id if _PARENT.search(words) else None
    alone = frozenset((above,) if above else ())
    return Scope(title, frozenset((selected, *named, *touched)), frozenset(beside), alone)


def _own_words(context: Context, instruction: str) -> Iterator[str]:
    yield instruction
    turns = context.turns
    if turns and turns[-1].question is not None:
        yield next((turn.text for turn in reversed(turns) if turn.role == "user" and turn.text), "")
