"""Feasts by known years, laws that hold for every day, and days that stay titles."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.providers.embedded.terms.calendar import WEEKDAYS, nth_weekday
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.numbers import number
from tests.agents.talks import TODAY, tell

ANY_DAY = st.dates(date(1990, 1, 1), date(2090, 1, 1))
TIMES = st.sampled_from(
    (
        "evening",
        "morning",
        "late afternoon",
        "night",
        "noon",
        "8am",
        "5 pm",
        "18:00",
        "at ten",
        "after 3",
    )
)


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("Epiphany", "2025-01-06"),
        ("Candlemas", "2025-02-02"),
        ("St David's Day", "2025-03-01"),
        ("St. Patrick’s Day", "2025-03-17"),
        ("Shrove Tuesday", "2025-03-04"),
        ("carnival", "2025-03-04"),
        ("Carnival Sunday", "2025-03-02"),
        ("Rose Monday", "2025-03-03"),
        ("Ash Wednesday", "2025-03-05"),
        ("Lady Day", "2025-03-25"),
        ("Mothering Sunday", "2025-03-30"),
        ("Palm Sunday", "2025-04-13"),
        ("Maundy Thursday", "2025-04-17"),
        ("Easter Saturday", "2025-04-19"),
        ("Easter weekend", "2025-04-21"),
        ("May Day", "2025-05-01"),
        ("Memorial Day", "2025-05-26"),
        ("Ascension Day", "2025-05-29"),
        ("Whit Sunday", "2025-06-08"),
        ("Pentecost", "2025-06-08"),
        ("Whit Monday", "2025-06-09"),
        ("Trinity Sunday", "2025-06-15"),
        ("Father's Day", "2025-06-15"),
        ("Corpus Christi", "2025-06-19"),
        ("Midsummer Day", "2025-06-24"),
        ("Labor Day", "2025-09-01"),
        ("Michaelmas", "2025-09-29"),
        ("All Saints' Day", "2025-11-01"),
        ("Bonfire Night", "2025-11-05"),
        ("Remembrance Sunday", "2025-11-09"),
        ("Advent Sunday", "2025-11-30"),
        ("first Advent", "2022-11-27"),
        ("fourth Advent", "2023-12-24"),
        ("St Nicholas Day", "2025-12-06"),
        ("New Year’s Eve", "2025-12-31"),
    ],
)
def test_a_feast_is_on_its_day(feast: str, day: str) -> None:
    """The calendars of those years have it so."""
    assert (date.fromisoformat(day),) == days(f"{feast} {day[:4]}", TODAY)


@given(
    ANY_DAY,
    TIMES,
    st.sampled_from(("friday", "tomorrow", "the 14th", "3 march", "christmas", "2030-01-07")),
)
def test_a_time_never_changes_the_day(today: date, time: str, day: str) -> None:
    assert days(day, today) == days(f"{day} {time}", today)


@given(ANY_DAY, TIMES)
def test_a_time_alone_is_no_day(today: date, time: str) -> None:
    assert () == days(time, today)


@given(st.integers(1990, 2090), st.integers(1, 12), st.integers(0, 6), st.integers(1, 4))
def test_the_nth_weekday_has_so_many_before_it(
    year: int, month: int, weekday: int, nth: int
) -> None:
    day, last = nth_weekday(year, month, weekday, nth), nth_weekday(year, month, weekday, -1)
    assert (year, month, weekday) == (day.year, day.month, day.weekday())
    assert nth == (day.day - 1) // 7 + 1
    assert (last + timedelta(7)).month != month


@given(ANY_DAY, st.integers(1, 52))
def test_a_calendar_week_is_the_next_that_is_not_over(today: date, week: int) -> None:
    (monday,), (friday,) = (days(f"KW {week}", today, edge) for edge in ("start", "end"))
    assert (week, 1) == monday.isocalendar()[1:]
    assert monday + timedelta(6) >= today
    assert monday <= friday <= monday + timedelta(6)


@given(ANY_DAY, st.sampled_from(sorted(WEEKDAYS)))
def test_a_week_on_a_day_is_a_week_after_it(today: date, weekday: str) -> None:
    assert [day + timedelta(7) for day in days(weekday, today)] == [
        *days(f"a week on {weekday}", today)
    ]


def test_numbers_are_read_up_to_ninety_nine() -> None:
    assert [13, 20, 25, 99, 3] == [
        number(n) for n in ("thirteen", "twenty", "twenty-five", "Ninety nine", "3")
    ]


@pytest.mark.parametrize(
    ("instruction", "titles"),
    [
        ("add Evening concert", ["Evening concert"]),
        ("add a weekend market", ["Weekend market"]),
        ("add two evening concerts", ["Two evening concerts"]),
        ("add Friday evening", ["Friday evening"]),
        ("add Saturday night party", ["Saturday night party"]),
        ("add Two evenings", ["Two evenings"]),
        ("add Carnival", ["Carnival"]),
        ('add "Palm Sunday" under T3', ["Palm Sunday"]),
        ("add Friday evening and Saturday morning", ["Friday evening", "Saturday morning"]),
        ("add Week 14, Week 15 and Week 16", ["Week 14", "Week 15", "Week 16"]),
        (
            "split T3 into Saturday morning and Saturday evening",
            ["Saturday evening", "Saturday morning"],
        ),
        ("rename T1 to Weekend market", ["Weekend market"]),
        ("rename T1 to Evening concert", ["Evening concert"]),
        ("rename T1 to Friday evening", ["Friday evening"]),
        ("rename T1 to Week 14", ["Week 14"]),
        ("call T1 Saturday morning", ["Saturday morning"]),
        ("group T1 and T7 as First Saturday", ["First Saturday"]),
    ],
)
def test_what_names_a_task_stays_its_title(instruction: str, titles: list[str]) -> None:
    """Without a date or an estimate from the words of the title."""
    said = tell(instruction)
    new = [
        t
        for t in said.after.tasks.values()
        if t.title not in {b.title for b in said.before.tasks.values()}
    ]
    assert titles == sorted(t.title for t in new)
    assert not any(t.due_date or t.start_date for t in new)
    assert {t.estimated_minutes for t in new} <= {None, 120}
