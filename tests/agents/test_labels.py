"""The labels of a message, and what is made of them: words, the likeliest path, wishes and their commands."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.providers.embedded.labels.network import network
from agents.providers.embedded.labels.spans import MOST, labelled, likeliest
from agents.providers.embedded.labels.words import MOST_WORDS, Known, seen, words
from agents.providers.embedded.wishes.commands import PUT

SAID = [
    "T3",
    "docs",
    "move",
    "Login",
    "the",
    "to,",
    "before",
    "Ann's",
    "don't",
    "3h",
    "“API”",
    "--",
    "10th",
    "ü",
]
TEXTS = st.text(max_size=120) | st.lists(st.sampled_from(SAID), max_size=30).map(" ".join)
NOTHING = Known.of((), (), ())


@given(text=TEXTS)
def test_words_are_parts_of_the_text_and_leave_out_only_blanks(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    ends = [0, *(word.end for word in found)]
    starts = [*(word.start for word in found), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    if len(found) < MOST_WORDS:
        assert not any(any(not c.isspace() and c.isprintable() for c in gap) for gap in gaps)


def test_a_title_is_seen_in_the_words_of_a_message() -> None:
    known = Known.of(["Write the docs", "Launch"], ["Ann"], ["legal"])
    message = seen(words("Ann writes the docs before launch, legal"), known)
    in_title, paired, whole = ([one.flags[n] for one in message] for n in (0, 8, 9))
    assert in_title == [False, True, False, True, False, True, False, False]
    assert paired == [False, True, True, True, False, False, False, False]
    assert whole == [False, True, True, True, False, True, False, False]
    assert message[0].flags[1]
    assert message[-1].flags[2]


LABELS = ("O", "B-a", "I-a", "B-b", "I-b")


@given(
    rows=st.lists(
        st.lists(st.floats(-4, 0, width=32), min_size=5, max_size=5), min_size=1, max_size=3
    )
)
def test_the_ways_are_the_likeliest_of_those_that_go_on_with_what_began(
    rows: list[list[float]],
) -> None:
    found = likeliest(np.array(rows, np.float32), LABELS)
    paths = [path for path in product(LABELS, repeat=len(rows)) if _goes_on(path)]
    totals = [
        sum(row[LABELS.index(x)] for row, x in zip(rows, path, strict=True)) for path in paths
    ]
    assert all(_goes_on(tuple(path)) for path, _ in found)
    assert len({tuple(path) for path, _ in found}) == len(found) <= MOST
    wanted = sorted(np.exp(totals), reverse=True)[: len(found)]
    assert [sure for _, sure in found] == pytest.approx(wanted, rel=1e-3)


def _goes_on(path: tuple[str, ...]) -> bool:
    return all(
        not label.startswith("I-") or before[1:] == label[1:]
        for before, label in zip(("O", *path), path, strict=False)
    )


@given(text=TEXTS.filter(lambda text: bool(words(text))))
def test_each_word_has_one_label_for_sure(text: str) -> None:
    scores = network().scores(seen(words(text), NOTHING))
    assert scores.shape == (len(words(text)), len(network().labels))
    assert np.exp(scores).sum(axis=1) == pytest.approx(np.ones(len(scores)), abs=1e-3)
    assert (scores == network().scores(seen(words(text), NOTHING))).all()


def test_every_label_is_one_that_a_command_is_made_of() -> None:
    """And the other way round.

    A word that is replaced everywhere is a name given to all that have it, and phases are groups of which
    nobody says what is in them.
    """
    labels = {label[2:] for label in network().labels if label != "O"}
    assert {label.partition(".")[0] for label in labels} | {"replace", "phases"} == PUT.keys()


@given(text=TEXTS)
def test_spans_say_nothing_that_was_not_said(text: str) -> None:
    ways = labelled(text, NOTHING)
    assert all(span.text in text for way in ways for span in way.spans)
