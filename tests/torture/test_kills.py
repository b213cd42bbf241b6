"""Short runs of the kill harness, over the server as it is and over one with a planted bug."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.postgres import Postgres
from tests.torture import databases, kills
from tests.torture.nursery import Nursery

SHORT = kills.Orders(strikes=3, clients=5, projects=2, load_seconds=(0.1, 0.3), audit_every=2)


def test_nothing_acknowledged_is_lost_on_sqlite(tmp_path: Path, nursery: Nursery) -> None:
    """Killed again and again under load, the service keeps every promise that it gave in an answer."""
    report = kills.on_sqlite(tmp_path, SHORT, nursery)
    assert [] == report.findings
    assert report.strikes.total() >= SHORT.strikes
    assert any(o.kind == "append" and o.answered for o in report.log.operations)


def test_an_early_acknowledgement_is_caught(tmp_path: Path, nursery: Nursery) -> None:
    """A server that answers before the append is on the disk loses it when it is killed."""
    orders = replace(SHORT, patience=5)
    report = kills.on_sqlite(tmp_path, orders, nursery, "early acknowledgement")
    assert any("was acknowledged to" in finding for finding in report.findings), report.findings


def test_nothing_acknowledged_is_lost_on_postgresql(
    tmp_path: Path, nursery: Nursery, mortal: Postgres
) -> None:
    """Two servers on one database live through kills of one another and of PostgreSQL itself."""
    orders = replace(SHORT, strikes=3, database_every=2)
    report = databases.on_postgresql(tmp_path, orders, nursery, mortal)
    assert [] == report.findings
    assert report.strikes.keys() & {"PostgreSQL killed", "PostgreSQL restarted"}
    assert any(o.kind == "append" and o.answered for o in report.log.operations)
