"""The tests of exactly once on trial: with the position stored apart from the rows they must fail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from projections import follower
from projections.tracking import POSITION, Overtaken, tracking
from tests.ledger.plans import change, new_project, new_task
from tests.projections import test_exactly_once as suite
from tests.projections.world import World


def apart(conn: sa.Connection, ledger_id: str, expected: int, position: int) -> None:
    """Looks first, writes then, in a transaction of its own that ends before the rows are written."""
    found = tracking(conn)
    if found is None or found.position != expected:
        raise Overtaken
    conn.execute(sa.update(POSITION).values(position=position))
    conn.exec_driver_sql("COMMIT")
    conn.exec_driver_sql("BEGIN")


def blind(conn: sa.Connection, ledger_id: str, expected: int, position: int) -> None:
    """Stores the position with the rows, but from wherever it was."""
    conn.execute(sa.update(POSITION).values(position=position))


@pytest.fixture
def planned() -> World:
    """As in the tests that are on trial."""
    world = World()
    world.commit(new_project(), new_task(1))
    world.follower.catch_up()
    world.commit(change(1, status="in_progress"), change(1, status="completed"))
    return world


@pytest.mark.parametrize(
    ("careless", "caught_by"),
    [
        (apart, lambda world: suite.test_a_batch_that_breaks_leaves_nothing(world, None)),
        (blind, suite.test_of_two_at_one_position_one_has_an_effect),
    ],
    ids=["apart from the rows", "from wherever it was"],
)
def test_a_careless_position_is_caught(
    planned: World,
    monkeypatch: pytest.MonkeyPatch,
    careless: Callable[..., None],
    caught_by: Callable[[World], None],
) -> None:
    """A batch that breaks is lost, or one of two at the same place is written twice."""
    monkeypatch.setattr(follower, "advance", careless)
    with pytest.raises((AssertionError, sa.exc.IntegrityError)):
        caught_by(planned)
    planned.close()
