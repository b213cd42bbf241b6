"""What a sequence of patches comes to.

tree ──patches──▶ tree'
tree ──squash(tree, patches)──▶ tree', as `diff` says it
"""

from __future__ import annotations

from collections.abc import Iterable

from ledger.core.algebra.diff import diff
from ledger.core.apply import replay
from ledger.core.limits import LIMITS, Limits
from ledger.core.model import Tree
from ledger.core.patch import Patch


def squash(tree: Tree, patches: Iterable[Patch], limits: Limits = LIMITS) -> tuple[Patch, ...]:
    """The net effect of patches that apply to `tree`, without what cancels out."""
    return diff(tree, replay(tree, patches), limits)
