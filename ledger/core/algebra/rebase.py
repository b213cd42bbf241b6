"""Carries patches onto a tree that others have changed meanwhile.

            base
     theirs ╱   ╲ ours          rebase(base, theirs, ours) = patches, or conflicts
           ╱     ╲
         there    mine          there ──patches──▶ the merged tree
           ╲     ╱
     patches╲   ╱

What only one side changed goes through. Sets merge by what each side added and removed, `metadata` by
its top-level keys. A field that both sides set to different values conflicts, and so does changing
what the other side deleted, deleting what the other side changed, and a merged result that breaks a
rule (with the rule's code). What counts for their side is the net difference, so that a change that
was taken back is none. Both sides doing the same is no conflict and stays in the patches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from ledger.core.algebra.merge import (
    MERGED_FIELDS,
    WHOLE,
    Choices,
    Collision,
    Side,
    Sides,
    as_json,
    changed_below,
    collisions,
    merged_value,
    target_of,
    without_theirs,
)
from ledger.core.apply import evolve, replay
from ledger.core.changeset_rules import Touched
from ledger.core.errors import FieldConflict, Violation
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import Project, Task, Tree, quoted
from ledger.core.patch import Body, Patch, Value, changes, create_project, create_task, same_value
from ledger.core.rules import violations_of
from ledger.core.telling import named

NO_CHOICES: Choices = {}
NAME_TASKS = ("parent_id", "depends_on")
"""Fields whose values are ids of tasks."""


@dataclass(frozen=True, slots=True)
class Rebased:
    """Our patches as they apply to the tree that theirs made."""

    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What both sides changed, in the order of our patches."""

    conflicts: tuple[FieldConflict, ...]


def rebase(
    base: Tree,
    theirs: Sequence[Patch],
    ours: Sequence[Patch],
    limits: Limits = LIMITS,
    choices: Choices = NO_CHOICES,
) -> Rebased | Conflicts:
    """Carry `ours` over `theirs`; both apply to `base` and break no rule there.

    A delete that theirs did too is left out; if nothing else is left, that is a conflict. `choices`
    settles conflicts by (target id, field as the conflict names it): "theirs" leaves out what ours
    says about it, "ours" lets it win. What breaks a rule can only be settled by leaving it out.
    """
    merge = _Merge(base, replay(base, theirs), ours, limits, choices)
    for index, patch in enumerate(ours):
        merge.take(patch, index)
    return merge.outcome()


class _Merge:
    """`mine` and `here`: base, and the tree that theirs made, with our patches so far on it."""

    def __init__(
        self, base: Tree, there: Tree, ours: Sequence[Patch], limits: Limits, choices: Choices
    ) -> None:
        self.base = self.mine = base
        self.there = self.here = there
        self.ours = ours
        self.mine_at_last = replay(base, ours)
        self.limits = limits
        self.choices: dict[str, dict[str | None, Side]] = defaultdict(dict)
        for (target_id, field), side in choices.items():
            self.choices[target_id][field] = side
        self.touched = Touched()
        self.patches: list[Patch] = []
        self.deleted_by_both: list[int] = []
        self.conflicts: dict[tuple[str, str, str | None], FieldConflict] = {}

    def take(self, patch: Patch, index: int) -> None:
        """Merge one of our patches."""
        before = self.mine
        self.mine = evolve(self.mine, patch)
        settled = without_theirs(patch, self._settled(patch))
        if settled is not None and self._project_is_there(settled, index):
            for merged in self._merged(settled, before, index):
                self._append(merged, index)

    def outcome(self) -> Rebased | Conflicts:
        """What came of it, after the rules that hold after a changeset."""
        for violation in self.touched.violations(self.here):
            self._breaks(violation)
        if not self.patches and not self.conflicts and not self.choices:
            for index in self.deleted_by_both:
                self._conflict("target_deleted", "is deleted already", index)
        for target, target_id, field in list(self.conflicts):
            if field == "parent_id":  # where it stands there is part of the same question
                self.conflicts.pop((target, target_id, "position"), None)
        if not self.conflicts:
            return Rebased(tuple(self.patches))
        return Conflicts(tuple(sorted(self.conflicts.values(), key=lambda c: c.index)))

    def _append(self, patch: Patch, index: int) -> None:
        broken = violations_of(self.here, patch, self.limits, index)
        for violation in self.touched.note_refused(patch, broken) if broken else ():
            self._breaks(violation)
        if not broken:
            self.touched.note(patch, index)
            self.here = evolve(self.here, patch)
            self.patches.append(patch)

    def _merged(self, patch: Patch, before: Tree, index: int) -> Iterator[Patch]:
        if patch.op == "create":
            return self._create(patch, index)
        if patch.op == "update":
            return self._update(patch, index)
        return self._delete(patch, before, index)

    def _create(self, patch: Patch, index: int) -> Iterator[Patch]:
        there = target_of(self.here, patch.target, patch.target_id)
        mine = target_of(self.mine, patch.target, patch.target_id)
        if there is not None and mine is not None:
            yield from self._create_existing(patch, index, changes(there, mine))
        elif self._deleted_by_them(patch) and self._stays(patch) and not self._ours_wins(patch):
            self._conflict("target_deleted", "was made anew here and deleted there", index)
        else:
            yield patch

    def _create_existing(self, patch: Patch, index: int, fields: Body) -> Iterator[Patch]:
        if not self._ours_wins(patch):
            self._conflict("target_exists", "was created by both sides", index)
            return
        given = {f: v for f, v in fields.items() if f != "number" and (f, v) != ("position", "")}
        if given:
            yield Patch("update", patch.target, patch.target_id, given)

    def _update(self, patch: Patch, index: int) -> Iterator[Patch]:
        current = target_of(self.here, patch.target, patch.target_id)
        if current is None:
            yield from self._update_missing(patch, index)
            return
        collided = self._collide(patch, index)
        fields = {
            field: self._merged_value(patch, field, current)
            for field in patch.fields()
            if field not in collided
        }
        if fields:
            yield msgspec.structs.replace(patch, body=fields)

    def _merged_value(self, patch: Patch, field: str, current: Project | Task) -> Value:
        base, there, mine = (getattr(side, field, None) for side in self._sides(patch))
        if field not in MERGED_FIELDS or None in (base, there, mine):
            return patch.fields()[field]
        if same_value(field, base, there):
            return patch.fields()[field]
        return merged_value(field, base, mine, getattr(current, field), self._settled(patch))

    def _sides(self, patch: Patch) -> tuple[Project | Task | None, ...]:
        """What the patch is about in base, there, and as ours leave it at last."""
        trees = (self.base, self.there, self.mine_at_last)
        return tuple(target_of(tree, patch.target, patch.target_id) for tree in trees)

    def _update_missing(self, patch: Patch, index: int) -> Iterator[Patch]:
        if not self._deleted_by_them(patch):
            yield patch  # only because a create of ours was refused: the rules say so
        elif self._stays(patch):
            if self._ours_wins(patch):
                yield self._revived(patch)
            else:
                self._conflict("target_deleted", "was changed here and deleted there", index)

    def _revived(self, patch: Patch) -> Patch:
        """What we changed, again, with what is left there of what it refers to."""
        if patch.target == "project":
            assert self.mine.project is not None
            return create_project(self.mine.project)
        task = self.mine.tasks[patch.target_id]
        parent_id = task.parent_id if task.parent_id in self.here.tasks else None
        depends_on = tuple(i for i in task.depends_on if i in self.here.tasks)
        return create_task(
            msgspec.structs.replace(task, parent_id=parent_id, depends_on=depends_on)
        )

    def _delete(self, patch: Patch, before: Tree, index: int) -> Iterator[Patch]:
        changed = changed_below(self.base, self.there, self.here, before, patch)
        if changed and not self._ours_wins(patch):
            what = "is deleted here, and there something in it was changed or added"
            found = Collision(None, theirs=sorted(changed))
            self._conflict("subtree_changed", what, index, found)
        elif self._deleted_by_them(patch):
            self.deleted_by_both.append(index)
        else:
            yield patch

    def _deleted_by_them(self, patch: Patch) -> bool:
        """Whether the target was in base, and went away there and has not come back since."""
        base, there, _ = self._sides(patch)
        here = target_of(self.here, patch.target, patch.target_id)
        return base is not None and there is None and here is None

    def _stays(self, patch: Patch) -> bool:
        """Whether our patches leave the target in place at last."""
        return self._sides(patch)[2] is not None

    def _project_is_there(self, patch: Patch, index: int) -> bool:
        """False when they deleted the project, and with it what the patch is about."""
        base, mine = self.base.project, self.mine.project
        if base is None or self.here.project is not None or patch.target_id == base.id:
            return True
        lost = Patch("update", "project", base.id)
        if mine is not None and self._ours_wins(lost):
            self._append(create_project(mine), index)
        elif self._stays(lost) and None not in self._settled(lost):
            self._conflict("target_deleted", "was deleted there", index, of=lost)
        return self.here.project is not None

    def _collide(self, patch: Patch, index: int) -> set[str]:
        """Record what both sides set to different values; returns these fields."""
        base, there, mine = self._sides(patch)
        if base is None or there is None or mine is None:
            return set()
        found = [c for c in collisions(base, there, mine, patch) if not self._is_settled(patch, c)]
        for c in found:
            what = f"has {c.field} set to different values by both sides"
            self._conflict("field_changed", what, index, c)
        return {c.field for c in found if c.field}

    def _is_settled(self, patch: Patch, collision: Collision) -> bool:
        sides = self._settled(patch)
        return collision.field in sides or (collision.field == "position" and "parent_id" in sides)

    def _settled(self, patch: Patch) -> Sides:
        return self.choices.get(patch.target_id, {})

    def _ours_wins(self, patch: Patch) -> bool:
        return self._settled(patch).get(None) == "ours"

    def _breaks(self, violation: Violation) -> None:
        assert violation.index is not None
        sides = self._sides(self.ours[violation.index])
        values = (getattr(side, violation.field or "", None) for side in sides)
        patch, found = self.ours[violation.index], Collision(violation.field, *values)
        self._record(violation.code, violation.message, violation.index, patch, found)

    def _conflict(
        self, code: str, what: str, index: int, found: Collision = WHOLE, *, of: Patch | None = None
    ) -> None:
        """Record a conflict about our patch of that index, or about what `of` names instead."""
        patch = of or self.ours[index]
        names = [quoted(side) for side in self._sides(patch) if side is not None]
        subject = names[0] if names else f"The {patch.target}"
        self._record(code, f"{subject} {what}.", index, patch, found)

    def _record(self, code: str, message: str, index: int, patch: Patch, found: Collision) -> None:
        key = (patch.target, patch.target_id, found.field)
        if found.field is None and key in self.conflicts:
            return  # the first patch that is in conflict with a target stands for the others
        before, there, mine = self._sides(patch)
        target = before or there or mine
        names_tasks = found.field in NAME_TASKS
        labels = [self._label(value) if names_tasks else None for value in found[1:]]
        base, theirs, ours = as_json(found[1:])
        self.conflicts[key] = FieldConflict(
            *(code, message, index, *key),
            base=base,
            theirs=theirs,
            ours=ours,
            number=target.number if isinstance(target, Task) else None,
            title=target.title if target is not None else None,
            base_label=labels[0],
            theirs_label=labels[1],
            ours_label=labels[2],
        )

    def _label(self, value: Value) -> str | None:
        """The tasks that a value names, as people know them; what it names nowhere is left out."""
        ids = (value,) if isinstance(value, str) else value
        if not isinstance(ids, Collection):
            return None
        trees = (self.there, self.mine_at_last, self.base)
        found = (next((t.tasks[id] for t in trees if id in t.tasks), None) for id in ids)
        return ", ".join(sorted(named(task) for task in found if task is not None)) or None
