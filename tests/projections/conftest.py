"""Worlds to look at: with views in memory, and in a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projections.world import World


@pytest.fixture
def world() -> Iterator[World]:
    """An empty ledger with views in memory."""
    world = World()
    yield world
    world.close()


@pytest.fixture(params=["memory", "file"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """An empty ledger with views in memory, and in a file."""
    world = World(
        "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path}/ledger.db-views"
    )
    yield world
    world.close()
