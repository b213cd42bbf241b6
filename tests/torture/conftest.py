"""What the torture tests share: one process that servers are forked from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.torture.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One for all runs of a worker."""
    with Nursery() as nursery:
        yield nursery
