"""Settings: environment `PATCHLEDGER_*`, then `.env` beside where it runs, then defaults."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.storage import DEFAULT_URL


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
    signing_key: Path | None = Field(
        None, description="The file of the key that signs checkpoints; made if it is not there."
    )
    no_browser: bool = Field(False, description="Do not open a browser when the server is up.")

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
        wrong = [f"PATCHLEDGER_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors()]
        raise SettingsRefused("; ".join(wrong)) from error


class SettingsRefused(Exception):
    """Settings that cannot be used."""
