"""The suite itself on trial: a provider that cuts a corner fails the test that guards the promise."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing, suppress
from typing import Any

import pytest

from agents.ports import (
    EditSaid,
    Provider,
    ProviderFailed,
    QuestionSaid,
    Request,
    Said,
    TextSaid,
    UsageSaid,
)
from tests.conformance import benches
from tests.conformance import test_providers as answers
from tests.conformance import test_providers_in_trouble as troubles
from tests.conformance.benches import Bench
from tests.wire.cutting import Cutting
from tests.wire.protocol import KEY
from tests.wire.script import Cut, End


class Careless:
    """Stands in front of a real provider and spoils one of its promises."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider

    def __getattr__(self, name: str) -> Any:
        return getattr(self.provider, name)

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        async with aclosing(self.provider.stream(request)) as stream:
            async for said in stream:
                yield said


class SwallowsCuts(Careless):
    """Takes whatever came for all there is."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        with suppress(ProviderFailed):
            async for said in super().stream(request):
                yield said


class EndsInSilence(Careless):
    """Only a truncated answer is taken for a whole one."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        try:
            async for said in super().stream(request):
                yield said
        except ProviderFailed as failure:
            if failure.code != "answer_truncated":
                raise


class BeginsAnew(Careless):
    """Tries again after edits were said."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        for attempt in range(2):
            try:
                async for said in super().stream(request):
                    yield said
                return
            except ProviderFailed:
                if attempt:
                    raise


class TellsTheKey(Careless):
    """Hands the vendor's words on, with the key in them."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        try:
            async for said in super().stream(request):
                yield said
        except ProviderFailed as failure:
            message = f"{failure.message[:-1]} with the key {KEY}."
            raise ProviderFailed(message, failure.code) from None


class LeavesTheKeyInTheCause(Careless):
    """Its own words are clean, but the error behind them has the key, for whoever logs it."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        try:
            async for said in super().stream(request):
                yield said
        except ProviderFailed as failure:
            cause = ValueError(f"refused: {KEY}")
            raise ProviderFailed(failure.message, failure.code) from cause


class RaisesWhatItGets(Careless):
    """Lets an error of the library through."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        try:
            async for said in super().stream(request):
                yield said
        except ProviderFailed as failure:
            raise RuntimeError(failure.message) from None


class TalksLikeAMachine(Careless):
    """The library's words for a person."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        try:
            async for said in super().stream(request):
                yield said
        except ProviderFailed as failure:
            message = f"{self.name}: Error code 503 - {{'error': None}}."
            raise ProviderFailed(message, failure.code) from None


class SaysAllAtTheEnd(Careless):
    """Collects the answer first."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        for said in [said async for said in super().stream(request)]:
            yield said


class _Forgets(Careless):
    kind: type[Said]

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        async for said in super().stream(request):
            if not isinstance(said, self.kind):
                yield said


class ForgetsQuestions(_Forgets):
    kind = QuestionSaid


class ForgetsWords(_Forgets):
    kind = TextSaid


class ForgetsTheBill(_Forgets):
    kind = UsageSaid


class DropsTheLast(Careless):
    """The last edit is lost when the answer ends."""

    async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
        held: Said | None = None
        async for said in super().stream(request):
            if isinstance(said, EditSaid):
                if held is not None:
                    yield held
                held = said
            else:
                yield said


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """One of them: what is on trial is the suite, not the vendor."""
    with benches.open_bench("anthropic") as found:
        yield found


def plan(bench: Bench) -> None:
    answers.test_a_plan_arrives_whole_however_it_is_cut.hypothesis.inner_test(  # type: ignore[attr-defined]
        bench, Cutting()
    )


def with_(test: Callable[..., None], *arguments: object) -> Callable[[Bench], None]:
    def run(bench: Bench) -> None:
        test(bench, *arguments)

    return run


CUT = with_(troubles.test_a_connection_that_ends_before_the_answer, "reset", 3)
CLOSE = with_(troubles.test_a_connection_that_ends_before_the_answer, "just ended", 3)
REFUSED = with_(troubles.test_what_will_not_pass_is_asked_once, "key_refused")


@pytest.mark.parametrize(
    ("careless", "caught_by"),
    [
        (SwallowsCuts, CUT),
        (SwallowsCuts, CLOSE),
        (SwallowsCuts, troubles.test_a_content_filter),
        (SwallowsCuts, with_(answers.test_an_interrupted_answer_can_be_continued_later, Cut())),
        (EndsInSilence, troubles.test_the_limit_of_tokens),
        (
            EndsInSilence,
            with_(answers.test_an_interrupted_answer_can_be_continued_later, End("length")),
        ),
        (BeginsAnew, CUT),
        (BeginsAnew, troubles.test_the_limit_of_tokens),
        (BeginsAnew, REFUSED),
        (TellsTheKey, REFUSED),
        (LeavesTheKeyInTheCause, REFUSED),
        (RaisesWhatItGets, REFUSED),
        (TalksLikeAMachine, REFUSED),
        (SaysAllAtTheEnd, CUT),
        (ForgetsQuestions, answers.test_a_question_has_its_candidates_and_answers),
        (ForgetsWords, answers.test_words_beside_the_patches_are_for_the_person),
        (ForgetsTheBill, answers.test_tokens_are_told),
        (DropsTheLast, plan),
        (DropsTheLast, CUT),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
@pytest.mark.no_cover  # as laws are, see tests/conftest.py
def test_a_careless_provider_is_caught(
    careless: type[Careless], caught_by: Callable[[Bench], None], bench: Bench
) -> None:
    """The honest one passes, and the careless one fails, by the test's name."""
    caught_by(Bench(bench.name, bench.vendor))
    with pytest.raises((AssertionError, RuntimeError, ValueError)):
        caught_by(Bench(bench.name, bench.vendor, careless))


def test_one_that_holds_back_is_caught(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A provider that says all at the end waits for ever for a vendor that waits for it."""
    answers.test_each_patch_is_told_before_the_next_is_written(bench)
    monkeypatch.setattr(benches, "GUARD_SECONDS", 0.5)
    with pytest.raises(TimeoutError):
        answers.test_each_patch_is_told_before_the_next_is_written(
            Bench(bench.name, bench.vendor, SaysAllAtTheEnd)
        )


def test_a_new_provider_without_a_fake_fails_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to remember the suite: a file in the folder is enough."""
    monkeypatch.setitem(vars(benches), "FAKES", {})
    assert "openai" in benches.names()
    missing = pytest.raises(pytest.fail.Exception, match="agents/providers/openai has no fake")
    with missing, benches.open_bench("openai"):
        pass
