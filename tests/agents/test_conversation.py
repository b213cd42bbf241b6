"""The loop between a provider and the draft, held against a provider that says what it is told to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from itertools import count

from agents.conversation import HAND_BACKS, MAX_INSTRUCTION, converse
from agents.edits import Edit
from agents.outcomes import Asked, Failed, Finished, Patched, Retried
from agents.ports import (
    Context,
    EditSaid,
    ProviderFailed,
    QuestionSaid,
    Request,
    Said,
    TextSaid,
    UsageSaid,
)
from agents.usage import Usage
from ledger.core.events import Stopped
from ledger.core.model import EMPTY
from ledger.core.patch import Patch
from tests.agents.scripted import UNKNOWN, Scripted, rename
from tests.agents.talks import ACTOR, PLAN, TODAY, applied, effects, task_id, tell
from tests.plans import PROJECT


def test_an_edit_becomes_a_patch_as_soon_as_it_is_said() -> None:
    """Patches come numbered, before the text that follows them, and once more all together."""
    said = tell(
        "x", provider=Scripted([rename("T1", "One"), TextSaid("Done"), rename("T2", "Two")])
    )
    kinds = [type(outcome).__name__ for outcome in said.outcomes]
    assert ["Patched", "Said", "Patched", "Finished"] == kinds
    assert [0, 1] == [o.index for o in said.outcomes if isinstance(o, Patched)]
    assert isinstance(said.end, Finished)
    assert (said.patches, "Done", 1) == (said.end.patches, said.end.text, said.end.rounds)
    assert "agent:scripted/one" == said.end.author
    assert ["T1 title=One", "T2 title=Two"] == said.effects()


def test_whoever_says_me_is_named() -> None:
    """To everybody who reads the plan later, “me” would be somebody else."""
    said = [EditSaid(Edit("update", f"T{n}", assignee=who)) for n, who in ((1, "Me"), (2, "Memet"))]
    named = [patch.fields()["assignee"] for patch in tell("x", provider=Scripted(said)).patches]
    assert [ACTOR, "Memet"] == named


def test_the_model_that_was_asked_for_is_the_author() -> None:
    """The provider is told which model, and the author names it."""
    provider = Scripted([rename("T1", "One")])

    async def last() -> object:
        context = Context(PROJECT, PLAN, TODAY)
        return [o async for o in converse(provider, context, "x", lambda: task_id(9), "two")][-1]

    end = asyncio.run(last())
    assert isinstance(end, Finished)
    assert ("agent:scripted/two", "two") == (end.author, provider.requests[0].model)


def test_what_was_refused_goes_back_with_the_reason() -> None:
    """The next round knows the reason and the draft so far; what is put right then counts."""
    provider = Scripted([rename("T1", "One"), UNKNOWN], [rename("T2", "Two")])
    said = tell("x", provider=provider)
    retried = [o for o in said.outcomes if isinstance(o, Retried)]
    assert [Retried(1, "update T99: There is no task T99.")] == retried
    assert ("update T99: There is no task T99.",) == provider.requests[1].feedback
    assert "One" == provider.requests[1].context.tree.tasks[task_id(1)].title
    assert isinstance(said.end, Finished)
    assert ((), 2) == (said.end.left_out, said.end.rounds)


def test_after_three_hand_backs_the_person_is_told() -> None:
    """Without a single patch that is a failure; nothing is made up in its place."""
    provider = Scripted(*[[UNKNOWN]] * 9)
    said = tell("x", provider=provider)
    assert HAND_BACKS + 1 == len(provider.requests)
    assert [1, 2, 3] == [o.round for o in said.outcomes if isinstance(o, Retried)]
    assert Failed("edits_refused", "update T99: There is no task T99.") == said.end
    assert [] == said.effects()


def test_what_applied_is_kept_and_the_rest_is_named() -> None:
    """A half-bad answer keeps its good half; the provider that gives up is not asked again."""
    provider = Scripted([rename("T1", "One"), UNKNOWN], [TextSaid("I give up.")])
    said = tell("x", provider=provider)
    assert isinstance(said.end, Finished)
    assert ("update T99: There is no task T99.",) == said.end.left_out
    assert (2, "I give up.") == (said.end.rounds, said.end.text)
    assert ["T1 title=One"] == said.effects()


def test_edits_may_come_in_any_order() -> None:
    """What names a task that is created further on waits for it, without a further round."""
    provider = Scripted(
        [
            EditSaid(Edit("create", "N2", title="Second", parent="N1", depends_on=("N3",))),
            EditSaid(Edit("create", "N3", title="Third", parent="N1")),
            EditSaid(Edit("create", "N1", title="First", depends_on=("T1",))),
            UNKNOWN,
        ],
        [],
    )
    said = tell("x", provider=provider)
    expected = [
        "+First at P[5] depends_on={T1}",
        "+Second at First[1] depends_on={Third}",
        "+Third at First[0]",
    ]
    assert expected == said.effects()
    handles = dict(provider.requests[1].handles)
    assert {"N1", "N2", "N3"} == handles.keys()


def test_an_edit_is_applied_whole_or_not_at_all() -> None:
    """An edit that breaks a rule of the plan leaves no trace, and the reason is the rule's own."""
    circle = EditSaid(Edit("update", "T3", title="New name", add_depends_on=("T6",)))
    said = tell("x", provider=Scripted([circle], []))
    assert isinstance(said.end, Failed)
    assert "update T3: These would wait for each other for ever" in said.end.message
    assert [] == said.effects()


def test_a_new_plan_begins_with_its_project() -> None:
    """Without a project tasks are refused; with it, it gets the id that was promised."""
    task = EditSaid(Edit("create", "N1", title="First"))
    project = EditSaid(Edit("create", "P", title="New", description="Why", assignee="Ann"))
    assert isinstance(tell("x", EMPTY, provider=Scripted([task], [])).end, Failed)
    said = tell("x", EMPTY, provider=Scripted([project, task]))
    made = Patch("create", "project", PROJECT, {"title": "New", "summary": "Why", "owner": "Ann"})
    assert made == said.patches[0]
    assert "First" == next(iter(said.after.tasks.values())).title


def test_a_question_names_the_tasks_it_is_about() -> None:
    """Handles become candidates with number and title; unknown ones are left out."""
    asked = QuestionSaid("Which?", ("T1", "T99", "T3"), ("T1", "T3"))
    said = tell("x", provider=Scripted([asked]))
    assert said.question is not None
    assert ["Design login screen", "Login API"] == [c.title for c in said.question.candidates]
    assert ([1, 3], ("T1", "T3")) == (
        [c.number for c in said.question.candidates],
        said.question.options,
    )
    assert [said.question] == [o for o in said.outcomes if isinstance(o, Asked)]
    assert () == said.patches


def test_tokens_are_counted_over_all_rounds() -> None:
    """A retry costs as well."""
    provider = Scripted([UNKNOWN, UsageSaid(10, 2)], [UsageSaid(20, 3), rename("T1", "One")])
    said = tell("x", provider=provider)
    assert isinstance(said.end, Finished)
    assert Usage(30, 5) == said.end.usage


def test_a_provider_that_fails_is_told_as_it_is() -> None:
    """Its code and words reach the person; the patches before the failure are kept."""
    failure = ProviderFailed("The line was cut.", "provider_cut_off")
    assert (
        Failed("provider_cut_off", "The line was cut.")
        == tell("x", provider=Scripted([failure])).end
    )
    refusal = ProviderFailed("The model declined.", "answer_refused")
    said = tell("x", provider=Scripted([rename("T1", "One"), refusal]))
    assert isinstance(said.end, Finished)
    assert (("The model declined.",), ["T1 title=One"]) == (said.end.left_out, said.effects())
    assert Stopped("answer_refused", "The model declined.") == said.end.stopped


def test_an_instruction_has_a_limit() -> None:
    """A book is refused before any provider sees it."""
    provider = Scripted()
    said = tell("x" * (MAX_INSTRUCTION + 1), provider=provider)
    assert isinstance(said.end, Failed)
    assert ("instruction_too_long", []) == (said.end.code, provider.requests)


def test_a_listener_who_leaves_ends_the_provider() -> None:
    """Closing the conversation closes the provider's stream, wherever it is."""
    closed: list[str] = []

    class Endless(Scripted):
        async def stream(self, request: Request) -> AsyncGenerator[Said, None]:
            try:
                while True:
                    yield rename("T1", "Again")
                    await asyncio.sleep(0)
            finally:
                closed.append("closed")

    async def leave(new_id: Callable[[], str]) -> None:
        outcomes = converse(Endless(), Context(PROJECT, PLAN, TODAY), "x", new_id)
        await anext(outcomes)
        await outcomes.aclose()

    ids = (task_id(n) for n in count(1001))
    asyncio.run(leave(lambda: next(ids)))
    assert ["closed"] == closed


def test_all_patches_of_an_answer_are_a_valid_changeset() -> None:
    """Applied to the plan in one go, they give the draft."""
    said = tell("split 6 into a and b, combine 4 and 5, then delete 7")
    assert isinstance(said.end, Finished)
    assert said.effects() == sorted(effects(PLAN, applied(PLAN, said.end.patches)))
