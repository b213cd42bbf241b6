"""What the torture tests share: a process that servers are forked from, a PostgreSQL to be killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Postgres
from tests.torture.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """One for all runs of a worker."""
    with Nursery() as nursery:
        yield nursery


@pytest.fixture(scope="session")
def mortal() -> Iterator[Postgres]:
    """A PostgreSQL on TCP that may be killed and started again."""
    with Postgres(tcp=True) as running:
        yield running
