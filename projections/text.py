"""Text as filters compare it: without case, and with what LIKE would take for a pattern escaped."""

from __future__ import annotations

import sqlalchemy as sa


def folded(text: str | None) -> str:
    """Text without case, as both sides of a comparison are written. What is no text in UTF-8 is left out."""
    return (text or "").encode("utf-8", "ignore").decode().casefold()


def like(column: sa.ColumnElement[str], part: str) -> sa.ColumnElement[bool]:
    """Whether a folded column has this folded text in it."""
    return column.contains(part, autoescape=True)
