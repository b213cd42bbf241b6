"""The draft as it was before an answer: "undo that" in a conversation.

Only the draft goes back. What was accepted before is taken back by the ledger's own undo.
"""

from __future__ import annotations

from agents.ports import Context
from ledger.core.algebra.diff import diff
from ledger.core.apply import apply_all
from ledger.core.model import Tree


def before_last(context: Context) -> Tree | None:
    """The draft before the last answer that still counts; None when there is none to take back.

    An answer that led back to where an earlier one began took that one back, and both count no more:
    so that a second "undo" goes further back instead of doing again what the first one undid.
    """
    stages = _stages(context)
    return stages[-2] if len(stages) > 1 else None


def before_all(context: Context) -> Tree | None:
    """The draft before the first answer; None when nothing of it was changed since."""
    stages = _stages(context)
    return stages[0] if len(stages) > 1 else None


def changes(context: Context) -> int:
    """How many answers that changed the draft still count."""
    return max(len(_stages(context)) - 1, 0)


def _stages(context: Context) -> list[Tree]:
    if context.base is None:
        return []
    stages = [context.base]
    tree = context.base
    for turn in context.turns:
        if turn.patches:
            tree = apply_all(tree, turn.patches)
            if len(stages) > 1 and not diff(stages[-2], tree):
                stages.pop()
            else:
                stages.append(tree)
    return stages
