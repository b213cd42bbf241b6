"""Words are read as SQLite's index reads them, and documents of any size can be found in PostgreSQL."""

from __future__ import annotations

from contextlib import closing

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from projections.database import Database
from projections.indexes import fts5, postgresql
from projections.indexes.documents import SEARCH, Document
from projections.question import Question
from projections.words import Part, snippet, wanted_in, words_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Design the LOGIN form", ["design", "the", "login", "form"]),
        ("front-end acme/app#12", ["front", "end", "acme", "app", "12"]),
        ("snake_case", ["snake", "case"]),
        ("Crème BRU\u0302LE\u0301E", ["creme", "brulee"]),
        ("Straße", ["strasse"]),
        ("Ελλάδα ٣", ["ελλαδα", "٣"]),
        (" - * ", []),
    ],
)
def test_words_are_letters_and_digits(text: str, expected: list[str]) -> None:
    """Without case and accents, cut where anything else stands."""
    assert expected == words_of(text)


def test_a_snippet_begins_a_little_before_what_was_found() -> None:
    """Sixteen words, with what was found marked and what was left out told."""
    text = "before " * 40 + "the boiler must be serviced " + "after " * 40
    parts = snippet((text, "Title"), wanted_in(Question(("boiler", "serv"))))
    assert [Part("boiler", hit=True), Part("serviced", hit=True)] == [p for p in parts if p.hit]
    assert "…before before before the boiler must be serviced" in "".join(p.text for p in parts)
    assert parts[-1].text.endswith("after…")


def test_a_snippet_may_be_of_the_title() -> None:
    """Where only the title has the words it is shown; where nothing has them, the text's beginning."""
    texts = ("nothing here", "The boiler")
    assert (Part("The ", hit=False), Part("boiler", hit=True)) == snippet(
        texts, wanted_in(Question(("boil",)))
    )
    assert (Part("nothing here", hit=False),) == snippet(texts, wanted_in(Question(("else",))))


def test_of_a_very_long_text_the_first_part_is_looked_through() -> None:
    """Who waits for a snippet is shown the beginning where the words stand far behind."""
    text = "before " * 10_000 + "boiler"
    shown = snippet((text,), wanted_in(Question(("boiler",))))
    assert "before before" in shown[0].text
    assert [] == [part for part in shown if part.hit]


@given(text=st.text(), words=st.lists(st.text("abé ", min_size=1), max_size=3))
def test_a_snippet_is_a_piece_of_the_text(text: str, words: list[str]) -> None:
    """Whatever is looked for in whatever text, what is shown stands there as it is."""
    wanted = [word for word in words if any(char.isalnum() for char in word)] or ["a"]
    shown = "".join(part.text for part in snippet((text,), wanted_in(Question(tuple(wanted)))))
    assert shown.removeprefix("…").removesuffix("…") in text + "…"


@pytest.mark.parametrize("word", ["w{}", "w" * 300 + "{}", "é{}" + "é" * 40])
def test_a_document_may_be_of_any_size(postgres_url: str, word: str) -> None:
    """What is too much for the database's index is left out of it, and the rest is found."""
    body = " ".join(word.format(number) for number in range(20_000))
    with closing(Database(postgres_url)) as database, database.writing() as conn:
        postgresql.create(conn, SEARCH)
        long, other = Document(1, "Long", body, "", "a"), Document(2, "Other", "", "", "b")
        postgresql.put(conn, SEARCH, [long, other])
        for beginning in ("long", word.format(0)[:60]):
            found = conn.execute(postgresql.find(SEARCH, Question((beginning,)))).mappings().all()
            assert [1] == [row["rowid"] for row in found]


@given(text=st.text(st.characters(max_codepoint=0x24F, exclude_characters="\0")))
def test_what_is_a_word_here_is_one_in_sqlite(text: str) -> None:
    """Whatever has words as they are read here, SQLite's index finds by them, too."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as conn:
        fts5.create(conn, SEARCH)
        fts5.put(conn, SEARCH, [Document(1, "", text, "", "a")])
        for word in set(text.split()):
            if words_of(word):
                assert conn.execute(fts5.find(SEARCH, Question((word,)))).first() is not None
    engine.dispose()
