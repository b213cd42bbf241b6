"""Days and other values as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.providers.embedded.references.marked import mark
from agents.providers.embedded.references.matching import Titles
from agents.providers.embedded.terms.dates import days, later, shown
from agents.providers.embedded.terms.vocabulary import (
    CARDINALS,
    ORDINALS,
    PRIORITIES,
    STATUSES,
    cardinal,
    meaning,
    ordinal,
)
from tests.agents.talks import PLAN, TODAY, task_id


@pytest.mark.parametrize(
    ("text", "due", "start"),
    [
        ("today", "2026-11-23", "2026-11-23"),
        ("tomorrow", "2026-11-24", "2026-11-24"),
        ("day after tomorrow", "2026-11-25", "2026-11-25"),
        ("yesterday", "2026-11-22", "2026-11-22"),
        ("friday", "2026-11-27", "2026-11-27"),
        ("by Friday", "2026-11-27", "2026-11-27"),
        ("monday", "2026-11-30", "2026-11-30"),
        ("this friday", "2026-11-27", "2026-11-27"),
        ("next friday", "2026-12-04", "2026-12-04"),
        ("friday next week", "2026-12-04", "2026-12-04"),
        ("next week friday", "2026-12-04", "2026-12-04"),
        ("friday in a week", "2026-12-04", "2026-12-04"),
        ("in 2 weeks", "2026-12-07", "2026-12-07"),
        ("two weeks from now", "2026-12-07", "2026-12-07"),
        ("in a couple of days", "2026-11-25", "2026-11-25"),
        ("3 days later", "2026-11-26", "2026-11-26"),
        ("in 5 business days", "2026-11-30", "2026-11-30"),
        ("in a month", "2026-12-23", "2026-12-23"),
        ("in a quarter", "2027-02-23", "2027-02-23"),
        ("in 2 years", "2028-11-23", "2028-11-23"),
        ("this week", "2026-11-27", "2026-11-23"),
        ("next week", "2026-12-04", "2026-11-30"),
        ("next weekend", "2026-12-06", "2026-12-05"),
        ("end of week", "2026-11-27", "2026-11-27"),
        ("start of next week", "2026-11-30", "2026-11-30"),
        ("this month", "2026-11-30", "2026-11-01"),
        ("next month", "2026-12-31", "2026-12-01"),
        ("end of the month", "2026-11-30", "2026-11-30"),
        ("EOM", "2026-11-30", "2026-11-30"),
        ("EOW", "2026-11-27", "2026-11-27"),
        ("end of next quarter", "2027-03-31", "2027-03-31"),
        ("next year", "2027-12-31", "2027-01-01"),
        ("end of year", "2026-12-31", "2026-12-31"),
        ("mid december", "2026-12-16", "2026-12-16"),
        ("middle of next week", "2026-12-02", "2026-12-02"),
        ("Q4", "2026-12-31", "2026-10-01"),
        ("Q3", "2027-09-30", "2027-07-01"),
        ("Q3 2028", "2028-09-30", "2028-07-01"),
        ("2028 Q3", "2028-09-30", "2028-07-01"),
        ("end of q1", "2027-03-31", "2027-03-31"),
        ("december", "2026-12-31", "2026-12-01"),
        ("january", "2027-01-31", "2027-01-01"),
        ("march 2028", "2028-03-31", "2028-03-01"),
        ("2028", "2028-12-31", "2028-01-01"),
        ("dec 5", "2026-12-05", "2026-12-05"),
        ("5th of December 2027", "2027-12-05", "2027-12-05"),
        ("friday, december 4th", "2026-12-04", "2026-12-04"),
        ("january 3", "2027-01-03", "2027-01-03"),
        ("the 15th", "2026-12-15", "2026-12-15"),
        ("the 25th", "2026-11-25", "2026-11-25"),
        ("the 10th of next month", "2026-12-10", "2026-12-10"),
        ("the 10th of this month", "2026-11-10", "2026-11-10"),
        ("2026-12-01", "2026-12-01", "2026-12-01"),
        ("2026/12/1", "2026-12-01", "2026-12-01"),
        ("13/12/2026", "2026-12-13", "2026-12-13"),
        ("3.12.2026", "2026-12-03", "2026-12-03"),
        ("3.12.", "2026-12-03", "2026-12-03"),
        ("24/12", "2026-12-24", "2026-12-24"),
        ("friday evening", "2026-11-27", "2026-11-27"),
        ("Monday 8am", "2026-11-30", "2026-11-30"),
        ("Friday 5 pm", "2026-11-27", "2026-11-27"),
        ("sat 8pm", "2026-11-28", "2026-11-28"),
        ("friday after 10", "2026-11-27", "2026-11-27"),
        ("friday 12", "2026-11-27", "2026-11-27"),
        ("7 am Saturday", "2026-11-28", "2026-11-28"),
        ("noon on tuesday", "2026-11-24", "2026-11-24"),
        ("17:00 tues", "2026-11-24", "2026-11-24"),
        ("lunchtime tuesday", "2026-11-24", "2026-11-24"),
        ("evening of the 14th", "2026-12-14", "2026-12-14"),
        ("the 30th at ten", "2026-11-30", "2026-11-30"),
        ("31st at noon", "2026-12-31", "2026-12-31"),
        ("14.07. 8:20", "2027-07-14", "2027-07-14"),
        ("18:00 on the 12th", "2026-12-12", "2026-12-12"),
        ("cob friday", "2026-11-27", "2026-11-27"),
        ("tmrw 6am", "2026-11-24", "2026-11-24"),
        ("this morning", "2026-11-23", "2026-11-23"),
        ("mon 30.11.", "2026-11-30", "2026-11-30"),
        ("weds", "2026-11-25", "2026-11-25"),
        ("a week on Monday", "2026-12-07", "2026-12-07"),
        ("Monday week", "2026-12-07", "2026-12-07"),
        ("two weeks on friday", "2026-12-11", "2026-12-11"),
        ("a fortnight tomorrow", "2026-12-08", "2026-12-08"),
        ("in a fortnight", "2026-12-07", "2026-12-07"),
        ("in twenty days", "2026-12-13", "2026-12-13"),
        ("the second Tuesday", "2026-12-08", "2026-12-08"),
        ("first Saturday in June", "2027-06-05", "2027-06-05"),
        ("last Friday of May", "2027-05-28", "2027-05-28"),
        ("last friday of the month", "2026-11-27", "2026-11-27"),
        ("last monday of the month", "2026-11-30", "2026-11-30"),
        ("first friday of next month", "2026-12-04", "2026-12-04"),
        ("last day of the month", "2026-11-30", "2026-11-30"),
        ("first day of june", "2027-06-01", "2027-06-01"),
        ("month end", "2026-11-30", "2026-11-30"),
        ("the first of the month", "2026-12-01", "2026-12-01"),
        ("the tenth of next month", "2026-12-10", "2026-12-10"),
        ("the weekend", "2026-11-29", "2026-11-28"),
        ("by the weekend", "2026-11-29", "2026-11-28"),
        ("first weekend in march", "2027-03-07", "2027-03-06"),
        ("second week of march", "2027-03-12", "2027-03-08"),
        ("first week of september", "2027-09-03", "2027-09-01"),
        ("week 40", "2027-10-08", "2027-10-04"),
        ("week 48", "2026-11-27", "2026-11-23"),
        ("KW 12", "2027-03-26", "2027-03-22"),
        ("calendar week 7", "2027-02-19", "2027-02-15"),
        ("cw 23 2028", "2028-06-09", "2028-06-05"),
    ],
)  # fmt: skip
def test_a_day_is_read(text: str, due: str, start: str) -> None:
    """A period is its last day when something is due, its first when something starts."""
    assert (date.fromisoformat(due),) == days(text, TODAY)
    assert (date.fromisoformat(start),) == days(text, TODAY, "start")


@pytest.mark.parametrize(
    "text",
    [
        "soon", "february 30", "2026-13-01", "the 40th", "32.1.", "two days", "", "0000-01-01",
        "6pm", "noon", "evening", "in the morning", "six", "11:30", "morning of", "the evening before",
        "next week at noon", "december evening", "week", "week 3", "week two", "calendar week 60", "weekend",
        "in two weekends", "fifth friday of february", "first week", "two days before go-live",
        "six weeks before", "a month after moving", "end of sprint", "the frost", "friday 3rd period",
        "evening concert", "friday market", "weekend market",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert () == days(text, TODAY)


def test_a_day_that_reads_in_two_ways_is_both() -> None:
    """American or European: the person has to say."""
    assert (date(2026, 12, 1), date(2026, 1, 12)) == days("12/01/2026", TODAY)
    assert (date(2027, 3, 3),) == days("03/03/2027", TODAY)
    assert {date(2026, 11, 27), date(2026, 12, 4)} == {*days("friday 4", TODAY)}


def test_the_end_of_a_short_month_is_kept_to() -> None:
    """A month after January 31 is the end of February; days before are counted too."""
    assert date(2027, 2, 28) == later(date(2027, 1, 31), 1, "month")
    assert date(2026, 11, 20) == later(TODAY, -1, "business days")
    assert "Friday 4 December 2026" == shown("2026-12-04")


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (STATUSES, "Done", "completed"),
        (STATUSES, "in-progress", "in_progress"),
        (STATUSES, "dnoe", "completed"),
        (STATUSES, "bloked", "blocked"),
        (STATUSES, "purple", None),
        (STATUSES, "wip", "in_progress"),
        (PRIORITIES, "urgnet", "critical"),
        (PRIORITIES, "hihg", "high"),
        (PRIORITIES, "p3", "low"),
        (PRIORITIES, "p9", None),
    ],
)
def test_a_value_forgives_a_slip(words: dict[str, str], text: str, expected: str | None) -> None:
    """One letter in a short word, two in a long one, none in an abbreviation."""
    assert expected == meaning(words, text)


def test_numbers_are_read_in_words_and_digits() -> None:
    """Three is 3, "3rd" is the third, "last" the last."""
    assert [3, 3] == [cardinal("three"), cardinal("3")]
    assert [3, 3, -1, -2] == [ordinal(t) for t in ("third", "3rd", "last", "second to last")]
    assert CARDINALS["a"] == 1
    assert ORDINALS["penultimate"] == -2


@given(st.text(max_size=60))
def test_marking_loses_nothing(text: str) -> None:
    """Whatever is marked, the original comes back."""
    marked = mark(text, {"design login screen": ["1"], "write docs": ["2"]})
    assert text == marked.original(marked.text)


def test_a_mark_of_somebody_elses_is_text() -> None:
    """Characters from the plane that marks are taken from are kept as they are."""
    text = "add \U00100000 and \U00100005"
    assert text == mark(text, {}).original(mark(text, {}).text)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Design login screen", [1]),
        ("design  LOGIN-screen!", [1]),
        ("login screen", [1]),
        ("signup", [2]),
        ("login", [1, 3]),
        ("API", [2, 3]),
        ("screen for login design", [1]),
        ("dezign login", [1]),
        ("auth", []),
        ("deploy to stagng", [6]),
        ("", []),
        ("!!!", []),
        ("zz", []),
    ],
)
def test_titles_are_found_by_their_words(words: str, numbers: list[int]) -> None:
    """Exact before loose; what fits several is all of them."""
    found = Titles(PLAN.walk()).find(words)
    assert [task_id(n) for n in numbers] == list(found.ids)
