"""What an id looks like."""

from __future__ import annotations

import re

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_uuid(value: str) -> bool:
    """Whether text is a UUID as it is usually written, in either case."""
    return _UUID.fullmatch(value) is not None
