"""What a changeset is called where another one takes it back: “Undo: Add tests”."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ledger.core.model import Project, Task, Tree, quoted
from ledger.core.patch import Patch

NAMED = 2
"""So many of the targets are called by name, before the rest is only counted."""
LONGEST = 200
WAYS_BACK = ("Undo: ", "Redo: ")


def named(target: Project | Task) -> str:
    """A target as messages name it: T3 “Design”; a project by its title alone."""
    return f"T{target.number} {quoted(target)}" if isinstance(target, Task) else quoted(target)


def call(message: str | None, patches: Sequence[Patch], trees: Iterable[Tree]) -> str:
    """Its message, short, else what it touched, as named in the first of these trees that has it.

    That of an undo or redo is what it is about in the end.
    """
    line = next(iter((message or "").splitlines()), "").strip()
    for way in WAYS_BACK:
        line = line.removeprefix(way)
    if line:
        return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return _touched(patches, tuple(trees))


def _touched(patches: Sequence[Patch], trees: Sequence[Tree]) -> str:
    ids = list(dict.fromkeys(patch.target_id for patch in patches))
    names = [named(found) for id in ids[:NAMED] if (found := _find(trees, id))]
    rest = len(ids) - len(names)
    if not names:  # what it made it also deleted
        return "1 task" if rest == 1 else f"{rest} tasks"
    return ", ".join(names) + (f" and {rest} more" if rest else "")


def _find(trees: Sequence[Tree], id: str) -> Project | Task | None:
    for tree in trees:
        if tree.project is not None and tree.project.id == id:
            return tree.project
        if id in tree.tasks:
            return tree.tasks[id]
    return None
