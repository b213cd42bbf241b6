"""How long something takes, as people say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.providers.embedded.terms.durations import minutes
from ledger.core.derived.durations import duration_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 days", 960),
        ("3h", 180),
        ("90 minutes", 90),
        ("90 min", 90),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        ("an hour and a half", 90),
        ("two and a half days", 1200),
        ("half a day", 240),
        ("half an hour", 30),
        ("a couple of hours", 120),
        ("a day", 480),
        ("a week", 2400),
        ("2 weeks", 4800),
        ("1 month", 9600),
        ("2 days and 3 hours", 1140),
        ("2 days, 3 hours", 1140),
        ("about 2h", 120),
        ("~3 days", 1440),
        ("2 person-days", 960),
        ("3-day", 1440),
        ("3d", 1440),
        ("an evening", 180),
        ("two evenings", 360),
        ("a morning", 240),
        ("three afternoons", 720),
        ("half a morning", 120),
        ("a weekend", 960),
        ("four weekends", 3840),
        ("a fortnight", 4800),
        ("a whole day", 480),
        ("one long day", 480),
        ("3 half days", 720),
        ("half day", 240),
        ("1½ hours", 90),
        ("2½ days", 1200),
        ("½ day", 240),
        ("day and a half", 720),
        ("forty minutes", 40),
        ("thirty hours", 1800),
        ("twenty five minutes", 25),
        ("twenty-five minutes", 25),
        ("three quarters of an hour", 45),
        ("an hour or so", 60),
        ("2 days at most", 960),
        ("2 days' work", 960),
    ],
)
def test_a_duration_is_read(text: str, expected: int) -> None:
    """Eight hours a day, five days a week, twenty days a month."""
    assert expected == minutes(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "3", "long", "2-3 days", "0 minutes", "h", "work", "or so", "evening", "weekend", "two nights",
        "weekend market", "two evening concerts", "half", "eighty",
    ],
)  # fmt: skip
def test_what_is_no_duration_is_none(text: str) -> None:
    """A number without a unit is asked, not guessed."""
    assert minutes(text) is None


@given(st.integers(1, 100_000))
def test_a_duration_is_read_as_it_is_written(size: int) -> None:
    """What is told to the person can be said back."""
    assert size == minutes(duration_text(size))
