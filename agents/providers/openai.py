"""OpenAI, through its Responses API."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agents.models.provider import ModelProvider
from agents.models.vendor import Line, Vendor
from agents.ports import Model

if TYPE_CHECKING:
    from pydantic_ai.models.openai import OpenAIResponsesModel, OpenAIResponsesModelSettings

BASE_URL = "https://api.openai.com/v1"


def _connect(line: Line) -> tuple[OpenAIResponsesModel, OpenAIResponsesModelSettings]:
    from openai import AsyncOpenAI  # noqa: PLC0415 (takes a second)
    from pydantic_ai.models.openai import OpenAIResponsesModelSettings  # noqa: PLC0415
    from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415

    from agents.models.responses import TellingResponsesModel  # noqa: PLC0415

    sdk = AsyncOpenAI(
        api_key=line.settings.api_key,
        base_url=line.settings.base_url or BASE_URL,
        http_client=line.client,
        max_retries=0,
    )
    model = TellingResponsesModel(line.model, provider=OpenAIProvider(openai_client=sdk))
    # Without reasoning where that can be, with little where not: the first edit is waited for.
    return model, OpenAIResponsesModelSettings(
        thinking="low" if model.profile.get("thinking_always_enabled") else False,
        openai_store=False,
        openai_prompt_cache_key=line.cache_key,
    )


VENDOR = Vendor(
    name="openai",
    title="OpenAI",
    connect=_connect,
    models=(
        Model("gpt-5.4-mini", "GPT-5.4 mini"),
        Model("gpt-5.4-nano", "GPT-5.4 nano"),
        Model("gpt-5.4", "GPT-5.4"),
        Model("gpt-5.6-luna", "GPT-5.6 Luna"),
        Model("gpt-5.6-terra", "GPT-5.6 Terra"),
        Model("gpt-5.6-sol", "GPT-5.6 Sol"),
    ),
)

PROVIDER = partial(ModelProvider, VENDOR)
