"""Which tasks words may mean, where it is not an error that they mean none."""

from __future__ import annotations

from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Scene, Tell


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
