"""Any server that speaks OpenAI's Chat protocol, by its URL: docs/providers.md names some."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agents.models.provider import ModelProvider
from agents.models.vendor import Line, Vendor

if TYPE_CHECKING:
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings

NO_KEY = "none"


def _connect(line: Line) -> tuple[OpenAIChatModel, OpenAIChatModelSettings]:
    from openai import AsyncOpenAI  # noqa: PLC0415 (takes a second)
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings  # noqa: PLC0415
    from pydantic_ai.profiles.openai import OpenAIModelProfile  # noqa: PLC0415
    from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415

    sdk = AsyncOpenAI(
        api_key=line.settings.api_key or NO_KEY,
        base_url=line.settings.base_url,
        http_client=line.client,
        max_retries=0,
    )
    # Only what every server knows: of settings none, and one system message.
    profile = OpenAIModelProfile(openai_chat_supports_multiple_system_messages=False)
    provider = OpenAIProvider(openai_client=sdk)
    return OpenAIChatModel(
        line.model, provider=provider, profile=profile
    ), OpenAIChatModelSettings()


VENDOR = Vendor(
    name="compatible",
    title="Your server (compatible)",
    connect=_connect,
    budget=24_000,
    needs=("base_url", "model"),
    any_model=True,
)

PROVIDER = partial(ModelProvider, VENDOR)
