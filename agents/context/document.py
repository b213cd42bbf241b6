"""A document in a prompt: its passages, each with the handle that an edit names as its source."""

from __future__ import annotations

from agents.context.quoting import block, in_line
from agents.context.tokens import tokens
from agents.ports import Source

MARKS = {"heading": "#", "item": "-", "text": ""}


def document(source: Source, budget: int) -> str:
    """The block with as many passages from the beginning as the budget holds."""
    lines = [f"name: {in_line(source.name)}"]
    for number, passage in enumerate(source.passages, start=1):
        mark = MARKS[passage.kind] * max(passage.level, 1)
        line = " ".join(filter(None, (f"D{number}", mark, in_line(passage.text))))
        budget -= tokens(line) + 1
        if budget < 0:
            left = len(source.passages) - number + 1
            lines.append(f"({left} more passages do not fit here: say so in `text`)")
            break
        lines.append(line)
    return block("document", "\n".join(lines))
