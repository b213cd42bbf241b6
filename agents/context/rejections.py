"""What people turned down before, and why, so that it is not proposed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agents.context.lines import Name
from agents.context.quoting import block, in_line, shortened
from agents.context.tokens import tokens
from agents.ports import TurnedDown

MOST_TITLES = 12
LONGEST = 300


def rejections(turned_down: Iterable[TurnedDown], name: Name, budget: int) -> str:
    """A block with a line for each, the newest first, as many as the budget holds."""
    lines: list[str] = []
    for one in turned_down:
        line = _line(one, name)
        budget -= tokens(line) + 1
        if budget < 0:
            break
        lines.append(line)
    return block("rejected", "\n".join(lines)) if lines else ""


def _line(one: TurnedDown, name: Name) -> str:
    what = "A part was left out" if one.in_part else "Rejected"
    because = f", because: {_quoted(one.reason)}" if one.reason else ""
    asked = f" Asked was: {_quoted(one.instruction)}." if one.instruction else ""
    did = "; ".join(_effects(one, name))
    return f"{one.day}: {what}{because}.{asked}" + (f" It would have {did}." if did else "")


def _effects(one: TurnedDown, name: Name) -> Iterator[str]:
    changed = [f"{name(id)} ({', '.join(fields)})" for id, fields in one.changed]
    for verb, those in (
        ("created", [_quoted(title) for title in one.created]),
        ("changed", changed),
        ("deleted", [name(id) for id in one.deleted]),
    ):
        if those:
            yield f"{verb} {_some(those)}"
    if one.more:
        yield f"made {one.more} more changes"


def _some(those: Sequence[str]) -> str:
    more = len(those) - MOST_TITLES
    return ", ".join(those[:MOST_TITLES]) + (f" and {more} more" if more > 0 else "")


def _quoted(text: str) -> str:
    return f"“{in_line(shortened(text, LONGEST))}”"
