"""Columns on their way to PostgreSQL come out as they went in."""

from __future__ import annotations

import psycopg
from hypothesis import given
from hypothesis import strategies as st

from projections.arrays import arrays

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
AWKWARD = st.sampled_from(["", "NULL", "{}", '"', "\\", 'a","b', " ", "\n", "None", "\x01"])
WORDS = TEXT | AWKWARD
ROWS = st.lists(
    st.tuples(
        WORDS,
        st.none() | WORDS,
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.booleans(),
        st.floats(allow_nan=False),
        st.binary(max_size=8),
    ),
    min_size=1,
    max_size=8,
)
SELECT = (
    "SELECT * FROM unnest(%t::text[], %t::text[], %t::bigint[], %t::boolean[],"
    " %t::double precision[], %b::bytea[])"
)


@given(rows=ROWS)
def test_what_is_sent_is_what_arrives(
    rows: list[tuple[object, ...]], postgres_database: str
) -> None:
    """Quotes, backslashes, braces, absent values and the word NULL are what they were."""
    with psycopg.connect(postgres_database) as connection:
        assert rows == connection.execute(SELECT, arrays(rows)).fetchall()
