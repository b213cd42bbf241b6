"""The application with an OpenAPI document that tells problems as they are."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

PROBLEM = "application/problem+json"
OTHERS = ("HTTPValidationError", "ValidationError")
"""How FastAPI describes its own refusals; ours leave as problems too."""


class Described(FastAPI):
    """FastAPI, whose answers to what is refused are described as problems."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            for ways in document["paths"].values():
                for call in ways.values():
                    _correct(call["responses"])
            for name in OTHERS:
                document["components"]["schemas"].pop(name, None)
        assert self.openapi_schema is not None
        return self.openapi_schema


def _correct(responses: dict[str, Any]) -> None:
    for answer in responses.values():
        content = answer.get("content", {})
        if PROBLEM in content:
            content.pop("application/json", None)
        elif OTHERS[0] in str(content):
            answer["description"] = "It breaks rules; `errors` names each."
            answer["content"] = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
