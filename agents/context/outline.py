"""The plan as an outline within a budget: all of it, or with its finished and deepest branches folded.

    T9 [~] Payments | high
      T10 [ ] Choose a provider (+12 under T10)

What is near the selected task is folded last. The same plan, selection and budget give the same outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from agents.context.lines import Name, bare_line, task_line
from agents.context.tokens import tokens
from ledger.core.model import Task, Tree

FINISHED = {"completed", "cancelled"}
FOLD_TOKENS = 8
"""What "(+12 under T10)" costs."""


@dataclass(slots=True, eq=False)
class _Row:
    """A line of the outline; `below` is what the lines under it cost as they stand now."""

    task: Task
    depth: int
    line: str
    cost: int
    under: list[_Row] = field(default_factory=list)
    parent: _Row | None = None
    below: int = 0
    size: int = 0
    finished: bool = True
    folded: bool = False
    kept: bool = False
    dropped: bool = False


def outline(tree: Tree, name: Name, budget: int, near: Iterable[str] = ()) -> str:
    """The tasks in at most `budget` tokens. `near`: the ids whose surroundings are folded last."""
    rows = _rows(tree, name)
    _keep(rows, near)
    over = sum(row.cost for row in rows) - budget
    if over > 0:
        over -= _fold(rows, over)
    if over > 0:
        over -= _strip(rows, name, over)
    if over > 0:
        _drop(rows, over)
    shown = [row for row in rows if _is_shown(row)]
    return "\n".join([*(_shown(row, name) for row in shown), *_rest(rows, shown)])


def _rows(tree: Tree, name: Name) -> list[_Row]:
    by_id: dict[str, _Row] = {}
    for task in tree.walk():
        above = by_id.get(task.parent_id or "")
        depth = above.depth + 1 if above else 0
        line = "  " * depth + task_line(task, name)
        row = by_id[task.id] = _Row(task, depth, line, tokens(line), parent=above)
        if above:
            above.under.append(row)
    rows = list(by_id.values())
    for row in reversed(rows):
        row.below = sum(child.cost + child.below for child in row.under)
        row.size = sum(1 + child.size for child in row.under)
        row.finished = row.task.status in FINISHED and all(child.finished for child in row.under)
    return rows


def _keep(rows: Sequence[_Row], near: Iterable[str]) -> None:
    by_id = {row.task.id: row for row in rows}
    for id in near:
        row = by_id.get(id)
        while row is not None and not row.kept:
            row.kept = True
            row = row.parent


def _fold(rows: Sequence[_Row], over: int) -> int:
    """Fold branches until `over` tokens are saved: finished ones first, then the deepest, the last first."""
    places = {id(row): place for place, row in enumerate(rows)}
    branches = [row for row in rows if row.under]
    saved = 0
    for row in sorted(branches, key=lambda r: (r.kept, not r.finished, -r.depth, -places[id(r)])):
        if saved >= over or row.kept:
            break
        gain = row.below - FOLD_TOKENS
        if gain > 0:
            saved += gain
            _fold_one(row, gain)
    return saved


def _fold_one(row: _Row, gain: int) -> None:
    row.folded = True
    row.below -= gain
    above = row.parent
    while above is not None:
        above.below -= gain
        above = above.parent


def _strip(rows: Sequence[_Row], name: Name, over: int) -> int:
    """Leave only handle, mark and title of the tasks that are shown, from the last, where that is needed."""
    saved = 0
    for row in reversed(rows):
        if saved >= over:
            break
        if _is_shown(row) and not row.kept:
            row.line = "  " * row.depth + bare_line(row.task, name)
            cost = tokens(row.line)
            saved += row.cost - cost
            row.cost = cost
    return saved


def _drop(rows: Sequence[_Row], over: int) -> None:
    """Leave rows out, so that `over` tokens are saved: finished ones first, then the last."""
    places = {id(row): place for place, row in enumerate(rows)}
    shown = [row for row in rows if _is_shown(row)]
    over += 4 * FOLD_TOKENS
    for row in sorted(shown, key=lambda r: (r.kept, not r.finished, -places[id(r)])):
        if over <= 0:
            break
        row.dropped = True
        over -= row.cost + (FOLD_TOKENS if row.folded else 0)


def _is_shown(row: _Row) -> bool:
    above = row.parent
    while above is not None:
        if above.folded:
            return False
        above = above.parent
    return not row.dropped


def _shown(row: _Row, name: Name) -> str:
    if not row.folded:
        return row.line
    finished = ", all finished" if row.finished else ""
    return f"{row.line} (+{row.size} under {name(row.task.id)}{finished})"


def _rest(rows: Sequence[_Row], shown: Sequence[_Row]) -> Iterator[str]:
    """How many tasks are neither shown nor under one that is."""
    missing = len(rows) - len(shown) - sum(row.size for row in shown if row.folded)
    if missing:
        yield f"(+{missing} more tasks that are not shown)"
