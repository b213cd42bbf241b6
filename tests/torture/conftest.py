"""What the torture tests share: a process that servers are forked from, a PostgreSQL to be killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import servers
from tests.postgres import Postgres
from tests.torture.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Nursery:
    """The one that other tests of this worker use, too."""
    return servers.nursery()


@pytest.fixture(scope="session")
def mortal() -> Iterator[Postgres]:
    """A PostgreSQL on TCP that may be killed and started again."""
    with Postgres(tcp=True) as running:
        yield running
