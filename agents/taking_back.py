"""The draft as it was before an answer: "undo that" in a conversation.

Only the draft goes back. What was accepted before is taken back by the ledger's own undo.
"""

from __future__ import annotations

from agents.ports import Context
from ledger.core.algebra.diff import diff
from ledger.core.apply import apply_all
from ledger.core.model import Tree


def before_last(context: Context, answers: int = 1) -> Tree | None:
    """The draft before the last answers that still count; None when there are not so many to take back.

    An answer that led back to where an earlier one began took all since then back, and none of them
    counts any more: so that a second "undo" goes further back instead of doing again what the first undid.
    """
    stages = _stages(context)
    return stages[-1 - answers] if len(stages) > answers else None


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
            back = (n for n in reversed(range(len(stages) - 1)) if not diff(stages[n], tree))
            stages = [*stages[: next(back, len(stages))], tree]
    return stages
