"""xAI, through the Chat protocol, which is OpenAI's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agents.models.provider import ModelProvider
from agents.models.vendor import Line, Vendor
from agents.ports import Model

if TYPE_CHECKING:
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings

BASE_URL = "https://api.x.ai/v1"


def _connect(line: Line) -> tuple[OpenAIChatModel, OpenAIChatModelSettings]:
    from openai import AsyncOpenAI  # noqa: PLC0415 (takes a second)
    from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings  # noqa: PLC0415
    from pydantic_ai.profiles.grok import grok_model_profile  # noqa: PLC0415
    from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415

    sdk = AsyncOpenAI(
        api_key=line.settings.api_key,
        base_url=line.settings.base_url or BASE_URL,
        http_client=line.client,
        max_retries=0,
    )
    provider = OpenAIProvider(openai_client=sdk)
    model = OpenAIChatModel(line.model, provider=provider, profile=grok_model_profile(line.model))
    always = model.profile.get("thinking_always_enabled")
    return model, OpenAIChatModelSettings(thinking="low" if always else False)


VENDOR = Vendor(
    name="xai",
    title="xAI",
    connect=_connect,
    models=(Model("grok-4.3", "Grok 4.3"), Model("grok-4.5", "Grok 4.5")),
)

PROVIDER = partial(ModelProvider, VENDOR)
