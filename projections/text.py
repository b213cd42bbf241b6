"""Text as filters compare it: without case, and with what LIKE would take for a pattern escaped."""

from __future__ import annotations

import sqlalchemy as sa


def folded(text: str | None) -> str:
    """Stored text without case, as both sides of a comparison are written."""
    return (text or "").casefold()


def words_in(question: str) -> list[str]:
    """What stands between spaces in what somebody asks, without what no database takes for text."""
    return question.encode("utf-8", "ignore").decode().replace("\0", " ").split()


def like(column: sa.ColumnElement[str], part: str) -> sa.ColumnElement[bool]:
    """Whether a folded column has this folded text in it."""
    return column.contains(part, autoescape=True)
