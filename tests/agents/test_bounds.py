"""Models that say too much: what is taken has bounds, and others get a turn all the while."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from agents.bounds import LONGEST_TEXT, MOST_EDITS, MOST_REASONS
from agents.conversation import converse
from agents.edits import Edit
from agents.findings import LONGEST_REASON
from agents.outcomes import Finished
from agents.ports import (
    Context,
    EditSaid,
    FindingSaid,
    ProviderFailed,
    QuestionSaid,
    Request,
    Said,
    TextSaid,
)
from agents.providers.embedded import rephrasing
from agents.providers.embedded.ruled import LONGEST_MEANT
from tests.agents.scripted import Scripted, rename
from tests.agents.talks import PLAN, TODAY, Talk, tell
from tests.plans import PROJECT


def finished(said: Talk) -> Finished:
    assert isinstance(said.end, Finished)
    return said.end


def test_an_answer_without_end_is_ended() -> None:
    """What was said up to there is kept and can be continued; nothing more is asked for by itself."""
    left: list[str] = []

    class Endless(Scripted):
        async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
            self.requests.append(request)
            try:
                while True:
                    yield rename("T1", f"Name {len(self.requests)}")
            finally:
                left.append("closed")

    provider = Endless()
    end = finished(tell("x", provider=provider))
    assert (MOST_EDITS, 1) == (end.edits, end.rounds)
    assert end.stopped is not None
    assert "answer_truncated" == end.stopped.code
    assert ["closed"] == left


def test_others_get_a_turn_between_two_edits() -> None:
    """Also where a provider says hundreds without waiting for anything."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def talked() -> None:
        task = asyncio.create_task(others())
        provider = Scripted([rename("T1", f"Name {n}") for n in range(300)])
        said = converse(provider, Context(PROJECT, PLAN, TODAY), "x", lambda: "")
        assert [Finished] == [type(one) async for one in said][-1:]
        task.cancel()

    asyncio.run(talked())
    assert turns >= 300


def test_a_long_list_of_refusals_is_told_in_part() -> None:
    """The first ones with their reasons, and how many more there are: to the model and to the person."""
    wrong = [rename(f"T{n}", "Nothing") for n in range(100, 200)]
    provider = Scripted([rename("T1", "One"), *wrong], wrong, wrong, wrong)
    end = finished(tell("x", provider=provider))
    more = f"{100 - MOST_REASONS} more were left out, for reasons like these."
    assert (MOST_REASONS + 1, more) == (len(end.left_out), end.left_out[-1])
    assert end.left_out == provider.requests[1].feedback


def test_an_edit_that_waits_is_taken_once_all_that_it_names_is_there() -> None:
    """In whatever order a chain is said; what never comes is told with its reason."""
    chain = [
        EditSaid(Edit("create", f"N{n}", title=f"Task {n}", depends_on=(f"N{n + 1}",)))
        for n in range(1, 60)
    ]
    last = EditSaid(Edit("create", "N60", title="Task 60"))
    lost = EditSaid(Edit("create", "N70", title="Lost", depends_on=("N71",)))
    end = finished(tell("x", provider=Scripted([*chain, lost, last], [])))
    assert (60, 60) == (end.edits, len(end.patches))
    lonely = finished(tell("x", provider=Scripted([last, lost], *[[lost]] * 3)))
    assert ("create N70: There is no task N71.",) == lonely.left_out


def test_words_have_an_end() -> None:
    """Texts, questions with their options, and reasons: the rest is left out, and marked."""
    much = "word " * 20_000
    asked = QuestionSaid(much, ("T1",) * 500, (much,) * 500)
    found = FindingSaid("no_owner", much, "T1")
    end = finished(tell("x", provider=Scripted([TextSaid(much), TextSaid(much), asked, found])))
    assert LONGEST_TEXT < len(end.text) < LONGEST_TEXT + 50
    assert end.text.endswith("characters more)")
    [question] = end.questions
    assert sum(map(len, (question.question, *question.options))) < 50_000
    assert len(question.candidates) < 100
    assert len(end.findings[0].reason) < LONGEST_REASON + 50


def test_a_flood_of_bad_edits_is_an_answer_that_was_ended() -> None:
    """When none of them was good there is nothing to continue from, and the code says so."""
    flood = [rename("T99", "Nothing")] * (MOST_EDITS + 1)
    said = tell("x", provider=Scripted(flood, [ProviderFailed("Down.", "provider_error")]))
    assert not isinstance(said.end, Finished)
    assert "answer_truncated" == said.end.code
    assert len(said.end.message) < 5_000


def test_a_long_text_is_not_searched_for_single_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who pastes a page with many names in it would wait for ever."""
    searched: list[str] = []

    def search(_: Context, text: str) -> str:
        searched.append(text)
        return text

    monkeypatch.setattr(rephrasing, "with_owner", search)
    tell("Bob is ill, give his tasks to Ann")
    assert searched
    searched.clear()
    tell("Bob is here, and fine " * 100)
    assert [] == [text for text in searched if len(text) > LONGEST_MEANT]
