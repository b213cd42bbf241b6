"""The messages that the labels were learnt from say what the model and the commands know."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from agents.providers.embedded.labels.network import network
from agents.providers.embedded.labels.spans import labelled
from tools.labels.plain import EACH, FORMS, plain
from tools.labels.reading import HERE, SPAN, Message, marked, plans, texts

FILES = sorted(HERE.glob("*.txt"))


@pytest.mark.no_cover  # it only reads
def test_every_label_that_was_written_is_one_of_the_models() -> None:
    """So a label with a slip is found here, and not learnt."""
    said = [text for file in FILES for _, text in texts(file)]
    assert len(said) > 25_000
    written = chain.from_iterable(map(SPAN.findall, said))
    assert {f"B-{label}" for label, _ in written} <= set(network().labels)


def test_a_mark_is_the_label_of_its_words_without_articles_and_quotes() -> None:
    message = marked(
        'put {move.target:the docs} after "{move.after:Go live}"', ["Write docs", "Go live"]
    )
    assert message.text == 'put the docs after "Go live"'
    assert [(w.text, label) for w, label in zip(message.words, message.labels, strict=True)] == [
        ("put", "O"),
        ("the", "O"),
        ("docs", "B-move.target"),
        ("after", "O"),
        ('"', "O"),
        ("Go", "B-move.after"),
        ("live", "I-move.after"),
        ('"', "O"),
    ]
    assert "doc" in message.known.stems


def test_plain_commands_have_no_gaps_left() -> None:
    known = [plan for file in FILES[:3] for plan in plans(file)]
    forms = len(FORMS.read_text("utf-8").splitlines())
    made = [text for _, text in plain(known)]
    assert len(made) == forms * EACH
    assert not [text for text in made if re.search(r"\$[A-Z]|\{[^}]*$", text)]
    assert made == [text for _, text in plain(known)]


@pytest.mark.no_cover
def test_what_was_learnt_is_known() -> None:
    """Not a score, which only writers have who were held back: whether the weights belong to the messages."""
    said = [marked(text, plan) for plan, text in [one for f in FILES for one in texts(f)][::300]]
    right = [message for message in said if _spans(message) == _found(message)]
    assert len(right) > 0.75 * len(said)


def _spans(message: Message) -> list[str]:
    """The words of each span, with its label."""
    found: list[str] = []
    for word, label in zip(message.words, message.labels, strict=True):
        if label.startswith("B-"):
            found.append(f"{label[2:]}: {word.text}")
        elif label != "O":
            found[-1] += f" {word.text}"
    return [one.replace(" ", "") for one in found]


def _found(message: Message) -> list[str]:
    spans = labelled(message.text, message.known)[0].spans
    said = (f"{s.wish}.{s.role}{'=' * bool(s.value)}{s.value}: {s.text}" for s in spans)
    return [one.replace(" ", "") for one in said]
