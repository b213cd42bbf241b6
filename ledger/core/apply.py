"""`apply(tree, patch) -> tree`: the one way in which a plan changes.

    tree ──patch──▶ tree'      deterministic; `tree` is untouched; a refused patch changes nothing

A patch costs what it affects: a create or update touches its task, its parent's and its dependencies'
index entries; a delete touches its subtree and the tasks that depend on it. The rest is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledger.core.changeset_rules import JUDGED, Touched
from ledger.core.errors import Refused, Violation, refused
from ledger.core.fold import STANDING, QuickFold
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import Tree
from ledger.core.patch import Patch
from ledger.core.rules import violations_of

RULED = STANDING | JUDGED
"""The fields of a task that a rule is about. Most edits leave them alone, and have nothing to break."""


def apply(tree: Tree, patch: Patch, limits: Limits = LIMITS) -> Tree:
    """The tree after one patch. Raises Refused with every rule of the first kind that it breaks."""
    violations = violations_of(tree, patch, limits)
    if violations:
        raise Refused(tuple(violations))
    return evolve(tree, patch)


def apply_all(tree: Tree, patches: Sequence[Patch], limits: Limits = LIMITS) -> Tree:
    """The tree after a changeset: its patches in order, then the rules that hold after all of them.

    Raises Refused naming every violation with the patch's index and field. A patch that fails only
    because an earlier create was refused is not named again.
    """
    return finish_checked(QuickFold(tree), patches, limits)


def finish_checked(fold: QuickFold, patches: Sequence[Patch], limits: Limits) -> Tree:
    """The same, over a fold of the caller's, which takes each patch that breaks no rule."""
    if len(patches) > limits.changeset:
        raise refused(
            "changeset_too_large",
            f"A changeset holds at most {limits.changeset} patches, this one {len(patches)}.",
        )
    touched = Touched()
    violations: list[Violation] = []
    for index, patch in enumerate(patches):
        if patch.leaves_alone(RULED) and patch.target_id in fold.tasks:
            fold.edit(patch)
        elif broken := violations_of(fold, patch, limits, index):
            violations += touched.note_refused(patch, broken)
        else:
            touched.note(patch, index)
            fold.apply(patch)
    tree = fold.finish()
    violations += touched.violations(tree)
    if violations:
        raise Refused(tuple(sorted(violations, key=lambda v: -1 if v.index is None else v.index)))
    return tree


def evolve(tree: Tree, patch: Patch) -> Tree:
    """The tree after a patch that is known to break no rule: nothing is checked."""
    return replay(tree, (patch,))


def replay(tree: Tree, patches: Iterable[Patch]) -> Tree:
    """The fold of accepted patches: nothing is checked again. Fast: maps change in place meanwhile."""
    fold = QuickFold(tree)
    fold.apply_all(patches)
    return fold.finish()
