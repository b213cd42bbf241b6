"""What rules would add or remove though no word of the message is labelled so: it is asked, and then done."""

from __future__ import annotations

import pytest

from agents.providers.embedded import readers
from agents.providers.embedded.doubts import unheard
from tests.agents.talks import talk as talked
from tests.agents.talks import tell

ASKED = "Is that what should be done?"


@pytest.fixture(autouse=True)
def by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Labels are not followed, only looked at."""
    monkeypatch.setattr(readers, "guessed", lambda *_: None)


def _labelled(monkeypatch: pytest.MonkeyPatch, *wishes: str) -> None:
    monkeypatch.setattr(unheard, "wished_for", lambda _: frozenset(wishes))


TOLD = "no need to call the bank"


@pytest.mark.parametrize("wishes", [(), ("set",), ("delete", "set")])
def test_what_nobody_wished_for_is_asked(
    monkeypatch: pytest.MonkeyPatch, wishes: tuple[str, ...]
) -> None:
    _labelled(monkeypatch, *wishes)
    said = tell(TOLD)
    assert said.question is not None
    assert (ASKED, []) == (said.question.question, said.effects())
    assert "Add “Call the bank”" in said.question.options


def test_it_is_done_when_it_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    _labelled(monkeypatch, "set")
    assert talked(TOLD, "Add “Call the bank”").effects() == ["+Call the bank at P[5]"]
    assert talked(TOLD, "Never mind").effects() == []


@pytest.mark.parametrize("wish", ["add", "split", "group", "break"])
def test_what_was_wished_for_is_done(monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    _labelled(monkeypatch, wish)
    assert tell(TOLD).effects() == ["+Call the bank at P[5]"]


def test_what_could_not_be_said_again_in_one_command_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To confirm less than was understood would lose the rest of it."""
    _labelled(monkeypatch, "set")
    assert tell("Bob will do the invoices").effects() == ["+Invoices at P[5] assignee=Bob"]


@pytest.mark.parametrize("text", ["add invoices", "delete the docs", "new task Invoices"])
def test_what_is_said_in_so_many_words_is_never_asked(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    _labelled(monkeypatch)
    said = tell(text)
    assert said.effects()
    assert said.question is None
