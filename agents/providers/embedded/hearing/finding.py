"""Which tasks words may mean, where it is not an error that they mean none."""

from __future__ import annotations

from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.references.several import innermost
from agents.providers.embedded.terms.vocabulary import normal
from ledger.core.model import Task


def found(scene: Scene, *forms: str) -> tuple[str, ...]:
    """The tasks that the first of these forms means that means any."""
    for form in forms:
        try:
            return find(scene, form).ids
        except (Ask, Tell):
            continue
    return ()


def may_mean(scene: Scene, words: str) -> tuple[str, ...]:
    """The tasks that the words mean, or those of which it is not clear which one is meant."""
    try:
        return find(scene, words).ids
    except (Ask, Tell) as unclear:
        return unclear.ids if isinstance(unclear, Ask) else ()


def one_meant(scene: Scene, words: str, who: str = "") -> Task | None:
    """The one task that the words mean; of several the one that somebody has, itself or with all of it."""
    ids = innermost(scene.tree, may_mean(scene, words))
    if len(ids) > 1:
        ids = innermost(scene.tree, [id for id in ids if is_of(scene, id, who)])
    return scene.tree.tasks[ids[0]] if len(ids) == 1 else None


def is_of(scene: Scene, task_id: str, who: str) -> bool:
    """Whether somebody has this task, or one that it is in."""
    line = (task_id, *scene.tree.ancestors(task_id))
    return any(is_called(scene.tree.tasks[id].assignee, who) for id in line)


def is_called(assignee: str | None, who: str) -> bool:
    """Whether it is the one who is called so, by the whole name or the last part of it."""
    name = (assignee or "").removeprefix("user:").lower()
    return bool(name) and normal(who) in (normal(name), normal(name.split()[-1]))
