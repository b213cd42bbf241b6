"""How an answer ended, from what the vendor said of it, and what it cost."""

from __future__ import annotations

from pydantic_ai.messages import ModelResponse

from agents.models.faults import Fault
from agents.ports import UsageSaid


def fault_in(response: ModelResponse) -> Fault | None:
    """Why an answer whose stream ended cleanly is not one to its end, or None."""
    details = response.provider_details or {}
    reason = response.finish_reason
    if reason == "content_filter":
        declined = "refusal" in details or details.get("finish_reason") == "refusal"
        return Fault("answer_refused" if declined else "answer_filtered")
    if reason == "length":
        return Fault("answer_truncated")
    if reason in ("stop", "tool_call"):
        return None
    return Fault("provider_error" if details.get("finish_reason") else "provider_cut_off")


def usage_in(response: ModelResponse, prompt: str, *, priced: bool) -> UsageSaid | None:
    """What it cost, or None where the vendor did not say. `priced`: it is the vendor's own service."""
    used = response.usage
    if not used.input_tokens and not used.output_tokens:
        return None
    return UsageSaid(
        input_tokens=used.input_tokens,
        output_tokens=used.output_tokens,
        cached_tokens=used.cache_read_tokens,
        cost=_cost(response) if priced else None,
        prompt=prompt,
    )


def _cost(response: ModelResponse) -> float | None:
    try:
        return float(response.cost().total_price)
    except (LookupError, ValueError):  # a model or a kind of token whose price is not known
        return None
