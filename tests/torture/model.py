"""A project as plainly as possible: a list of states, one a version, and a list of changesets.

What undo and redo are about is looked up by its definition (contract.md §2), not by the ledger's code.
"""

from __future__ import annotations

from collections import defaultdict

from ledger.answers import ChangesetRecord
from ledger.core.limits import Limits
from ledger.core.patch import DEFAULTS, Patch
from tests.properties.reference import Plain, ancestors, codes_of_patch, codes_of_state

TAKES_BACK = ("undo", "redo")


class Model:
    """One project's whole history."""

    def __init__(self, limits: Limits) -> None:
        self.states: list[Plain] = [{"project": None, "tasks": {}}]
        self.changesets: list[ChangesetRecord] = []
        self.boundaries = [0]
        self._limits = limits
        self._takers: dict[str, list[ChangesetRecord]] = defaultdict(list)

    @property
    def now(self) -> Plain:
        """The present."""
        return self.states[-1]

    @property
    def head(self) -> int:
        """The version."""
        return len(self.states) - 1

    def allows(self, patches: tuple[Patch, ...], state: Plain | None = None) -> bool:
        """Whether a changeset breaks no rule, on the present unless another state is given."""
        state = self.now if state is None else state
        for patch in patches:
            if codes_of_patch(state, patch, self._limits):
                return False
            state = step(state, patch)
        return not codes_of_state(state)

    def take_over(self, record: ChangesetRecord) -> None:
        """A changeset was accepted."""
        for patch in record.patches:
            self.states.append(step(self.now, patch))
        self.boundaries.append(self.head)
        self.changesets.append(record)
        if record.cause.kind in TAKES_BACK:
            self._takers[str(record.cause.ref)].append(record)

    def is_undone(self, id: str) -> bool:
        """Whether what took it back stands."""
        return any(not self.is_undone(taker.id) for taker in self._takers[id])

    def holder(self, id: str) -> str:
        """The changeset itself, or what brought it back last."""
        for taker in reversed(self._takers[id]):
            for again in reversed(self._takers[taker.id]):
                if not self.is_undone(again.id):
                    return self.holder(again.id)
        return id

    def to_undo(self, actor: str) -> ChangesetRecord | None:
        """This actor's latest changeset that is neither undone nor itself an undo."""
        mine = (one for one in reversed(self.changesets) if one.actor == actor)
        wanted = (one for one in mine if one.cause.kind != "undo" and not self.is_undone(one.id))
        return next(wanted, None)

    def to_redo(self, actor: str) -> ChangesetRecord | None:
        """This actor's latest undo that stands, if no ordinary changeset of theirs came after it."""
        for one in reversed(self.changesets):
            if one.actor != actor:
                continue
            if one.cause.kind not in TAKES_BACK:
                return None
            if one.cause.kind == "undo" and not self.is_undone(one.id):
                return one
        return None


def step(state: Plain, patch: Patch) -> Plain:
    """The state after a patch that breaks no rule of the first kind. Shares what stays the same."""
    tasks, body = state["tasks"], dict(patch.fields())
    if patch.target == "project":
        if patch.op == "delete":
            return {"project": None, "tasks": {}}
        made = {"id": patch.target_id, **DEFAULTS["project"]}
        before = made if patch.op == "create" else state["project"]
        return {"project": {**before, **body}, "tasks": tasks}
    if patch.op == "delete":
        return {"project": state["project"], "tasks": _without(tasks, patch.target_id)}
    before = tasks.get(patch.target_id) or {"id": patch.target_id, **DEFAULTS["task"]}
    changed = {**tasks, patch.target_id: {**before, **body}}
    return {"project": state["project"], "tasks": changed}


def _without(tasks: Plain, task_id: str) -> Plain:
    gone = {id for id in tasks if id == task_id or task_id in ancestors(tasks, id)}
    return {
        id: {**task, "depends_on": tuple(one for one in task["depends_on"] if one not in gone)}
        for id, task in tasks.items()
        if id not in gone
    }
