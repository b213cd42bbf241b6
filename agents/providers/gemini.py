"""Google Gemini, through the Gemini API."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agents.models.provider import ModelProvider
from agents.models.vendor import Line, Vendor
from agents.ports import Model

if TYPE_CHECKING:
    from pydantic_ai.models.google import GoogleModel, GoogleModelSettings


def _connect(line: Line) -> tuple[GoogleModel, GoogleModelSettings]:
    from google.genai import Client  # noqa: PLC0415 (takes a second)
    from google.genai.types import HttpOptions  # noqa: PLC0415
    from pydantic_ai.models.google import GoogleModelSettings  # noqa: PLC0415
    from pydantic_ai.providers.google import GoogleProvider  # noqa: PLC0415

    from agents.models.generating import SparingGoogleModel  # noqa: PLC0415

    # Without a context it makes three of its own, which takes a tenth of a second.
    options = HttpOptions(
        base_url=line.settings.base_url,
        httpx_async_client=line.client,
        client_args={"verify": line.tls},
        async_client_args={"verify": line.tls, "ssl": line.tls},
    )
    sdk = Client(vertexai=False, api_key=line.settings.api_key, http_options=options)
    model = SparingGoogleModel(line.model, provider=GoogleProvider(client=sdk))
    always = model.profile.get("thinking_always_enabled")
    return model, GoogleModelSettings(thinking="low" if always else False)


VENDOR = Vendor(
    name="gemini",
    title="Google Gemini",
    connect=_connect,
    models=(
        Model("gemini-3.5-flash-lite", "Gemini 3.5 Flash-Lite"),
        Model("gemini-3.7-flash", "Gemini 3.7 Flash"),
        Model("gemini-3.1-pro-preview", "Gemini 3.1 Pro"),
    ),
    dialect="open",
)

PROVIDER = partial(ModelProvider, VENDOR)
