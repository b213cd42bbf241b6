"""When: a time as it is shown or as people say it ("yesterday", "monday", "3 days ago"), or a version."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import typer

from api.cli.link import Link
from api.since import since
from ledger.core.errors import Refused

VERSION = re.compile(r"v?(\d{1,9})")
WHEN = "yesterday, monday, 3 days ago, 2026-11-23, 2026-11-23T09:30:00Z"
"""What a moment may look like, for the help of options."""


def time_said(said: str | None) -> str | None:
    """What HTTP understands of it; as it is where it is no word for a day: HTTP says what is wrong."""
    if said is None or _is_exact(said) or VERSION.fullmatch(said):
        return said
    try:
        found = since(said, datetime.now().astimezone()).time
    except Refused:
        return said
    return said if found is None else found.astimezone(UTC).isoformat()


def when(said: str, name: str) -> int | str:
    """The version or the time that is meant. Raises BadParameter."""
    if version := VERSION.fullmatch(said):
        return int(version[1])
    time = time_said(said)
    if time is None or not _is_exact(time):
        raise typer.BadParameter(f"{said!r} is no version and no time in the past", param_hint=name)
    return time


def version_of(link: Link, project: str, moment: int | str) -> int:
    """The version that a project had then."""
    if isinstance(moment, int):
        return moment
    found = link.get(f"/projects/{project}/changesets", until=moment, limit=1)["items"]
    return int(found[0]["last"]) if found else 0


def _is_exact(said: str) -> bool:
    try:
        datetime.fromisoformat(said.strip())
    except ValueError:
        return False
    return True
