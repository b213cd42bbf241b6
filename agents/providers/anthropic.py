"""Anthropic, through its Messages API."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agents.models.provider import ModelProvider
from agents.models.vendor import Line, Vendor
from agents.ports import Model

if TYPE_CHECKING:
    from pydantic_ai.models.anthropic import AnthropicModel, AnthropicModelSettings

BASE_URL = "https://api.anthropic.com"
LONGEST_ANSWER = 16_000


def _connect(line: Line) -> tuple[AnthropicModel, AnthropicModelSettings]:
    from anthropic import AsyncAnthropic  # noqa: PLC0415 (takes a second)
    from pydantic_ai.models.anthropic import AnthropicModel, AnthropicModelSettings  # noqa: PLC0415
    from pydantic_ai.providers.anthropic import AnthropicProvider  # noqa: PLC0415

    sdk = AsyncAnthropic(
        api_key=line.settings.api_key,
        base_url=line.settings.base_url or BASE_URL,
        http_client=line.client,
        max_retries=0,
    )
    model = AnthropicModel(line.model, provider=AnthropicProvider(anthropic_client=sdk))
    # Cached: the rules, the plan (by its own cache point), and the conversation so far.
    settings = AnthropicModelSettings(
        max_tokens=LONGEST_ANSWER,
        anthropic_cache_instructions=True,
        anthropic_cache=True,
        anthropic_eager_input_streaming=True,
    )
    if model.profile.get("anthropic_supports_effort"):
        settings["anthropic_effort"] = "low"
    return model, settings


VENDOR = Vendor(
    name="anthropic",
    title="Anthropic",
    connect=_connect,
    models=(
        Model("claude-haiku-4-5", "Claude Haiku 4.5"),
        Model("claude-sonnet-5", "Claude Sonnet 5"),
        Model("claude-opus-5", "Claude Opus 5"),
    ),
    dialect="open",
    cache_points=True,
)

PROVIDER = partial(ModelProvider, VENDOR)
