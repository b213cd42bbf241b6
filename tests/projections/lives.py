"""A project's life, drawn by Hypothesis: changes by two people, undo, redo, restore."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import strategies as st

from ledger.core.errors import LedgerError
from ledger.core.model import EMPTY
from tests.ledger.plans import ME, YOU
from tests.projections.world import World
from tests.properties.strategies import PROJECT_ID, changesets

KINDS = st.sampled_from(["change", "change", "change", "undo", "undo", "redo", "restore"])


def live_on(world: World, data: st.DataObject) -> None:
    """One more thing happens, or is refused (nothing to undo, a conflict …) and does not."""
    length = world.store.length()
    actor = data.draw(st.sampled_from([ME, YOU]), "actor")
    kind = data.draw(KINDS, "kind") if length else "change"
    with suppress(LedgerError):
        if kind == "change":
            tree = world.ledger.state(PROJECT_ID).tree if length else EMPTY
            patches = data.draw(changesets(tree, max_size=5), "patches")
            message = data.draw(st.sampled_from([None, "why not"]), "message")
            world.commit(*patches, project_id=PROJECT_ID, actor=actor, message=message)
        elif kind == "restore":
            now = world.ledger.state(PROJECT_ID).version
            world.ledger.restore(PROJECT_ID, data.draw(st.integers(0, now), "version"), actor)
        else:
            getattr(world.ledger, kind)(PROJECT_ID, actor)
