"""Why what was accepted of a draft was done: the instructions that led to it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ledger.core.events import Question
from ledger.core.patch import Patch
from ledger.core.proposal import Message, Role
from ledger.core.reasons import LONGEST, reason_for
from tests.ledger.plans import change, drop, new_task

ADD = "Add a task 'Order moving boxes' under T5"
DUE = "T5 is due on 20.3."
CALL = "Call it 'Boxes'"


def said(text: str) -> Message:
    return _message("user", text)


def did(*patches: Patch) -> Message:
    return _message("agent", "Done.", patches)


def asked(*patches: Patch) -> Message:
    return _message("agent", "Which one?", patches, Question("Which one?"))


def _message(
    role: Role, text: str, patches: tuple[Patch, ...] = (), question: Question | None = None
) -> Message:
    return Message(role, text, "", "", "", patches, question)


TALK = (
    said(ADD),
    did(new_task(6, under=5)),
    said(DUE),
    did(change(5, due_date="2027-03-20")),
    said(CALL),
    did(change(6, title="Boxes")),
)
BOXES = new_task(6, under=5).with_fields(title="Boxes")
DUE_DATE = change(5, due_date="2027-03-20")


@pytest.mark.parametrize(
    ("accepted", "reason"),
    [
        ([BOXES, DUE_DATE], f"{ADD}\n{DUE}\n{CALL}"),
        ([DUE_DATE], DUE),
        ([BOXES], f"{ADD}\n{CALL}"),
        ([change(5, title="By hand")], None),
        ([change(1, title="By hand")], None),
    ],
)
def test_only_what_led_to_it_is_a_reason(accepted: Sequence[Patch], reason: str | None) -> None:
    """In the order in which it was said; of what was left out, and of what was done by hand, nothing."""
    assert reason == reason_for(TALK, accepted)


def test_what_was_deleted_in_the_end_was_not_deleted_by_its_new_name() -> None:
    """An update that a later delete took away is in nothing that is accepted."""
    talk = [said("Rename T1"), did(change(1, title="A")), said("Delete T1"), did(drop(1))]
    assert "Delete T1" == reason_for(talk, [drop(1)])


def test_an_answer_goes_with_what_was_asked_about() -> None:
    """“T4” alone says nothing; where something was done already, the answer speaks for itself."""
    answered = [said("Delete the setup task"), asked(), said("T4"), did(drop(4))]
    assert "Delete the setup task\nT4" == reason_for(answered, [drop(4)])
    went_on = [said("Plan it"), asked(new_task(1)), said(DUE), did(DUE_DATE)]
    assert DUE == reason_for(went_on, [DUE_DATE])


def test_a_reason_has_an_end() -> None:
    """It is as long as one that a client sends, at most."""
    assert LONGEST == len(reason_for([said("x" * 20_000), did(drop(1))], [drop(1)]) or "")
