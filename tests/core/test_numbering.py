"""Numbers and positions: what is given to tasks when patches are accepted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from ledger.core.algebra.diff import diff
from ledger.core.apply import apply_all, replay
from ledger.core.model import Tree
from ledger.core.numbering import EMPTY_BOOK, NumberBook, assign
from ledger.core.placing import key_beside
from ledger.core.positions import MAX_LENGTH
from tests.plans import create, delete, plan, update, update_project
from tests.properties.strategies import SMALL, histories, sequences, trees

END = "z" * MAX_LENGTH


def order(tree: Tree, parent_id: str | None = None) -> list[str]:
    return [task.id for task in tree.ordered(parent_id)]


def test_numbers_count_up_from_one() -> None:
    """Each created task gets the next number; other patches get none."""
    stored, book = assign(plan(), [create("a"), update_project(title="x"), create("b")])
    assert [1, None, 2] == [patch.fields().get("number") for patch in stored]
    assert 3 == book.next


def test_a_number_is_never_reused_and_comes_back_with_its_task() -> None:
    """A new task does not get the number of a deleted one; the same id does."""
    _, book = assign(plan(), [create("a"), create("b"), delete("a")])
    stored, _ = assign(plan(create("b")), [create("c"), create("a")], book)
    assert [3, 1] == [patch.fields()["number"] for patch in stored]


def test_only_the_book_says_numbers() -> None:
    """A number that a patch carries, from a draft or from another tree, does not count."""
    stored, _ = assign(plan(), [create("a", number=17)])
    assert 1 == stored[0].fields()["number"]


def test_the_book_can_be_had_from_stored_patches() -> None:
    """Folding what was stored gives the book that assigned it."""
    stored, book = assign(plan(), [create("a"), create("b"), delete("a"), create("c")])
    assert book == EMPTY_BOOK.after(stored[:2]).after(stored[2:])


def test_a_task_goes_last_unless_its_position_is_given() -> None:
    """After all its siblings, in the order of the patches."""
    tree = plan(create("a", position="1"), create("b", position="V"))
    stored, _ = assign(tree, [create("c"), create("d"), create("e", position="0V"), create("f")])
    assert ["e", "a", "b", "c", "d", "f"] == order(replay(tree, stored))


def test_a_move_by_parent_alone_goes_last() -> None:
    """Naming the parent that a task has anyway does not move it."""
    tree = plan(
        create("a", position="1"),
        create("b", position="V", parent_id="a"),
        create("c", position="2"),
    )
    stored, _ = assign(tree, [update("c", parent_id="a"), update("b", parent_id="a")])
    assert {"parent_id": "a", "position": "W"} == stored[0].fields()
    assert {"parent_id": "a"} == stored[1].fields()


def test_the_later_of_two_equal_keys_gets_one_of_its_own() -> None:
    """It stands right after the other, whether that one is new or was there before."""
    tree = plan(create("a", position="1"), create("b", position="V"))
    stored, _ = assign(
        tree, [create("c", position="1"), create("d", position="1"), update("b", position="1")]
    )
    after = replay(tree, stored)
    assert ["a", "c", "d", "b"] == order(after)
    assert "1" == after.tasks["a"].position


def test_keys_may_be_swapped() -> None:
    """Only the result counts: two tasks may take each other's place exactly."""
    tree = plan(create("a", position="1"), create("b", position="V"))
    patches = (update("a", position="V"), update("b", position="1"))
    assert patches == assign(tree, patches)[0]


def test_a_key_that_was_given_up_may_be_taken() -> None:
    """By another sibling in the same changeset, before or after."""
    tree = plan(create("a", position="1"), create("b", position="V"))
    patches = (
        create("c", position="V"),
        update("b", position="z"),
        delete("a"),
        create("d", position="1"),
    )
    stored, _ = assign(tree, patches)
    assert ["V", "z", None, "1"] == [patch.fields().get("position") for patch in stored]


def test_many_equal_keys_keep_the_order_in_which_they_came() -> None:
    """An import that gives every task the same key."""
    ids = [f"t{n}" for n in range(500)]
    tree = plan(create("z", position="b"))
    stored, _ = assign(tree, [create(i, position="a") for i in ids])
    assert [*ids, "z"] == order(replay(tree, stored))


def test_a_key_with_no_room_after_it_is_passed_over() -> None:
    """Between "1" and "10" nothing fits, so the later of the equal ones goes after both."""
    tree = plan(create("a", position="1"), create("b", position="10"))
    stored, _ = assign(tree, [create("c", position="1")])
    assert ["a", "b", "c"] == order(replay(tree, stored))


def test_ten_thousand_tasks_under_one_parent_get_short_keys() -> None:
    """In order, and none longer than six characters."""
    tree = plan(create("p", position="V"))
    ids = [f"t{n}" for n in range(10_000)]
    stored, _ = assign(tree, [create(i, parent_id="p") for i in ids])
    after = replay(tree, stored)
    assert ids == order(after, "p")
    assert 6 >= max(len(task.position) for task in after.ordered("p"))


def test_siblings_are_keyed_anew_when_the_end_is_used_up() -> None:
    """Nothing sorts after 200 times z: the siblings get new keys first, in the same order."""
    tree = plan(create("a", position="V"), create("b", position=END))
    stored, _ = assign(tree, [create("c"), create("d", position=END), create("e")])
    after = replay(tree, stored)
    assert ["a", "b", "c", "d", "e"] == order(after)
    assert ["c", "d", "e", "a", "b"] == [patch.target_id for patch in stored]
    assert MAX_LENGTH > max(len(task.position) for task in after.ordered())


def test_siblings_are_keyed_anew_once_however_often_the_end_is_used_up() -> None:
    """Each sibling gets at most one further patch in a changeset."""
    tree = plan(*(create(f"s{n}", position=f"{n:03}") for n in range(100)))
    made = [create(f"t{n}", **({"position": END} if n % 2 else {})) for n in range(200)]
    stored, _ = assign(tree, made)
    assert 300 == len(stored)
    assert [f"s{n}" for n in range(100)] == order(replay(tree, stored))[:100]


def test_equal_keys_at_the_very_end_are_separated_too() -> None:
    """Also where no key is left after them."""
    stored, _ = assign(
        plan(), [create("a", position="1"), create("b", position=END), create("c", position=END)]
    )
    after = replay(plan(), stored)
    assert ["a", "b", "c"] == order(after)
    assert 3 == len({task.position for task in after.ordered()})


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ({}, ["a", "b", "c", "n"]),
        ({"after": "a"}, ["a", "n", "b", "c"]),
        ({"after": "c"}, ["a", "b", "c", "n"]),
        ({"before": "a"}, ["n", "a", "b", "c"]),
        ({"before": "c"}, ["a", "b", "n", "c"]),
    ],
)
@pytest.mark.parametrize(
    "keys", ["1 V z", "0 00 000", "1 1 1"], ids=["room", "no room", "equal keys"]
)
def test_a_key_beside_a_sibling(beside: dict[str, str], expected: list[str], keys: str) -> None:
    """Right before or after it; where nothing fits, the siblings are keyed anew to make room."""
    tree = plan(*(create(i, position=k) for i, k in zip("abc", keys.split(), strict=True)))
    key, room = key_beside(tree, None, **beside)
    after = apply_all(tree, [*room, create("n", position=key)])
    assert expected == order(after)
    assert not room or keys != "1 V z"


def test_a_key_beside_nobody() -> None:
    """The first task below a parent needs no neighbour."""
    assert ("V", ()) == key_beside(plan(create("a")), "a")


@given(st.data())
def test_siblings_never_share_a_key_and_numbers_never_repeat(data: DataObject) -> None:
    """Through any history, each task keeps its number and each sibling its own key."""
    history = data.draw(histories())
    tree, book, numbers = Tree(), EMPTY_BOOK, dict[str, int]()
    for changeset in history.changesets:
        stored, book = assign(tree, changeset, book)
        tree = replay(tree, stored)
        for task in tree.tasks.values():
            assert task.number == numbers.setdefault(task.id, task.number)
        for parent_id in [None, *tree.tasks]:
            keys = [task.position for task in tree.ordered(parent_id)]
            assert len(keys) == len(set(keys))
            assert all(keys)
    assert len(numbers) == len(set(numbers.values()))
    assert NumberBook(book.numbers, book.next) == book


@given(st.data())
def test_what_an_own_diff_says_is_stored_as_it_is(data: DataObject) -> None:
    """Restoring an earlier tree gives exactly that tree: no position is given anew."""
    then = data.draw(trees())
    stored, book = assign(then, data.draw(sequences(then)), book_of(then))
    now = replay(then, stored)
    back = diff(now, then, SMALL)
    assert then == replay(now, assign(now, back, book)[0])


def book_of(tree: Tree) -> NumberBook:
    """The book that knows the tasks of a tree."""
    return EMPTY_BOOK.after(create(task.id, number=task.number) for task in tree.tasks.values())
