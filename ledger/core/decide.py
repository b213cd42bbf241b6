"""Decisions about a project: what somebody asks for, and what comes of it. Pure.

    decide(what is asked, how the project stands) -> Decision, or Refused, Conflict, NotFound, Gone

Time and ids are not decided here; `ledger.writer` stamps a decision and appends it.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ledger.core.algebra.diff import diff
from ledger.core.algebra.invert import invert_all
from ledger.core.algebra.rebase import Conflicts, rebase
from ledger.core.apply import apply_all, finish_checked, replay
from ledger.core.errors import Conflict, Gone, NotFound, Refused, Violation, refused
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import EMPTY, Tree
from ledger.core.numbering import EMPTY_BOOK, NumberBook, give_numbers
from ledger.core.patch import Patch
from ledger.core.placing import Placing


class Standing(msgspec.Struct, frozen=True):
    """How a project stands when something is decided."""

    project_id: str
    version: int = 0
    tree: Tree = EMPTY
    numbers: NumberBook = EMPTY_BOOK


class Since(msgspec.Struct, frozen=True):
    """Where the patches that are asked for start from, and what was accepted after that."""

    tree: Tree
    theirs: tuple[Patch, ...]


class Decision(msgspec.Struct, frozen=True):
    """The patches as they will be stored, and what they make of the project."""

    patches: tuple[Patch, ...]
    tree: Tree
    numbers: NumberBook


def decide_changes(
    now: Standing, patches: Sequence[Patch], since: Since | None = None, limits: Limits = LIMITS
) -> Decision:
    """Accept a client's patches. `since`: when they were made on a version that is not the last."""
    _check_begin(now, patches)
    if since is None:
        return _settle(now, patches, limits)
    apply_all(since.tree, patches, limits)  # what is wrong in itself is refused, not a conflict
    return _settle(now, _carry(now, since, patches, limits), limits)


def decide_reversal(
    now: Standing, patches: Sequence[Patch], before: Tree, theirs: tuple[Patch, ...], limits: Limits
) -> Decision:
    """Take back a changeset that made `patches` on `before`; `theirs` were accepted since."""
    own = limits.for_own_patches()
    inverse = invert_all(before, patches)
    since = Since(replay(before, patches), theirs)
    return _settle(now, _carry(now, since, inverse, own), own)


def decide_restore(now: Standing, then: Tree, limits: Limits) -> Decision:
    """Bring an earlier tree back."""
    own = limits.for_own_patches()
    patches = diff(now.tree, then, own)
    if not patches:
        raise Conflict("The project is like that already.", code="nothing_to_restore")
    return _settle(now, patches, own)


def decide_draft(now: Standing, patches: Sequence[Patch], limits: Limits = LIMITS) -> Decision:
    """Put patches on a draft. Their numbers are tentative."""
    _check_ids(now, patches)
    return _settle(now, patches, limits)


def decide_accept(
    now: Standing, selected: Sequence[Patch], since: Since, limits: Limits = LIMITS
) -> Decision:
    """Accept what was drafted on `since.tree`."""
    _check_begin(now, selected)
    own = limits.for_own_patches()
    return _settle(now, _carry(now, since, selected, own), own)


def _check_begin(now: Standing, patches: Sequence[Patch]) -> None:
    """A project that is not there is only changed by patches that create it."""
    if not patches:
        raise refused("empty_changeset", "A changeset holds at least one patch.", field="patches")
    _check_ids(now, patches)
    if now.tree.project is not None or _creates_project(patches[0]):
        return
    if now.version:
        raise Gone(f"Project {now.project_id} was deleted.", now.version)
    raise NotFound(
        f"There is no project {now.project_id}. What makes one begins with the patch that creates it.",
        code="project_missing",
    )


def _check_ids(now: Standing, patches: Sequence[Patch]) -> None:
    """A project's stream is about that project."""
    strangers = tuple(
        Violation(
            "target_missing",
            f"This changeset is about project {now.project_id}, not {patch.target_id}.",
            index=index,
            target_id=patch.target_id,
        )
        for index, patch in enumerate(patches)
        if patch.target == "project" and patch.target_id != now.project_id
    )
    if strangers:
        raise Refused(strangers)


def _creates_project(patch: Patch) -> bool:
    return patch.op == "create" and patch.target == "project"


def _carry(now: Standing, since: Since, ours: Sequence[Patch], limits: Limits) -> Sequence[Patch]:
    if not since.theirs:
        return ours
    carried = rebase(since.tree, since.theirs, ours, limits)
    if isinstance(carried, Conflicts):
        raise Conflict(
            "Somebody else has changed the same since.",
            carried.conflicts,
            version=now.version,
        )
    return carried.patches


def _settle(now: Standing, patches: Sequence[Patch], limits: Limits) -> Decision:
    """One walk checks the patches, places them and folds them."""
    numbered, numbers = give_numbers(patches, now.numbers)
    placing = Placing(now.tree)
    tree = finish_checked(placing, numbered, limits)
    placed, tree = placing.separated(tree)
    return Decision(placed, tree, numbers)
