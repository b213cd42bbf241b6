"""What a provider's file says about its vendor: all that differs from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from agents.models.schema import Dialect
from agents.ports import Model
from agents.settings import ProviderSettings

if TYPE_CHECKING:
    import ssl

    import httpx
    from pydantic_ai.models import Model as Connected
    from pydantic_ai.settings import ModelSettings

Form = Literal["native", "tool", "prompted"]
"""How an answer is held to the schema: by the vendor itself, as a tool's arguments, or by asking."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a call is made with: the model to ask, the HTTP client that the call owns, and what it trusts.

    `cache_key`: requests with the same one begin alike.
    """

    settings: ProviderSettings
    model: str
    client: httpx.AsyncClient
    tls: ssl.SSLContext
    cache_key: str


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor.

    `name` is what it is called in settings and requests, `title` for people. `connect` makes the
    library's model and its settings; it may import that library, nothing else here does. `dialect` and
    `forms` are those of the answer's schema, the strongest first. `budget`: tokens that a request may
    have. `cache_points`: the stable part of a request is marked for the vendor's cache.
    `needs`: the settings without which it cannot be used. `any_model`: others than `models` are taken.
    """

    name: str
    title: str
    connect: Callable[[Line], tuple[Connected, ModelSettings]]
    models: tuple[Model, ...] = ()
    dialect: Dialect = "closed"
    forms: tuple[Form, ...] = ("native", "tool", "prompted")
    budget: int = 100_000
    cache_points: bool = False
    needs: tuple[Literal["api_key", "model", "base_url"], ...] = ("api_key",)
    any_model: bool = False

    def variable(self, setting: str) -> str:
        """The environment variable of a setting: "api_key", "model" or "base_url"."""
        plain = f"{self.name}_{setting}".upper()
        own = setting != "api_key" or self.name == "compatible"
        return f"PATCHLEDGER_{plain}" if own else plain
