"""Settings: environment `PATCHLEDGER_*`, then `.env` beside where it runs, then defaults."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from agents.settings import ProviderSettings
from api.storage import DEFAULT_URL
from ledger.core.sentences import sentence


def _key(variable: str) -> Any:
    """A vendor's key, in the variable that the vendor's own tools read."""
    return Field(None, validation_alias=variable, repr=False, description="The key; no default.")


def _address(url: str | None) -> str | None:
    """An address of the web, or nothing. Raises ValueError."""
    if url:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:
            raise ValueError("an address begins with https:// or http:// and a host")
    return url


Address = Annotated[str | None, AfterValidator(_address)]
_MODEL: Any = Field(None, description="The model to ask unless a request names one.")
_BASE_URL: Any = Field(None, description="Where the API is, if not at the vendor's own address.")


class Settings(BaseSettings):
    """What can be set. docs/settings.md has the same table; a test compares them."""

    model_config = SettingsConfigDict(
        env_prefix="PATCHLEDGER_", env_file=".env", env_file_encoding="utf-8", extra="ignore"
    )

    host: str = Field("127.0.0.1", description="The address to listen on: loopback only.")
    port: int = Field(8400, ge=0, le=65535, description="The port to listen on; 0: any free one.")
    database: str = Field(
        DEFAULT_URL, description="The ledger's URL: sqlite:///FILE, postgresql://… or memory://."
    )
    provider: str | None = Field(None, description="Who plans unless a request says otherwise.")
    fallback: str = Field("", description="Who is asked when that one is down, in this order.")
    signing_key: Path | None = Field(
        None, description="The file of the key that signs checkpoints; made if it is not there."
    )
    no_browser: bool = Field(False, description="Do not open a browser when the server is up.")

    openai_api_key: SecretStr | None = _key("OPENAI_API_KEY")
    openai_model: str | None = _MODEL
    openai_base_url: Address = _BASE_URL
    anthropic_api_key: SecretStr | None = _key("ANTHROPIC_API_KEY")
    anthropic_model: str | None = _MODEL
    anthropic_base_url: Address = _BASE_URL
    gemini_api_key: SecretStr | None = _key("GEMINI_API_KEY")
    gemini_model: str | None = _MODEL
    gemini_base_url: Address = _BASE_URL
    xai_api_key: SecretStr | None = _key("XAI_API_KEY")
    xai_model: str | None = _MODEL
    xai_base_url: Address = _BASE_URL
    compatible_api_key: SecretStr | None = _key("PATCHLEDGER_COMPATIBLE_API_KEY")
    compatible_model: str | None = _MODEL
    compatible_base_url: Address = _BASE_URL

    def provider_settings(self, name: str) -> ProviderSettings:
        """What a provider is set up with; a blank variable is one that is not set."""
        key: SecretStr | None = getattr(self, f"{name}_api_key", None)
        return ProviderSettings(
            api_key=(key and key.get_secret_value().strip()) or None,
            model=getattr(self, f"{name}_model", None) or None,
            base_url=getattr(self, f"{name}_base_url", None) or None,
        )

    @property
    def fallbacks(self) -> tuple[str, ...]:
        """The names in `fallback`, each once."""
        named = (name.strip() for name in self.fallback.split(","))
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def url(self) -> str:
        """Where the page is."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def load() -> Settings:
    """The settings as they are. Raises SettingsRefused, a sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = (sentence(e, f"PATCHLEDGER_{str(e['loc'][0]).upper()}") for e in error.errors())
        raise SettingsRefused(" ".join(wrong)) from error


class SettingsRefused(Exception):
    """Settings that cannot be used."""
