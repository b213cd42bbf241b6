"""How a project stands and what is next in it: now, and as it was at any version or time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

from api.encoding import plain
from api.parts import Parts
from api.queries import past_state, time_of
from api.shapes import Answer
from ledger.answers import ProjectState
from ledger.core.derived.next import next_tasks
from ledger.core.derived.tally import unestimated
from projections.queries import stats, timeline
from projections.stats import Stats


class At(NamedTuple):
    """What was asked for: a version, a time, or, with neither, now."""

    version: int | None = None
    time: str | None = None


NOW = At()


def project_stats(parts: Parts, project_id: str, since: date | None, at: At = NOW) -> Answer:
    """The numbers, and the days since. Raises NotFound, Refused."""
    then = past_state(parts, project_id, *at)
    if then is None:
        return _stats_now(parts, project_id, since)
    time = _time(parts, project_id, then, at)
    with parts.views() as conn:
        moment = stats.Moment(then.version, then.tree, _day(time))
        found = stats.past_stats(conn, project_id, moment, since)
    return _told(found, then, time)


def following(parts: Parts, project_id: str, limit: int, at: At = NOW) -> Answer:
    """The tasks that are ready, best first. Raises NotFound, Gone for one that is deleted now."""
    then = past_state(parts, project_id, *at)
    found = parts.ledger.present(project_id) if then is None else then
    day = _day(_now() if then is None else _time(parts, project_id, then, at))
    tasks = next_tasks(found.tree, day) if day else []
    return {"items": [s._asdict() for s in tasks[:limit]], "version": found.version}


def _stats_now(parts: Parts, project_id: str, since: date | None) -> Answer:
    now, time = parts.ledger.state(project_id), _now()
    with parts.views() as conn:
        found = stats.project_stats(conn, project_id, date.fromisoformat(time[:10]), since)
    return _told(found, now, time)


def _told(found: Stats | None, state: ProjectState, time: str | None) -> Answer:
    assert found is not None, "the views have seen all that the ledger has"
    return {
        **plain(found),
        "tally": found.tally._asdict(),
        "unestimated_count": unestimated(state.tree),
        "version": state.version,
        "at": time,
    }


def _time(parts: Parts, project_id: str, then: ProjectState, at: At) -> str | None:
    """That which was asked for, else that of the version; None before the first."""
    if at.time is not None:
        return time_of(at.time, "at")
    with parts.views() as conn:
        return timeline.time_of(conn, project_id, then.version)


def _now() -> str:
    return time_of(datetime.now(UTC).isoformat(), "now")


def _day(time: str | None) -> date | None:
    return date.fromisoformat(time[:10]) if time else None
