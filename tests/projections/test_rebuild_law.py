"""The law of every view: what follows the ledger bit by bit has the rows that a rebuild makes.

rows(batch ∘ … ∘ batch) == rows(rebuild)      at every stop, for every way to cut into batches
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projections.database import Database
from projections.follower import Follower
from tests.ledger.plans import new_project, new_task
from tests.projections.lives import live_on
from tests.projections.world import World, dump


@settings(max_examples=40)
@given(data=st.data())
def test_any_way_to_cut_gives_the_rows_of_a_rebuild(data: st.DataObject) -> None:
    """However the ledger is cut into batches, and wherever the projector restarts, rows are the same."""
    world, rebuilt = World(), Database("sqlite://")
    for _ in range(data.draw(st.integers(1, 10), "changes")):
        live_on(world, data)
        if data.draw(st.booleans(), "look now"):
            world.follower = Follower(
                world.store, world.database, batch=data.draw(st.integers(1, 9))
            )
            world.follower.prepare()
            world.follower.catch_up()
            again = Follower(world.store, rebuilt)
            again.begin_anew()
            again.catch_up()
            assert dump(rebuilt) == dump(world.database)
    rebuilt.close()
    world.close()


@pytest.fixture
def filled(either: World) -> World:
    """Views of three projects."""
    for place in "abc":
        project = new_project(id=f"0{place}000000-0000-4000-8000-000000000000")
        either.commit(project, new_task(1), new_task(2, under=1), project_id=project.target_id)
    either.follower.catch_up()
    return either


def test_a_rebuild_tells_how_far_it_is(filled: World) -> None:
    """A rebuild reports each batch against the whole, and leaves the same rows."""
    before = dump(filled.database)
    told: list[tuple[int, int]] = []
    slow = Follower(filled.store, filled.database, batch=3)
    slow.begin_anew()
    slow.catch_up(lambda done, total: told.append((done, total)))
    assert [(3, 9), (6, 9), (9, 9)] == told
    assert before == dump(filled.database)


def test_a_changeset_is_never_seen_in_half(filled: World) -> None:
    """A batch goes on to the end of its last changeset."""
    follower = Follower(filled.store, filled.database, batch=4)
    follower.begin_anew()
    batch = follower.pull()
    assert batch is not None
    assert (0, 6) == (batch.position, batch.end)
