"""Answers that are half bad, cut off, said twice, or not given at all."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.conversation import HAND_BACKS
from agents.edits import Edit
from agents.failures import DOWN, INTERRUPTED
from agents.outcomes import Failed, FellBack, Finished, Retried
from agents.ports import EditSaid, FailureCode, ProviderFailed, Said, TextSaid, UnreadableSaid
from ledger.core.events import Stopped
from tests.agents.scripted import UNKNOWN, Round, Scripted, rename
from tests.agents.talks import Talk, tell

CUT = ProviderFailed("The line was cut.", "provider_cut_off")
TRUNCATED = ProviderFailed("The answer was too long.", "answer_truncated")
DECLINED = ProviderFailed("The model declined.", "answer_refused")
UNREADABLE = ProviderFailed("Nothing in it was an edit.", "answer_unreadable")
TWELVE = [EditSaid(Edit("create", f"N{n}", title=f"Task {n}")) for n in range(1, 13)]


def finished(said: Talk) -> Finished:
    assert isinstance(said.end, Finished)
    return said.end


def retries(said: Talk) -> list[str]:
    return [o.reason for o in said.outcomes if isinstance(o, Retried)]


def titles(said: Talk) -> list[str]:
    """The titles of what was created, in order."""
    return [p.fields()["title"] for p in said.patches if p.op == "create"]


def test_the_person_learns_how_much_was_corrected() -> None:
    """One of twelve edits was refused and then put right: 1 of 12."""
    wrong = EditSaid(Edit("create", "N12", title="Task 12", depends_on=("T99",)))
    provider = Scripted([*TWELVE[:11], wrong], [TWELVE[11]])
    end = finished(tell("x", provider=provider))
    assert (1, 12, 2) == (end.corrected, end.edits, end.rounds)
    assert () == end.left_out
    assert None is end.stopped
    assert {} == end.usage.known()


def test_only_what_was_refused_goes_back() -> None:
    """The provider is told the reason of the bad part, and which parts were taken."""
    provider = Scripted(
        [rename("T1", "One"), UnreadableSaid('{"op": "x', "no such op"), UNKNOWN], []
    )
    tell("x", provider=provider)
    again = provider.requests[1]
    assert ('{"op": "x: no such op', "update T99: There is no task T99.") == again.feedback
    assert ["One"] == [p.fields()["title"] for p in again.taken]


def test_what_is_never_taken_up_again_is_told() -> None:
    """Two edits are handed back and one is put right: the person learns of the other."""
    other = rename("T98", "Nothing either")
    provider = Scripted([TWELVE[0], UNKNOWN, other], [rename("T1", "One")], [])
    end = finished(tell("x", provider=provider))
    assert ("update T99: There is no task T99.",) == end.left_out
    assert (1, 2) == (end.corrected, end.edits)


def test_words_that_are_said_in_every_round_are_shown_once() -> None:
    """A model that repeats its sentence beside the correction says nothing new."""
    ok = TextSaid("Done.")
    said = tell("x", provider=Scripted([TWELVE[0], UNKNOWN, ok], [rename("T1", "One"), ok]))
    assert "Done." == said.text


@pytest.mark.parametrize("code", sorted(INTERRUPTED))
def test_an_interrupted_answer_is_continued(code: FailureCode) -> None:
    """After at least one edit, whatever cut it off: only the rest is asked for."""
    provider = Scripted([*TWELVE[:7], ProviderFailed("Oh.", code)], TWELVE[7:])
    said = tell("x", provider=provider)
    assert [f"Task {n}" for n in range(1, 13)] == titles(said)
    assert ["The answer was cut off after edit 7. Say only the rest."] == retries(said)
    assert (12, 0, None) == (
        finished(said).edits,
        finished(said).corrected,
        finished(said).stopped,
    )


@pytest.mark.parametrize("code", sorted(set(get_args(FailureCode)) - INTERRUPTED))
def test_other_failures_end_the_answer(code: FailureCode) -> None:
    """What was said before is kept, with the sentence and the code, for a further message."""
    provider = Scripted([TWELVE[0], ProviderFailed("No.", code)], [DECLINED])
    end = finished(tell("x", provider=provider))
    assert 1 == end.edits
    last = "answer_refused" if code == "answer_unreadable" else code
    assert end.stopped is not None
    assert last == end.stopped.code


@given(st.lists(st.integers(0, 12), max_size=HAND_BACKS, unique=True).map(sorted))
def test_however_often_it_is_cut_nothing_is_doubled(cuts: list[int]) -> None:
    """A model that begins at the beginning after each cut leaves every task once."""
    rounds: list[Round] = [[*TWELVE[: max(cut, 1)], CUT] for cut in cuts]
    said = tell("x", provider=Scripted(*rounds, TWELVE))
    assert [f"Task {n}" for n in range(1, 13)] == titles(said)


def test_what_is_said_again_under_another_handle_is_no_second_task() -> None:
    """The new handle means the task that is there, so that what refers to it is right."""
    again = [EditSaid(Edit("create", f"N{n}", title=f"Task {n - 20}")) for n in (21, 22)]
    third = EditSaid(Edit("create", "N23", title="Task 3", depends_on=("N22",)))
    said = tell("x", provider=Scripted([*TWELVE[:2], CUT], [*again, third]))
    assert ["Task 1", "Task 2", "Task 3"] == titles(said)
    assert "+Task 3 at P[7] depends_on={Task 2}" in said.effects()


def test_another_task_with_a_taken_handle_is_refused() -> None:
    """The same create twice is one; a different one needs a handle of its own, and its reason goes back."""
    other = EditSaid(Edit("create", "N1", title="Another"))
    said = tell("x", provider=Scripted([TWELVE[0], TWELVE[0], other], []))
    assert ["Task 1"] == titles(said)
    assert "N1 cannot name a new task" in finished(said).left_out[0]


def test_a_retold_task_that_differs_is_refused() -> None:
    """In a later round, the title of a task that was taken in the same place is no new task."""
    differs = EditSaid(Edit("create", "N9", title="task 1", description="More"))
    said = tell("x", provider=Scripted([TWELVE[0], CUT], [differs], []))
    assert ["Task 1"] == titles(said)
    assert "create N9: N1 with this title was taken" in finished(said).left_out[0]


def test_within_one_round_two_tasks_may_be_called_the_same() -> None:
    """Two handles are two tasks."""
    twice = [EditSaid(Edit("create", ref, title="Review")) for ref in ("N1", "N2")]
    assert ["Review", "Review"] == titles(tell("x", provider=Scripted(twice)))


def test_a_repeated_change_is_not_made_again() -> None:
    """An update, a deletion and the project's creation that were taken in a round before are ignored."""
    edits = [rename("T1", "One"), EditSaid(Edit("delete", "T7"))]
    said = tell("x", provider=Scripted([*edits, CUT], [*edits, rename("T2", "Two")]))
    assert ["-T7", "T1 title=One", "T2 title=Two"] == said.effects()
    assert (3, 3) == (len(said.patches), finished(said).edits)


def test_what_waits_for_the_rest_is_kept_until_it_is_there() -> None:
    """An edit that names a task from beyond the cut is neither lost nor refused."""
    early = EditSaid(Edit("create", "N1", title="First", depends_on=("N2",)))
    late = EditSaid(Edit("create", "N2", title="Second"))
    provider = Scripted([rename("T1", "One"), early, CUT], [late])
    said = tell("x", provider=provider)
    assert ["Second", "First"] == titles(said)
    assert "What you said of N1 is kept until the rest is there." in provider.requests[1].feedback


def test_what_waited_in_vain_is_handed_back() -> None:
    """When the rest does not bring what an edit waits for, its reason goes back like any other."""
    early = EditSaid(Edit("create", "N1", title="First", depends_on=("N2",)))
    provider = Scripted([rename("T1", "One"), early, CUT], [], [EditSaid(Edit("delete", "T7"))])
    said = tell("x", provider=provider)
    assert ("create N1: There is no task N2.",) == provider.requests[2].feedback
    assert 1 == finished(said).corrected


def test_an_answer_that_cannot_be_read_is_asked_for_once_more() -> None:
    """One more round, and then the person is told."""
    assert ["Task 1"] == titles(tell("x", provider=Scripted([UNREADABLE], [TWELVE[0]])))
    provider = Scripted([UNREADABLE], [UNREADABLE])
    assert (
        Failed("answer_unreadable", "Nothing in it was an edit.")
        == tell("x", provider=provider).end
    )
    assert 2 == len(provider.requests)


def test_rounds_have_an_end() -> None:
    """A model that is cut off every time is asked so many times; what there is of it is the draft."""
    rounds: list[Round] = [[edit, TRUNCATED] for edit in TWELVE]
    said = tell("x", provider=Scripted(*rounds))
    assert HAND_BACKS == len(retries(said))
    assert HAND_BACKS + 1 == finished(said).edits
    assert Stopped("answer_truncated", "The answer was too long.") == finished(said).stopped
    assert ("The answer was too long.",) == finished(said).left_out


@pytest.mark.parametrize("code", sorted(DOWN))
def test_a_provider_that_is_down_is_followed_by_the_next(code: FailureCode) -> None:
    """The person is told of both by name, and the author is the one that answered."""
    down = Scripted([ProviderFailed("First is away.", code)], name="first")
    unready = Scripted(name="second", ready=False)
    third = Scripted([TWELVE[0]], name="third")
    said = tell("x", provider=down, fallbacks=[unready, third])
    reason = "First is away. Instead of first, third is asked."
    assert FellBack("agent:third/one", reason) == said.outcomes[0]
    assert ("agent:third/one", ["Task 1"]) == (finished(said).author, titles(said))
    assert [] == unready.requests


def test_when_all_are_down_the_last_says_why() -> None:
    """There is no answer, and each failure was told on the way."""
    down = [
        Scripted([ProviderFailed(f"{name} is away.", "provider_unreachable")], name=name)
        for name in ("first", "second")
    ]
    said = tell("x", provider=down[0], fallbacks=down[1:])
    assert Failed("provider_unreachable", "second is away.") == said.end
    assert 1 == sum(isinstance(outcome, FellBack) for outcome in said.outcomes)


@pytest.mark.parametrize("first", [TextSaid("Well, "), TWELVE[0]])
def test_who_has_begun_to_answer_is_not_replaced(first: TextSaid | EditSaid) -> None:
    """Half an answer of one and half of another would have no author."""
    other = Scripted([TWELVE[0]], name="other")
    tell("x", provider=Scripted([first, CUT], [CUT], [CUT], [CUT]), fallbacks=[other])
    assert [] == other.requests


def test_a_refusal_is_an_answer() -> None:
    """A model that declines is not down: nobody else is asked until somebody agrees."""
    other = Scripted([TWELVE[0]], name="other")
    said = tell("x", provider=Scripted([DECLINED]), fallbacks=[other])
    assert ("answer_refused", []) == (getattr(said.end, "code", ""), other.requests)


def test_the_words_of_several_rounds_stand_apart() -> None:
    """Each round's text begins on a line of its own."""
    begun: list[Said] = [TextSaid("I"), TextSaid(" began."), UNKNOWN]
    provider = Scripted(begun, [rename("T1", "One"), TextSaid("Done.")])
    assert "I began.\nDone." == tell("x", provider=provider).text
