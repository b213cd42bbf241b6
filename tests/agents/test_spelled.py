"""Titles whose spelling is put right: one word of them becomes the one that was meant."""

from __future__ import annotations

import pytest

from agents.providers.embedded.wishes.correcting import spelled


@pytest.mark.parametrize(
    ("title", "said", "expected"),
    [
        ("Inform the staff, comute", "commute", "Inform the staff, commute"),
        ("Call the council: comute, parking", "commute", "Call the council: commute, parking"),
        ("Wirte docs", "Write", "Write docs"),
        ("Write docs", "Handbook", "Handbook"),
        ("Write docs", "Write the handbook", "Write the handbook"),
    ],
)
def test_a_word_is_put_right_where_one_is_like_it(title: str, said: str, expected: str) -> None:
    assert spelled(title, said) == expected
