"""How large a plan and a changeset may be. Passed as an argument, so that tests can use small ones."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """`depth` in levels (a root task is level 1), `tasks` in a project, `changeset` in patches."""

    depth: int = 64
    tasks: int = 50_000
    changeset: int = 10_000

    def for_own_patches(self) -> Limits:
        """The same, for what we compute: undo, redo, restore and accept may exceed a client's size."""
        return replace(self, changeset=sys.maxsize)


LIMITS = Limits()
