"""The OpenAPI document, without opening anything."""

from __future__ import annotations

from typing import Any

from api.app import create_app
from api.bootstrap import open_backend
from api.settings import Settings


def document() -> dict[str, Any]:
    """What the page's types are generated from; `web/openapi.json` has it."""
    return create_app(lambda: open_backend(Settings())).openapi()
