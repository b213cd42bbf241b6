"""The real clock and the real ids: the defaults wherever a clock and ids are asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from uuid_utils import uuid7


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present, in UTC."""
        return datetime.now(UTC)


class TimeOrderedIds:
    """UUIDs of version 7: later ones sort after earlier ones, so that indexes grow at their end."""

    def new(self) -> str:
        """A fresh UUID in lowercase."""
        return str(uuid7())


def present() -> str:
    """The present to the second as it is written in files: `2026-11-23T05:42:21Z`."""
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
