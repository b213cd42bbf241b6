"""What an answer cost, and how the library says that it ended."""

from __future__ import annotations

import pytest
from pydantic_ai.messages import ModelResponse
from pydantic_ai.usage import RequestUsage

from agents.models.ending import fault_in, usage_in
from agents.ports import UsageSaid

USED = RequestUsage(input_tokens=2_000, output_tokens=500, cache_read_tokens=1_000)


def answered(model: str = "gpt-5.4-mini", used: RequestUsage = USED) -> ModelResponse:
    """An answer of OpenAI's."""
    return ModelResponse([], usage=used, model_name=model, provider_name="openai")


def test_a_known_price_is_told() -> None:
    """In dollars, and only where the vendor's own service answered."""
    known = usage_in(answered(), "project-1", priced=True)
    assert known is not None
    assert known.cost is not None
    assert 0 < known.cost < 1
    elsewhere = usage_in(answered(), "project-1", priced=False)
    assert UsageSaid(2_000, 500, 1_000, None, "project-1") == elsewhere


def test_an_unknown_price_is_not_guessed() -> None:
    """A model that the price list does not have."""
    unknown = usage_in(answered("some-model"), "project-1", priced=True)
    assert UsageSaid(2_000, 500, 1_000, None, "project-1") == unknown


def test_a_vendor_that_counts_nothing() -> None:
    """There is no usage then, rather than one of zero."""
    assert None is usage_in(answered(used=RequestUsage()), "project-1", priced=True)


@pytest.mark.parametrize(
    ("code", "reason", "details"),
    [
        (None, "stop", {}),
        (None, "tool_call", {}),
        ("answer_truncated", "length", {}),
        ("answer_filtered", "content_filter", {}),
        ("answer_refused", "content_filter", {"refusal": "No."}),
        ("answer_refused", "content_filter", {"finish_reason": "refusal"}),
        ("provider_cut_off", None, {}),
        ("provider_error", None, {"finish_reason": "OTHER"}),
        ("provider_error", "error", {"finish_reason": "MALFORMED_FUNCTION_CALL"}),
    ],
)
def test_how_an_answer_ended(code: str | None, reason: str | None, details: dict[str, str]) -> None:
    """Only a reason that says "done" is one."""
    response = answered()
    response.finish_reason = reason  # type: ignore[assignment]
    response.provider_details = dict(details)
    fault = fault_in(response)
    assert code == (fault and fault.code)
