"""Worlds to look at: with views in memory, and in a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.projections.world import World


@pytest.fixture(params=["memory", "postgresql"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """An empty ledger with views in memory, and in PostgreSQL."""
    with closing(World(url_of(request, tmp_path))) as world:
        yield world


@pytest.fixture(params=["memory", "file", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """An empty ledger with views in memory, in a file, and in PostgreSQL."""
    with closing(World(url_of(request, tmp_path))) as world:
        yield world


@pytest.fixture(params=["file", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database for views that outlives a connection."""
    return url_of(request, tmp_path)


def url_of(request: pytest.FixtureRequest, folder: Path) -> str:
    """Where the views shall be."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return "sqlite://" if request.param == "memory" else f"sqlite:///{folder}/ledger.db-views"
