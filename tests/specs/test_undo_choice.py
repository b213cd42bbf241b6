"""Which changeset an undo or a redo is about, told as histories."""

from __future__ import annotations

import pytest

from ledger.core.events import EDIT, Cause
from ledger.core.undo import Changeset, in_force, to_redo, to_undo
from tests.ledger.plans import ME, YOU


def history(*told: str) -> list[Changeset]:
    """Changesets from words, oldest first: `a`, `b by you`, `u undoes a`, `r redoes u by you`."""
    changesets = []
    for version, words in enumerate(told, 1):
        name, *rest = words.split()
        actor = YOU if rest[-2:] == ["by", "you"] else ME
        cause = EDIT
        if rest and rest[0] in {"undoes", "redoes"}:
            cause = Cause("undo" if rest[0] == "undoes" else "redo", rest[1])
        if rest and rest[0] == "restores":
            cause = Cause("restore", int(rest[1]))
        changesets.append(Changeset(name, version, version, actor, cause))
    return changesets[::-1]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), None),
        (("a",), "a"),
        (("a", "b"), "b"),
        (("a", "b by you"), "a"),
        (("a by you",), None),
        (("a", "b", "u undoes b"), "a"),
        (("a", "u undoes a"), None),
        (("a", "u undoes a", "r redoes u"), "r"),
        (("a", "u undoes a", "r redoes u", "v undoes r"), None),
        (("a", "b", "u undoes b", "r redoes u", "v undoes r"), "a"),
        (("a", "b", "u undoes b", "v undoes a"), None),
        (("a", "b", "u undoes b by you"), "a"),
        (("a by you", "u undoes a"), None),
        (("a", "b restores 1"), "b"),
        (("a", "u undoes a", "v undoes u by you"), "a"),
        (("a", "u undoes a", "b"), "b"),
    ],
)
def test_undo_is_about_the_actors_latest_that_stands(
    told: tuple[str, ...], expected: str | None
) -> None:
    """Undo: this actor's latest changeset that is neither undone nor itself an undo."""
    chosen = to_undo(history(*told), ME)
    assert expected == (chosen and chosen.id)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ((), None),
        (("a",), None),
        (("a", "u undoes a"), "u"),
        (("a", "u undoes a", "b"), None),
        (("a", "u undoes a", "b by you"), "u"),
        (("a", "u undoes a", "r redoes u"), None),
        (("a", "b", "u undoes b", "v undoes a"), "v"),
        (("a", "b", "u undoes b", "v undoes a", "r redoes v"), "u"),
        (("a", "b", "u undoes b", "v undoes a", "r redoes v", "s redoes u"), None),
        (("a", "u undoes a", "r redoes u", "v undoes r"), "v"),
        (("a", "u undoes a by you"), None),
        (("a", "u undoes a", "v undoes u by you"), None),
        (("a", "u undoes a", "b restores 1"), None),
    ],
)
def test_redo_is_about_the_actors_latest_undo_that_stands(
    told: tuple[str, ...], expected: str | None
) -> None:
    """Redo: their latest undo, if no ordinary changeset of theirs came after it."""
    chosen = to_redo(history(*told), ME)
    assert expected == (chosen and chosen.id)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("a",), "a"),
        (("a", "u undoes a"), None),
        (("a", "u undoes a by you"), None),
        (("a", "u undoes a", "r redoes u"), "r"),
        (("a", "u undoes a", "r redoes u", "v undoes r"), None),
        (("a", "u undoes a", "r redoes u", "v undoes r", "s redoes v"), "s"),
        (("a", "b", "u undoes b"), "a"),
        (("a", "u undoes a", "v undoes u"), "v"),
        (("a", "u undoes a", "r redoes u by you", "b", "v undoes b"), "r"),
    ],
)
def test_a_changeset_is_in_force_by_what_brought_it_back_last(
    told: tuple[str, ...], expected: str | None
) -> None:
    """What is to be taken back is the changeset itself, or what brought it back; or it is gone."""
    assert expected == in_force(history(*told), "a")
