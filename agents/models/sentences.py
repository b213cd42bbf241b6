"""What a person is told when a provider fails: who failed, why, and what can be done about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from agents.models.faults import Fault
from agents.models.vendor import Vendor
from agents.ports import AgainSaid, FailureCode, ProviderFailed


@dataclass(frozen=True, slots=True)
class Names:
    """How things are called in a sentence: the vendor, the model, and the variables that set them."""

    vendor: str
    model: str
    key: str
    model_variable: str
    url_variable: str


def names_of(vendor: Vendor, model: str) -> Names:
    """Those of a vendor and one of its models."""
    return Names(
        vendor=vendor.title,
        model=model,
        key=vendor.variable("api_key"),
        model_variable=vendor.variable("model"),
        url_variable=vendor.variable("base_url"),
    )


SENTENCES: dict[FailureCode, str] = {
    "provider_key_refused": "{vendor} refused the key: check {key}, and that its account may use {model}.",
    "model_unknown": "{vendor} has no model {model} for you: choose another one, or check "
    "{model_variable} and {url_variable}.",
    "context_too_long": "The plan and this conversation are longer than {model} can read: ask about one "
    "task, start a new conversation, or choose a model that reads more.",
    "provider_rate_limited": "{vendor} takes no more requests for now: the limit of your account is "
    "reached. {wait}",
    "provider_overloaded": "{vendor} is overloaded. {wait}",
    "provider_error": "{vendor} failed with an error of its own. Try again, or choose another provider.",
    "provider_unreachable": "{vendor} cannot be reached: check the network, or {url_variable}.",
    "provider_timeout": "{vendor} has not said anything for too long. Try again, or choose a faster "
    "model than {model}.",
    "provider_cut_off": "The connection to {vendor} ended before the answer did. Try again.",
    "answer_truncated": "The answer of {model} was longer than it may be, and nothing of it could be kept. "
    "Ask for less at once, or choose another model.",
    "answer_refused": "{model} declined to answer this. Say it differently, or choose another model.",
    "answer_filtered": "The content filter of {vendor} ended the answer. Say it differently, or choose "
    "another provider.",
    "answer_unreadable": "{model} answered with nothing that can be read as a plan. Try again, or choose "
    "another model.",
}


WHEN_KEPT: dict[FailureCode, str] = {
    "provider_cut_off": "The connection to {vendor} ended before the answer did. Ask it to continue.",
    "answer_truncated": "The answer of {model} was longer than it may be. Ask it to continue.",
}
"""What is told instead where something was said before, and kept."""


PASSING: dict[FailureCode, str] = {
    "provider_cut_off": "The connection to {vendor} ended before it said anything",
    "provider_error": "{vendor} failed with an error of its own",
    "provider_overloaded": "{vendor} is overloaded",
    "provider_rate_limited": "{vendor} takes no more requests for now",
    "provider_unreachable": "{vendor} cannot be reached",
}
"""Faults that may be over at the next attempt, and what is told before it is made."""


def again(fault: Fault, names: Names, attempt: int, attempts: int) -> AgainSaid:
    """What is told while the next attempt is waited for."""
    why = PASSING[fault.code].format(**asdict(names))
    return AgainSaid(f"{why}; it is asked again ({attempt} of {attempts}).")


def failed(fault: Fault, names: Names) -> ProviderFailed:
    """The fault as the provider's failure, in a sentence."""
    seconds = fault.retry_after
    wait = "Try again a little later, or choose another provider."
    if seconds:
        wait = f"Try again in {seconds:.0f} seconds, or choose another provider."
    words = {**asdict(names), "wait": wait}
    kept = WHEN_KEPT.get(fault.code, SENTENCES[fault.code])
    message = SENTENCES[fault.code].format(**words)
    return ProviderFailed(message, fault.code, seconds, kept.format(**words))


def key_impossible(vendor: str, variable: str) -> ProviderFailed:
    """The key has something in it that no header can carry. It is not shown."""
    message = (
        f"{variable} holds characters that a key cannot have, such as a line break, a blank or a letter"
        f" with an accent: copy the key from {vendor} again."
    )
    return ProviderFailed(message, "provider_key_refused")


def not_set_up(vendor: str, variable: str) -> ProviderFailed:
    """It was asked although it cannot be."""
    return ProviderFailed(f"{vendor} is not set up: set {variable}.", "provider_key_refused")
