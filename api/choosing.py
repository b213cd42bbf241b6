"""Who plans: whom the request names, else whom the project does, else the default of the settings.

A project names its planner in its `metadata`, so that the choice is a patch like any other:
`{"planner": {"provider": "anthropic", "model": "claude-sonnet-5"}}`, the model if it is to be one.
"""

from __future__ import annotations

from typing import NamedTuple

from api.backend import Backend
from api.talk import check_model, provider_named
from ledger.core.model import EMPTY, Tree

PLANNER = "planner"


class Planner(NamedTuple):
    """A provider by its name, and one of its models; without one, its first."""

    provider: str
    model: str | None = None


def planner_for(
    parts: Backend, provider: str | None, model: str | None, tree: Tree = EMPTY
) -> Planner:
    """Who plans, given what a request says and what it is about. Raises Refused where that cannot be."""
    named = _of_project(tree) if provider is None else None
    if named is not None:
        provider, model = named.provider, model or named.model
    found = provider_named(parts, provider)
    check_model(found, model)
    return Planner(found.name, model)


def _of_project(tree: Tree) -> Planner | None:
    said = tree.project.metadata.get(PLANNER) if tree.project else None
    if not isinstance(said, dict) or not isinstance(said.get("provider"), str):
        return None
    model = said.get("model")
    return Planner(said["provider"], model if isinstance(model, str) else None)
