"""What a model is given: within its budget, nothing agreed lost, and the stable part first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.context.quoting import neutral
from agents.context.relevance import handles_in
from agents.context.tokens import tokens
from agents.ports import Context, ProviderFailed, Request, Turn, TurnedDown
from agents.prompt import BUDGET, FRAME, Prompt, prompt_of
from agents.rules import rules_named
from ledger.core.algebra.diff import diff
from ledger.core.apply import replay
from ledger.core.events import Finding, Question
from ledger.core.model import EMPTY, Link, Tree
from ledger.core.patch import Patch
from tests.agents.talks import PLAN, TODAY, numbered, task_id
from tests.laws import examples
from tests.plans import PROJECT, create, plan, update_project

RULES = tokens(rules_named("project").text)


def context(tree: Tree = PLAN, turns: Sequence[Turn] = (), **more: object) -> Context:
    """A conversation about a plan, whose turns are on it already."""
    now = replay(tree, [patch for turn in turns for patch in turn.patches])
    found = Context(PROJECT, now, TODAY, turns=tuple(turns), base=tree)
    return replace(found, **more)  # type: ignore[arg-type]


def change(number: int, **fields: object) -> Patch:
    return Patch("update", "task", task_id(number), fields)


def delete(number: int) -> Patch:
    return Patch("delete", "task", task_id(number))


def prompt(of: Context, instruction: str = "Go on", budget: int = BUDGET) -> Prompt:
    return prompt_of(Request(of, instruction, "m"), budget)


def size(of: Prompt) -> int:
    return tokens(of.rules) + tokens(of.snapshot) + sum(tokens(m.text) for m in of.messages)


def words(of: Prompt) -> str:
    return "\n".join([of.snapshot, *(message.text for message in of.messages)])


@st.composite
def conversations(draw: st.DrawFn) -> list[Turn]:
    """A person who says anything, and an agent who creates, changes, deletes, asks and explains."""
    turns: list[Turn] = []
    there: list[int] = list(range(1, 8))
    following = 8
    for _ in range(draw(st.integers(0, 12))):
        turns.append(Turn("user", draw(st.text(min_size=1, max_size=300))))
        patches: list[Patch] = []
        for _ in range(draw(st.integers(0, 6))):
            patches.append(numbered(following, draw(TITLES)))
            there.append(following)
            following += 1
        if len(there) > 8 and draw(st.booleans()):
            gone = draw(st.sampled_from([number for number in there if number > 7]))
            there.remove(gone)
            patches.append(delete(gone))
        asked = draw(st.none() | st.builds(Question, st.text(max_size=200)))
        turns.append(Turn("agent", draw(st.text(max_size=3_000)), tuple(patches), asked))
    return turns


TITLES = st.text(min_size=1, max_size=60).filter(str.strip)


@given(conversations(), st.text(min_size=1, max_size=500), st.integers(RULES + 400, 40_000))
@examples(60)
def test_nothing_agreed_is_lost_and_the_budget_holds(
    turns: list[Turn], instruction: str, budget: int
) -> None:
    """Every word of the person and every task that was created and is there; or nothing is sent."""
    of = context(turns=turns)
    if budget < RULES + FRAME + sum(map(_at_most, turns)) + 2 * tokens(neutral(instruction)) + 60:
        budget_may_be_too_small(of, instruction, budget)
        return
    sent = prompt(of, instruction, budget)
    assert size(sent) <= budget
    said = [turn.text for turn in turns if turn.role == "user"] + [instruction]
    text = "\n".join(message.text for message in sent.messages if message.role == "user")
    assert [] == [words for words in said if neutral(words) not in text]
    created = {p.target_id for turn in turns for p in turn.patches if p.op == "create"}
    handles = set(handles_in(words(sent)))
    assert {f"T{of.tree.tasks[id].number}" for id in created if id in of.tree.tasks} <= handles


def budget_may_be_too_small(of: Context, instruction: str, budget: int) -> None:
    """Where there may be no room for all that must be said, nothing is sent, or it holds."""
    try:
        sent = prompt(of, instruction, budget)
    except ProviderFailed as failed:
        code = failed.code
    else:
        assert size(sent) <= budget
        code = "context_too_long"
    assert "context_too_long" == code


def _at_most(turn: Turn) -> int:
    """More than what a turn takes at least."""
    return tokens(neutral(turn.text) if turn.role == "user" else "") + 60 + 8 * len(turn.patches)


@given(conversations())
@examples(40)
def test_what_was_sent_is_sent_again(turns: list[Turn]) -> None:
    """A further message leaves rules, snapshot and earlier messages alone, unless the plan is another."""
    was, now = context(turns=turns[:-2]), context(turns=turns)
    before, after = prompt(was, "x", 1_000_000), prompt(now, "x", 1_000_000)
    assert before.rules == after.rules
    if before.snapshot == after.snapshot:
        kept = before.messages[: len(turns) - 2]
        assert kept == after.messages[: len(kept)]
    else:
        changed = {p.target_id for turn in turns for p in turn.patches}
        assert len(changed) * 4 > len(PLAN.tasks)


def test_a_snapshot_is_taken_anew_when_a_quarter_has_changed() -> None:
    """Until then it stays, and what changed is told in a line each."""
    tree = plan(*(numbered(n, f"Task {n}") for n in range(1, 101)))
    first = Turn("agent", "", tuple(change(n, title=f"New {n}") for n in range(1, 11)))
    second = Turn("agent", "", tuple(change(n, title=f"New {n}") for n in range(11, 30)))
    fresh, early = prompt(context(tree)), prompt(context(tree, [Turn("user", "a"), first]))
    assert fresh.snapshot == early.snapshot
    assert "<changes>\nT1 [ ] New 1 (under P)" in early.messages[-1].text
    late = prompt(context(tree, [Turn("user", "a"), first, Turn("user", "b"), second]))
    assert "New 29" in late.snapshot
    assert "<changes>" not in late.messages[-1].text


def test_changes_that_do_not_fit_are_told_to_be_more() -> None:
    """The first ones are told, and that there are others."""
    tree = plan(*(numbered(n, f"Task {n}") for n in range(1, 101)))
    done = Turn(
        "agent", "", tuple(change(n, title=f"New {n} " + "words " * 25) for n in range(1, 21))
    )
    text = prompt(context(tree, [Turn("user", "a"), done]), budget=RULES + 1_500).messages[-1].text
    assert "T1 [ ] New 1 words" in text
    assert "(more tasks have changed than fit here)\n</changes>" in text
    assert "New 20" not in text


def test_a_conversation_that_cannot_fit_is_refused() -> None:
    """What the person said is never left out: a conversation that is too long for that has to begin anew."""
    long = context(turns=[Turn("user", "word " * 3_000), Turn("agent", "Ok.")])
    with pytest.raises(ProviderFailed, match="begin a new one") as refused:
        prompt(long, budget=RULES + 1_500)
    assert "context_too_long" == refused.value.code


def test_a_task_that_is_gone_is_told_by_the_handle_that_it_had() -> None:
    """In the changes and in the record of what was done."""
    tree = plan(*(numbered(n, f"Task {n}") for n in range(1, 41)))
    done = Turn("agent", "Done.", (delete(9), change(2, title="Two")))
    text = words(prompt(context(tree, [Turn("user", "drop 9"), done])))
    assert "T9 is gone" in text
    assert "changed T2; deleted T9" in text


def test_a_carried_draft_is_shown_as_it_is_now() -> None:
    """Where the turns' patches do not lead to the plan, there is a new snapshot and no changes."""
    done = Turn("agent", "Done.", (numbered(9, "Elsewhere"),))
    moved = context(turns=[Turn("user", "a"), done], base=None)
    sent = prompt(moved)
    assert "T9 [ ] Elsewhere" in sent.snapshot
    assert "<changes>" not in words(sent)
    assert "created T9" in words(sent)


def test_the_day_and_the_selected_task_are_told() -> None:
    """Relative dates have something to be relative to."""
    text = prompt(context(mode="task", task_id=task_id(5)), "x").messages[-1].text
    assert "Today is Monday, 2026-11-23." in text
    assert "The selected task is T5." in text
    assert text.endswith("Answer with the JSON object only.")


def test_the_selected_task_comes_in_full_with_what_is_around_it() -> None:
    """Its ancestors, siblings and dependencies with their descriptions and acceptance criteria."""
    text = prompt(context(mode="task", task_id=task_id(3)), "break it down").messages[-1].text
    shown = text[text.index("<tasks>") : text.index("</tasks>")]
    assert "T3 [ ] Login API | @Ann due 2026-12-10 after T2 #backend (the selected task)" in shown
    assert "  | - Wrong passwords are refused" in shown
    assert "  | Accounts by e-mail." in shown
    assert {"T1", "T2", "T3", "T4", "T5", "T6", "T7"} == set(handles_in(shown))


def test_what_the_instruction_names_comes_in_full() -> None:
    """In project mode as well, with what it is under and depends on."""
    text = prompt(context(), "is the signup api done?").messages[-1].text
    assert "  | - Mails are verified" in text
    assert "<tasks>\nT2 [x] Signup API" in text


def test_a_new_plan_begins_with_its_project() -> None:
    """The model is told that there is none."""
    sent = prompt(context(EMPTY), "Open a bakery")
    assert "<plan>\nThere is no project yet: create P first.\n</plan>" == sent.snapshot
    assert "project-" in sent.name
    assert 1 == len(sent.messages)


def test_earlier_rounds_are_told_after_what_was_asked() -> None:
    """What was taken stands as a record, what was refused as feedback; before it, all is as it was."""
    first = Request(context(), "rename it", "m")
    taken = change(1, title="Renamed")
    fresh = create(task_id(99), title="Fresh", position="zz")
    again = replace(
        first,
        context=replace(first.context, tree=replay(PLAN, [taken, fresh])),
        feedback=("update T99: There is no task T99.",),
        handles=(("N1", task_id(99)),),
        began=PLAN,
        taken=(taken, fresh),
    )
    before, after = prompt_of(first), prompt_of(again)
    assert before.messages == after.messages[:1]
    assert (before.rules, before.snapshot) == (after.rules, after.snapshot)
    record, feedback = after.messages[1:]
    assert "T1 [ ] Renamed" in record.text
    assert "N1 [ ] Fresh (under P) (new)" in record.text
    assert "<feedback>\n- update T99: There is no task T99.\n</feedback>" in feedback.text
    nothing = prompt_of(replace(first, feedback=("x",)))
    assert "Nothing was taken." in nothing.messages[1].text


def test_an_instruction_without_an_answer_is_told_so() -> None:
    """Two messages of a person in a row are not taken for one."""
    sent = prompt(context(turns=[Turn("user", "first"), Turn("user", "second")]), "third")
    roles = [message.role for message in sent.messages]
    assert ["user", "agent", "user", "agent", "user"] == roles
    assert "No answer came of this." in sent.messages[1].text


def test_hand_edits_are_told_as_what_the_person_did() -> None:
    """They are not words, and need no answer."""
    edit = Turn("user", "", (change(1, title="Mine"), delete(7)))
    sent = prompt(context(turns=[Turn("user", "a"), Turn("agent", "ok"), edit]), "b")
    assert "The person edited the draft: changed T1; deleted T7." in sent.messages[2].text


def test_questions_and_findings_are_remembered() -> None:
    """A person answers "the second" to what was asked."""
    asked = Turn("agent", "Which?", question=Question("Which?", options=("T1 Design", "T2 Signup")))
    found = Turn("agent", "One.", findings=(Finding("no_owner", "Nobody has it.", task_id(3)),))
    text = words(prompt(context(turns=[Turn("user", "a"), asked, Turn("user", "b"), found])))
    assert "Asked: Which? (T1 Design; T2 Signup)" in text
    assert "Found: no_owner T3: Nobody has it." in text


def test_what_was_agreed_leaves_room_for_the_plan() -> None:
    """Of more and longer conventions than fit, the newest are told, and how many are not."""
    agreed = [f"Convention {n}. {'Mind the gap. ' * 35}" for n in range(1, 51)]
    tree = plan(update_project(metadata={"conventions": agreed}), numbered(1, "Find me"))
    asked = prompt(context(tree), budget=RULES + 4_000)
    assert size(asked) <= RULES + 4_000
    assert "Agreed for every plan here: Convention 50." in asked.snapshot
    assert "older conventions do not fit here)" in asked.snapshot
    assert "Find me" in asked.snapshot
    assert 50 == prompt(context(tree)).snapshot.count("Agreed for every plan here: Convention")


def test_long_conversations_lose_the_agents_words_first() -> None:
    """The oldest answers become one line of outcome, the newest stays as it was said."""
    turns: list[Turn] = []
    for n in range(8, 40):
        answer = f"Answer {n}. " + "Blah. " * 200
        turns += [Turn("user", f"Wish {n}"), Turn("agent", answer, (numbered(n, f"Made {n}"),))]
    text = words(prompt(context(turns=turns), budget=8_000))
    assert "Answer 39." in text
    assert "Answer 8." not in text
    assert "<record>\ncreated T8\n</record>" in text
    assert [] == [n for n in range(8, 40) if f"Wish {n}\n" not in text]


def test_what_people_turned_down_is_told() -> None:
    """With the reason, in quotes, and the names that its tasks have now."""
    down = (
        TurnedDown(
            day="2026-11-20",
            instruction="plan the launch",
            reason="too </rejected> detailed",
            created=tuple(f"Step {n}" for n in range(15)),
            changed=((task_id(3), ("status",)),),
            deleted=(task_id(7), task_id(99)),
            more=4,
        ),
        TurnedDown("2026-11-19", "more", in_part=True, created=("Party",)),
    )
    block = prompt(context(turned_down=down)).snapshot.split("<rejected>\n")[1]
    first, second, *_ = block.splitlines()
    assert first.startswith(
        "2026-11-20: Rejected, because: “too ‹/rejected> detailed”. Asked was: “plan the launch”."
    )
    assert "created “Step 0”, " in first
    assert "and 3 more; changed T3 (status); deleted T7, a task that is gone; made 4 more" in first
    assert (
        "2026-11-19: A part was left out. Asked was: “more”. It would have created “Party”."
        == second
    )


def test_who_looks_for_risks_is_told_since_when_tasks_rest() -> None:
    """The longest first, as many as fit; whoever is asked for a plan is not."""
    days = {task_id(n): f"2026-11-{n:02}" for n in (5, 2, 3)} | {task_id(99): "2026-11-01"}
    asked = Request(context(last_changed=days), "What could go wrong?", "m", kind="risks")
    told = "<resting>\nT2 last changed on 2026-11-02\nT3 last changed on 2026-11-03\n"
    assert told in words(prompt_of(asked))
    assert "resting" not in words(prompt_of(replace(asked, kind="plan")))
    many = plan(*(numbered(n, f"Docs {n}") for n in range(1, 200)))
    long = context(many, last_changed=dict.fromkeys(many.tasks, "2026-11-02"))
    short = words(prompt_of(replace(asked, context=long), RULES + 4_000))
    assert 0 < short.count("last changed on") < 199


def test_as_many_rejections_and_tasks_are_told_as_fit() -> None:
    """The first ones first, and none in half."""
    long = tuple(TurnedDown("2026-11-20", f"Wish {n}", reason="no " * 90) for n in range(50))
    tree = plan(*(numbered(n, f"Docs {n}", description="x y " * 400) for n in range(1, 13)))
    named = "T1-T12 need better docs"
    sent = prompt(context(tree, turned_down=long), named, RULES + 6_000)
    told = sent.snapshot.count("Rejected, because")
    assert 0 < told < 50
    assert "Wish 0”" in sent.snapshot
    shown = sent.messages[-1].text.count("  | x y")
    assert 0 < shown < 12
    assert size(sent) <= RULES + 6_000


def test_what_the_project_and_a_task_say_of_themselves_is_told() -> None:
    """Dates, owner, summary, links and the time that was spent."""
    tree = plan(
        update_project(
            summary="Why\nwe do it", start_date="2026-11-01", due_date="2026-12-24", owner="Ann"
        ),
        numbered(1, "Docs", actual_minutes=30, links=(Link("jira", "A-1"),)),
    )
    sent = prompt(context(tree), "T1")
    line = "P Plan | status planning priority medium from 2026-11-01 due 2026-12-24 owner Ann"
    assert f"<plan>\n{line}\n| Why\n| we do it\n" in sent.snapshot
    assert "T1 [ ] Docs\n  worked 30m\n  link jira A-1\n" in sent.messages[-1].text


def test_a_changed_project_is_told_with_its_line() -> None:
    """Under its handle P, in the changes and in the record."""
    tree = plan(*(numbered(n, f"Task {n}") for n in range(1, 9)))
    done = Turn("agent", "Done.", (update_project(title="New name"),))
    text = words(prompt(context(tree, [Turn("user", "rename"), done])))
    assert "<changes>\nP New name | status planning priority medium\n</changes>" in text
    assert "changed P" in text


@pytest.mark.parametrize("budget", [6_000, 12_000, BUDGET])
def test_two_thousand_tasks_fit(budget: int) -> None:
    """The selected task and what it needs in full, the rest as an outline, folded where it has to be."""
    sent = prompt(context(LARGE, mode="task", task_id=task_id(1250)), "break it down", budget)
    assert size(sent) <= budget
    assert "T1250 [ ] Task 1250 (the selected task)" in sent.messages[-1].text
    assert "T1250 [ ] Task 1250" in sent.snapshot


def test_two_thousand_tasks_need_not_be_folded_much() -> None:
    """At the stated budget more than half of them have a line of their own."""
    snapshot = prompt(context(LARGE)).snapshot
    assert 1_000 < snapshot.count("\n")


def _large() -> Iterator[Patch]:
    for number in range(1, 2001):
        parent = None if number <= 50 else number // 10
        done = {"status": "completed"} if number % 3 == 0 else {}
        yield numbered(number, f"Task {number}", parent, **done)


LARGE = plan(*_large())


def test_the_same_request_gives_the_same_prompt() -> None:
    """However the tree came about."""
    other = replay(EMPTY, diff(EMPTY, PLAN))
    assert other == PLAN
    assert prompt(context(PLAN), "docs and T3") == prompt(context(other), "docs and T3")
    assert date(2026, 11, 23) == TODAY
