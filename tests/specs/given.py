"""Given how a project stands, when something is asked of it, then this is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from ledger.core.decide import Decision, Standing, decide_changes
from ledger.core.errors import LedgerError
from ledger.core.patch import Patch
from tests.ledger.plans import PROJECT

Decide = Callable[[Standing], Decision]


@dataclass(frozen=True)
class Given:
    """A project as the changesets so far have made it."""

    standing: Standing

    def when(self, decide: Decide) -> Then:
        """Something is asked of the project as it stands."""
        return Then(lambda: decide(self.standing))


@dataclass(frozen=True)
class Then:
    """What must come of it."""

    decide: Callable[[], Decision]

    def then(self, *patches: Patch) -> Decision:
        """These patches are accepted."""
        decision = self.decide()
        assert patches == decision.patches
        return decision

    def then_raises(self, kind: type[LedgerError], code: str, **attributes: Any) -> None:
        """It is turned down with this code."""
        with pytest.raises(kind) as raised:
            self.decide()
        assert (code, attributes) == (
            raised.value.code,
            {name: getattr(raised.value, name) for name in attributes},
        )


def given(*changesets: tuple[Patch, ...]) -> Given:
    """The project after these changesets; without any, there is none."""
    standing = Standing(PROJECT)
    for patches in changesets:
        standing = after(standing, decide_changes(standing, patches))
    return Given(standing)


def after(standing: Standing, decision: Decision) -> Standing:
    """How the project stands once a decision was stored."""
    version = standing.version + len(decision.patches)
    return Standing(standing.project_id, version, decision.tree, decision.numbers)
