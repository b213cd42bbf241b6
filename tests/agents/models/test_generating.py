"""What Gemini's answers took is read once, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.conformance import benches
from tests.conformance.benches import Bench, creates
from tests.wire.gemini import Gemini
from tests.wire.protocol import Call
from tests.wire.script import Cut, Write, answered


@dataclass(frozen=True)
class Forgetful(Gemini):
    """A gateway on the way that leaves out of the last piece what was cached, as some do."""

    def tell(self, call: Call) -> Any:
        telling: Any = super().tell(call)
        whole = telling._frame

        def frame(tokens: int = 0) -> dict[str, Any]:
            said: dict[str, Any] = whole(tokens)
            if tokens > 1:
                del said["usageMetadata"]["cachedContentTokenCount"]
            return said

        telling._frame = frame
        return telling


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with benches.open_bench("gemini") as found:
        yield found


def test_an_answer_that_was_cut_off_took_something_too(bench: Bench) -> None:
    """Each piece tells what was used until then; the last that came counts."""
    heard = bench.hear((Write(bench.document(*creates(2))), Cut()))
    [usage] = heard.usage
    assert (2100, 1, 1920) == (usage.input_tokens, usage.output_tokens, usage.cached_tokens)
    assert "provider_cut_off" == heard.code


def test_what_the_last_piece_leaves_out_is_as_it_was_told_before(bench: Bench) -> None:
    """The sums grow, so that what is missing has not changed."""
    bench.vendor.protocol = Forgetful()
    heard = bench.hear(answered(bench.document(*creates(2))))
    [usage] = heard.usage
    assert (2100, 700, 1920) == (usage.input_tokens, usage.output_tokens, usage.cached_tokens)
