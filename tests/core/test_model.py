"""Looking things up in a plan, and the order of siblings."""

from __future__ import annotations

import pytest

from ledger.core.algebra.diff import diff
from ledger.core.canonical import canonical
from ledger.core.errors import Violation
from ledger.core.model import EMPTY, same_json
from ledger.core.positions import MAX_LENGTH, NoRoom, between
from tests.plans import create, plan, update_project

TREE = plan(
    create("a", position="V"),
    create("b", position="1", parent_id="a"),
    create("c", position="0z", parent_id="a"),
    create("d", position="1"),
    create("e", position="V", parent_id="b", depends_on=("d",)),
)


def test_a_walk_meets_parents_before_children_in_order() -> None:
    """Siblings by position as bytes; below a task, only its own."""
    assert ["d", "a", "c", "b", "e"] == [task.id for task in TREE.walk()]
    assert ["c", "b", "e"] == [task.id for task in TREE.walk("a")]


def test_levels_and_relations() -> None:
    """A root is on level 1; ancestors come nearest first."""
    assert [0, 1, 3] == [TREE.depth(i) for i in (None, "a", "e")]
    assert ["b", "a"] == list(TREE.ancestors("e"))
    assert ["e"] == list(TREE.dependents_of("d"))
    assert [] == list(TREE.dependents_of("a"))


def test_trees_are_equal_when_project_and_tasks_are() -> None:
    """Also in what only JSON tells apart, in the project as in a task."""
    again = plan(*diff(plan(), TREE))
    assert TREE == again
    assert hash(TREE) == hash(again)
    assert TREE != EMPTY
    assert TREE != "a tree"
    assert plan(update_project(metadata={"a": 1})) != plan(update_project(metadata={"a": True}))
    assert plan(create("a", metadata={"a": [0]})) != plan(create("a", metadata={"a": [False]}))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (1, True, False),
        (0, False, False),
        (1, 1.0, True),
        ([1, {"k": None}], [1, {"k": None}], True),
        ([1, {"k": 0}], [1, {"k": False}], False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ("1", 1, False),
        (None, False, False),
    ],
)
def test_values_are_compared_as_json(a: object, b: object, same: bool) -> None:
    """Python calls 1 and True equal; JSON does not."""
    assert same is same_json(a, b)
    assert same is same_json(b, a)


def test_a_key_that_would_be_too_long_is_refused() -> None:
    """Where 200 characters are used up there is no room, nor for a key that is not before the other."""
    with pytest.raises(NoRoom):
        between("z" * MAX_LENGTH, None)
    with pytest.raises(ValueError, match="does not come before"):
        between("b", "a")


def test_canonical_json_takes_structs_of_any_kind() -> None:
    """Also those whose names are not ASCII on the wire, and values that need the reference."""
    violation = Violation("code", "мир", index=3)
    assert '{"code":"code","index":3,"message":"мир"}'.encode() == canonical(violation)
    assert b'{"a":[1,1e+21,null]}' == canonical({"a": (1.0, 1e21, None)})
    assert '{"\U0001f33b":1,"\uff5e":2}'.encode() == canonical({"\uff5e": 2, "\U0001f33b": 1})
