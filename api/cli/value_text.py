"""Values for people: short, on one line."""

from __future__ import annotations

import json
from collections.abc import Sized
from datetime import datetime

from api.cli.ink import clean
from ledger.core.model import Json

LONGEST = 80


def value_text(value: Json) -> str:
    """A field's value."""
    if value is None or (isinstance(value, Sized) and not value):
        return "—"
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return shortened("; ".join(value))
    return shortened(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def shortened(words: str) -> str:
    """At most as much as fits beside its name."""
    line = clean(words)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def time_text(time: str, *, seconds: bool = True) -> str:
    """A time of the ledger where the reader is, as it can be given to `--at`: 2026-11-23 07:04:05+01:00."""
    there = datetime.fromisoformat(time).astimezone()
    return there.isoformat(" ", "seconds" if seconds else "minutes")


def count_text(number: int, thing: str) -> str:
    """1 task, 2 tasks."""
    return f"{number} {thing}" + ("" if number == 1 else "s")
