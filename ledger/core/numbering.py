"""What is given to tasks when a changeset is accepted: their numbers and their position keys.

Both are assigned after rebase, against the tree that the patches really meet. `NumberBook` is state
of the ledger's own beside the tree: it remembers deleted tasks too, so that no number is reused and a
task that comes back gets its old one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from immutables import Map

from ledger.core.model import Tree
from ledger.core.patch import Patch
from ledger.core.placing import place


class NumberBook(msgspec.Struct, frozen=True):
    """`numbers`: the number of every task id that ever existed; `next`: the one to give next."""

    numbers: Map[str, int] = msgspec.field(default_factory=Map)
    next: int = 1

    def after(self, patches: Iterable[Patch]) -> NumberBook:
        """The book after accepted patches, which carry their numbers. For the fold of a stream."""
        numbers, following = self.numbers.mutate(), self.next
        for patch in patches:
            if patch.op == "create" and patch.target == "task":
                number = numbers[patch.target_id] = patch.fields()["number"]
                following = max(following, number + 1)
        return NumberBook(numbers.finish(), following)


EMPTY_BOOK = NumberBook()


def assign(
    tree: Tree, patches: Sequence[Patch], book: NumberBook = EMPTY_BOOK
) -> tuple[tuple[Patch, ...], NumberBook]:
    """The patches as they are stored, and the book after them. They must apply to `tree`.

    - A create gets its number: that of the book, whatever its body says.
    - A create without a position goes last among its siblings, and so does a move by `parent_id` alone.
    - Where two siblings end up with the same key, the one that was placed later gets the next free key.
    - When the end of the siblings is used up (keys of 200 times "z"), all of them are keyed anew by
      further patches; nothing else ever adds a patch.

    Costs a sort of the siblings of each touched parent, then little for each patch.
    """
    numbered, book = give_numbers(patches, book)
    return place(tree, numbered), book


def give_numbers(patches: Sequence[Patch], book: NumberBook) -> tuple[list[Patch], NumberBook]:
    """The patches with the numbers of created tasks, and the book after them."""
    numbers, following, numbered = book.numbers.mutate(), book.next, list(patches)
    for index, patch in enumerate(patches):
        if patch.op == "create" and patch.target == "task":
            number = numbers.get(patch.target_id)
            if number is None:
                number = numbers[patch.target_id] = following
                following += 1
            numbered[index] = patch.with_fields(number=number)
    return numbered, NumberBook(numbers.finish(), following)
