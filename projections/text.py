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


def equal(column: sa.ColumnElement[str], text: str) -> sa.ColumnElement[bool]:
    """Whether a column is this text, which may be one that no database takes for text."""
    return column == text if is_text(text) else sa.false()


def is_text(text: str) -> bool:
    """Whether every database can hold it: no NUL, no half of a character."""
    return "\0" not in text and text == text.encode("utf-8", "ignore").decode()
