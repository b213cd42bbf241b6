"""Since when: versions, days and times in the past, as people say them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from api.since import Since, since
from ledger.core.errors import Refused

ZONE = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 25, 14, 30, tzinfo=ZONE)  # a Wednesday


def day(month: int, number: int, year: int = 2026) -> datetime:
    return datetime(year, month, number, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("monday", day(11, 23)),
        ("Since Monday", day(11, 23)),
        ("last monday", day(11, 23)),
        ("wednesday", day(11, 25)),
        ("last wednesday", day(11, 18)),
        ("thu", day(11, 19)),
        ("today", day(11, 25)),
        ("yesterday", day(11, 24)),
        ("this week", day(11, 23)),
        ("the start of the month", day(11, 1)),
        ("this year", day(1, 1)),
        ("2026-11-20", day(11, 20)),
        ("20 November", day(11, 20)),
        ("nov 20th", day(11, 20)),
        ("december 3", day(12, 3, 2025)),
        ("3 december 2025", day(12, 3, 2025)),
        ("3 days ago", NOW - timedelta(3)),
        ("last week", NOW - timedelta(7)),
        ("the last two weeks", NOW - timedelta(14)),
        ("now", NOW),
        ("30 min ago", NOW - timedelta(minutes=30)),
        ("an hour ago", NOW - timedelta(hours=1)),
        ("one month ago", NOW - timedelta(30)),
        ("2026-11-20T10:00:00Z", datetime(2026, 11, 20, 10, tzinfo=UTC)),
        ("2026-11-20T10:00:00 02:00", datetime(2026, 11, 20, 10, tzinfo=ZONE)),
        ("2026-11-20T10:00:00", datetime(2026, 11, 20, 10, tzinfo=UTC)),
    ],
)
def test_a_time_is_read(said: str, expected: datetime) -> None:
    """A day begins where the person is."""
    assert Since(time=expected) == since(said, NOW)


@pytest.mark.parametrize("said", ["12", "version 12", "v12"])
def test_a_number_is_a_version(said: str) -> None:
    assert Since(version=12) == since(said, NOW)


@pytest.mark.parametrize(
    "said",
    [
        "the flood",
        "week",
        "february 30",
        "mayhem 3",
        "zorb days ago",
        "9999 years ago",
        "9999-12-31",
        "2027-01-01T00:00:00Z",
    ],
)
def test_what_is_neither_is_refused(said: str) -> None:
    """With what would be right."""
    with pytest.raises(Refused, match="monday") as refusal:
        since(said, NOW)
    assert ("invalid_value", "since") == (refusal.value.code, refusal.value.violations[0].field)
