"""JSON responses."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from api.encoding import encode


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON response."""
    return Response(encode(value), status, headers, "application/json")
