"""What a client accepts."""

from __future__ import annotations

import re

from starlette.datastructures import Headers

ZERO = re.compile(r"\s*q=0(\.0*)?\s*")


def accepts(headers: Headers, form: str) -> bool:
    """Whether it names this content coding, and does not refuse it by a weight of zero."""
    parts = (part.partition(";") for part in headers.get("accept-encoding", "").split(","))
    weights = {name.strip(): weight for name, _, weight in parts}
    return form in weights and ZERO.fullmatch(weights[form]) is None
