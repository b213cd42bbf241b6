"""What was taken of an answer, so that nothing that is said again is done again.

A model that is asked for the rest of an answer likes to begin at the beginning: a create that was taken
is then no second task, whatever handle it is given this time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import json
from msgspec.structs import replace

from agents.edits import PROJECT, Edit
from ledger.core.errors import Refused, refused
from ledger.core.patch import Patch

Place = tuple[str | None, str]


@dataclass(slots=True)
class Repeats:
    """The edits that were taken, of this round and of those before."""

    creates: dict[str, Edit] = field(default_factory=dict)
    before: set[bytes] = field(default_factory=set)
    this_round: set[bytes] = field(default_factory=set)
    made_before: dict[Place, tuple[Edit, str]] = field(default_factory=dict)
    made_now: dict[Place, tuple[Edit, str]] = field(default_factory=dict)

    def next_round(self) -> None:
        """What was said until now was said before."""
        self.before |= self.this_round
        self.made_before |= self.made_now
        self.this_round, self.made_now = set(), {}

    def again(self, edit: Edit) -> bool:
        """Whether an edit is one that was taken: a create of this answer, or any edit of a round before."""
        if edit.op == "create":
            return self.creates.get(edit.ref) == edit
        return json.encode(edit) in self.before

    def twin(self, edit: Edit, patch: Patch) -> str | None:
        """The id of the task that the same create made in a round before, under another handle.

        Raises Refused (`said_before`) for one with its title and place that says something else.
        """
        made = self.made_before.get(_place(patch)) if _makes_task(edit) else None
        if made is None:
            return None
        first, id = made
        if replace(first, ref=edit.ref) != edit:
            raise _said_before(first)
        return id

    def take(self, edit: Edit, patch: Patch) -> None:
        """Note an edit that was taken."""
        self.this_round.add(json.encode(edit))
        if edit.op == "create":
            self.creates[edit.ref] = edit
        if _makes_task(edit):
            self.made_now[_place(patch)] = (edit, patch.target_id)


def _makes_task(edit: Edit) -> bool:
    return edit.op == "create" and edit.ref != PROJECT


def _place(patch: Patch) -> Place:
    fields = patch.fields()
    return fields.get("parent_id"), fields["title"].casefold()


def _said_before(first: Edit) -> Refused:
    message = f"{first.ref} with this title was taken there already: update it, or leave it."
    return refused("said_before", message, field="ref")
