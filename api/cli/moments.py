"""When: a time as it is shown or as people say it ("yesterday", "monday", "3 days ago"), or a version."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import typer

from api.cli.link import Link, Problem
from api.problems import problem
from api.since import since
from ledger.core.errors import Refused

VERSION = re.compile(r"v?(\d{1,9})")
WHEN = "yesterday, monday, 3 days ago, 2026-11-23, 2026-11-23T09:30:00Z"
"""What a moment may look like, for the help of options."""
WORDS = (
    "now, today, yesterday, monday, last week, 30 minutes ago, 3 days ago, 5 november, 2026-11-23 or"
    " 2026-11-23T09:30:00Z"
)


def time_said(said: str | None, name: str, *, as_json: bool) -> str | None:
    """What HTTP understands of it. Raises Problem where it is no time; with `as_json` HTTP says so."""
    if said is None:
        return None
    found = _time(said)
    if found is None and not as_json:
        raise Problem(problem(422, "invalid_value", f"{name}: {_unknown(said)}."))
    return found or said


def _time(said: str) -> str | None:
    if _is_exact(said):
        return said
    try:
        found = since(said, datetime.now().astimezone()).time
    except Refused:
        return None
    return None if found is None else found.astimezone(UTC).isoformat()


def _unknown(said: str) -> str:
    return f"{said[:40]!r} is no time in the past: say {WORDS}"


def when(said: str, name: str) -> int | str:
    """The version or the time that is meant. Raises BadParameter."""
    if version := VERSION.fullmatch(said):
        return int(version[1])
    time = _time(said)
    if time is None:
        raise typer.BadParameter(f"{_unknown(said)}, or a version", param_hint=name)
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
