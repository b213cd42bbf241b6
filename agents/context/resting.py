"""Since when tasks that are in progress rest: what a plan itself does not say."""

from __future__ import annotations

from collections.abc import Mapping

from agents.context.lines import Name
from agents.context.quoting import block
from agents.context.tokens import tokens
from ledger.core.model import Tree


def resting(last_changed: Mapping[str, str], tree: Tree, name: Name, budget: int) -> str:
    """A block with a line for each, the longest first, as many as the budget holds."""
    lines: list[str] = []
    for id, day in sorted(last_changed.items(), key=lambda rest: rest[1]):
        if id not in tree.tasks:
            continue
        line = f"{name(id)} last changed on {day}"
        budget -= tokens(line) + 1
        if budget < 0:
            break
        lines.append(line)
    return block("resting", "\n".join(lines)) if lines else ""
