"""Opinions of the embedded planner: what it finds in a plan, and that it changes nothing by itself."""

from __future__ import annotations

from typing import Any

import pytest

from agents.edits import Edit
from agents.outcomes import Failed, Finished, Found
from agents.ports import Context, EditSaid, FindingSaid, Kind, Said
from agents.providers.embedded.opinions.opining import opinion as opine
from ledger.core.derived.next import next_tasks
from ledger.core.events import Finding
from ledger.core.model import EMPTY, Tree
from tests.agents.scripted import Scripted
from tests.agents.talks import PLAN, TODAY, Talk, numbered, task_id, tell
from tests.plans import PROJECT, plan, update_project


def ended(said: Talk) -> Finished:
    assert isinstance(said.end, Finished)
    return said.end


def found(said: Talk) -> list[str]:
    """Each finding as its kind and the number of its task."""
    findings = ended(said).findings
    assert list(findings) == [o.finding for o in said.outcomes if isinstance(o, Found)]
    return [f"{f.kind} T{f.number}" if f.target_id else f.kind for f in findings]


def reason(said: Talk, kind: str) -> str:
    return next(f.reason for f in ended(said).findings if f.kind == kind)


def opinion(kind: Kind, *tasks: object, task: int | None = None, words: str = "?") -> Talk:
    return tell(words, plan(*tasks), task=task, kind=kind)  # type: ignore[arg-type]


DONE: dict[str, Any] = {"status": "completed", "actual_minutes": 300}


def test_an_estimate_follows_finished_tasks_that_are_like_it() -> None:
    """The median of what they took, with their names in the reason."""
    said = opinion(
        "estimate",
        numbered(1, "Build login form", status="completed", actual_minutes=200),
        numbered(2, "Build signup form", status="completed", actual_minutes=320),
        numbered(3, "Build contact form"),
    )
    assert ["T3 estimated_minutes=270"] == said.effects()
    assert ["estimate T3"] == found(said)
    assert "T1 “Build login form” took 3h 20m" in reason(said, "estimate")


def test_else_it_follows_other_estimates_outlines_or_the_kind_of_work() -> None:
    """Corrected by how much longer finished tasks took than they were estimated at."""
    late = [
        numbered(
            n, f"Thing {n} alpha{n}", status="completed", estimated_minutes=100, actual_minutes=200
        )
        for n in (1, 2, 3)
    ]
    said = opinion(
        "estimate", *late,
        numbered(4, "Paint garden fence", estimated_minutes=120),
        numbered(5, "Paint garden shed"),
        numbered(6, "Zorble the frumious"),
        numbered(7, "Send it"),
    )  # fmt: skip
    by_number = {f.number: f.reason for f in ended(said).findings}
    assert "is estimated at 2h" in by_number[5]
    assert "Nothing here is like it" in by_number[6]
    assert "T5 estimated_minutes=240" in said.effects()
    assert "T7 estimated_minutes=60" in said.effects()
    assert "2.0 times their estimates" in said.text


def test_an_outline_says_how_long_its_tasks_take() -> None:
    tree = tell("Build a new user authentication flow", EMPTY).after
    said = tell("estimate again", tree, kind="estimate")
    assert {"estimate"} == {f.kind for f in ended(said).findings}
    assert all("by its outline" in f.reason for f in ended(said).findings)


def test_a_bare_noun_does_not_ask_for_all_of_a_kind() -> None:
    """“Documentation” beside other tasks is a task; “Hire a designer” takes what hiring takes in a plan."""
    said = opinion("estimate", numbered(1, "Documentation"), numbered(2, "Hire a designer"))
    minutes = {t.number: t.estimated_minutes or 0 for t in said.after.tasks.values()}
    assert minutes[1] <= 2 * 480
    assert minutes[2] > 5 * 480


def test_what_is_estimated_or_done_is_left_alone() -> None:
    """Unless it is asked for again; in task mode only the task and what is below it counts."""
    tasks = (numbered(1, "A thing", estimated_minutes=60), numbered(2, "B thing", **DONE))
    assert ([], "Every open task has an estimate") == (
        opinion("estimate", *tasks).effects(),
        opinion("estimate", *tasks).text[:31],
    )
    assert ["T1 estimated_minutes=300"] == opinion(
        "estimate", *tasks, words="re-estimate"
    ).effects()
    assert "no open task" in opinion("estimate", tasks[1]).text
    two = (numbered(1, "Up"), numbered(2, "Down", 1), numbered(3, "Beside"))
    assert ["estimate T2"] == found(opinion("estimate", *two, task=1))


def test_complex_is_what_is_large_wide_or_several_things() -> None:
    """The most complex first; small and clear tasks are not named."""
    said = opinion(
        "complexity",
        numbered(1, "Fix typo", estimated_minutes=30),
        numbered(2, "Migrate the platform", estimated_minutes=4_800),
        numbered(3, "Design, build and test it", description="x" * 500, depends_on=(1, 2, 5)),
        numbered(
            4, "Form", estimated_minutes=500, acceptance_criteria=tuple("abcd"), depends_on=(2,)
        ),
        numbered(5, "Spike", estimated_minutes=60, depends_on=(2,)),
    )
    assert ["break_down T2", "break_down T3", "break_down T4"] == found(said)
    assert (9, []) == (ended(said).findings[0].score, said.effects())
    assert "sub-tasks." in reason(said, "break_down")
    assert "3 of 5 open tasks are worth breaking down" in said.text
    assert (
        "None of the 1 open task needs"
        in opinion("complexity", numbered(1, "Fix typo", estimated_minutes=30)).text
    )
    assert "no open task" in opinion("complexity", numbered(1, "Gone", status="cancelled")).text


def test_what_is_next_is_ready_and_has_reasons() -> None:
    """The same order as to the question in words, and as in the view of what is next."""
    said = tell("?", PLAN, kind="next")
    assert [f"next T{s.number}" for s in next_tasks(PLAN, TODAY)] == found(said)
    assert ["next T7", "next T4", "next T1"] == found(said)
    assert [10, 9, 8] == [f.score for f in ended(said).findings]
    begun = opinion(
        "next", numbered(1, "A", priority="high"), numbered(2, "B", status="in_progress")
    )
    assert ["next T2", "next T1"] == found(begun)
    assert "Already started." == reason(begun, "next")
    assert said.text.startswith("Next: ")
    urgent = opinion("next", numbered(1, "Now", priority="high", due_date="2026-11-20"),
                     numbered(2, "Then", depends_on=(1,)), numbered(3, "Free"))  # fmt: skip
    assert ["next T1", "next T3"] == found(urgent)
    assert (
        "Overdue since 2026-11-20, high priority, on the critical path and unblocks 1 task."
    ) == reason(urgent, "next")
    assert "Nothing stands in its way." == ended(urgent).findings[1].reason


def risky(*tasks: object, due: str | None = None) -> Talk:
    tree = plan(*tasks, update_project(due_date=due))  # type: ignore[arg-type]
    return tell("?", tree, kind="risks")


OWNED: dict[str, Any] = {"assignee": "Ann", "estimated_minutes": 60}


def test_days_that_cannot_be_kept_are_risks() -> None:
    """Overdue, due before what it waits for, due before it can be done."""
    said = risky(
        numbered(1, "Late", due_date="2026-11-20", **OWNED),
        numbered(2, "First", due_date="2026-12-20", **OWNED),
        numbered(3, "Second", due_date="2026-12-10", depends_on=(2,), **OWNED),
        numbered(4, "Huge", due_date="2026-11-25", assignee="Bob", estimated_minutes=4_800),
    )
    assert {"overdue T1", "due_before_dependencies T3", "due_before_dependencies T4"} <= set(
        found(said)
    )
    assert "overdue T1" == found(said)[0]
    assert [] == said.effects()


def test_owners_and_load_are_looked_at() -> None:
    """Nobody at all is one risk; else each task that somebody should have; and who has too much."""
    assert "no_owner" in found(risky(numbered(1, "A x"), numbered(2, "B y")))
    some = risky(
        numbered(1, "Owned", **OWNED),
        numbered(2, "Begun", status="in_progress"),
        numbered(3, "Soon", due_date="2026-12-01"),
        numbered(4, "Vital", priority="critical"),
        numbered(5, "Some day"),
    )
    assert {"no_owner T2", "no_owner T3", "no_owner T4"} <= set(found(some))
    assert "no_owner T5" not in found(some)
    under = risky(numbered(1, "Owned", **OWNED), numbered(2, "Below", 1, priority="high"))
    assert not [kind for kind in found(under) if kind.startswith("no_owner")]
    busy = risky(
        *(numbered(n, f"Job{n}", assignee="Ann", status="in_progress", estimated_minutes=960,
                   due_date="2026-11-27") for n in range(1, 6)),
    )  # fmt: skip
    reasons = [f.reason for f in ended(busy).findings if f.kind == "overloaded"]
    assert any(
        "works on 5 tasks at once" in said or "more than the days left" in said for said in reasons
    )


def test_what_stands_still_is_a_risk() -> None:
    """In progress for long, or blocked by nothing that is named."""
    said = risky(
        numbered(1, "Old", status="in_progress", start_date="2026-10-01", **OWNED),
        numbered(2, "New", status="in_progress", start_date="2026-11-20", **OWNED),
        numbered(3, "Stuck", status="blocked", **OWNED),
        numbered(4, "Waits", status="blocked", depends_on=(2,), **OWNED),
    )
    assert {"stale T1", "blocked T3"} <= set(found(said))
    assert not {"stale T2", "blocked T4"} & set(found(said))


def test_a_task_that_nobody_touches_is_stale_too() -> None:
    """It says that it is in progress, and the ledger that nothing of it has changed for weeks."""
    tree = plan(
        update_project(),
        *(numbered(n, f"Thing {n}", status="in_progress", **OWNED) for n in (1, 2)),
    )
    days = {task_id(1): "2026-10-01", task_id(2): "2026-11-20"}
    context = Context(PROJECT, tree, TODAY, last_changed=days)
    findings = opine(context, "risks", "?").findings
    [stale] = [found for found in findings if found.kind == "stale"]
    assert "T1" == stale.ref
    assert "nothing of it was changed for 53 days" in stale.reason


@pytest.mark.parametrize(
    ("due", "score", "words"),
    [
        ("2026-11-24", 10, "after the project's due date"),
        ("2026-12-01", 5, "leaves 4 days"),
        ("2027-03-01", 2, "leaves 94 days"),
        (None, 3, "whatever delays one of them"),
    ],
)
def test_the_longest_chain_is_measured(due: str | None, score: int, words: str) -> None:
    """Against the project's due date, where it has one: five working days from a Monday."""
    said = risky(
        numbered(1, "Alpha", assignee="Ann", estimated_minutes=960),
        numbered(2, "Beta", assignee="Ann", estimated_minutes=1_440, depends_on=(1,)),
        due=due,
    )
    [chain] = [f for f in ended(said).findings if f.kind == "critical_path"]
    assert score == chain.score
    assert "T1 → T2" in chain.reason
    assert words in chain.reason


def test_the_longest_chain_leads_through_the_parts_of_tasks() -> None:
    """What waits for a task with parts waits for the last of them; what is done takes no time."""
    said = risky(
        numbered(1, "Alpha", assignee="Ann"),
        numbered(2, "Beta", 1, estimated_minutes=480, assignee="Ann"),
        numbered(3, "Gamma", 1, estimated_minutes=960, assignee="Ann", depends_on=(5,)),
        numbered(4, "Delta", depends_on=(1,), estimated_minutes=480, assignee="Ann"),
        numbered(5, "Omega", status="completed", estimated_minutes=4_800),
    )
    assert "The longest chain (T3 → T4) takes 3d;" in reason(said, "critical_path")


def test_a_missing_dependency_is_proposed() -> None:
    """A later stage of the same thing that does not wait for the earlier one; once it does, no more."""
    said = risky(
        numbered(1, "Build invoice list", **OWNED),
        numbered(2, "Test invoice list", **OWNED),
        numbered(3, "Deploy invoice list", **OWNED),
        numbered(4, "Test something else", **OWNED),
    )
    assert ["T2 depends_on={T1}", "T3 depends_on={T2}"] == said.effects()
    again = tell("?", said.after, kind="risks")
    assert "missing_dependency" not in {f.kind for f in ended(again).findings}


def test_a_plan_without_risks_says_so() -> None:
    assert "I see no risk" in risky(numbered(1, "Only one", **OWNED)).text
    assert "Nothing is open" in risky(numbered(1, "Over", status="completed")).text
    many = risky(
        *(numbered(n, f"Vital{n}", priority="high") for n in range(1, 30)),
        numbered(40, "X", **OWNED),
    )
    assert 20 == len(ended(many).findings)
    assert "Shown are the first 20" in many.text
    assert "no_estimate" in {
        f.kind for f in ended(risky(numbered(1, "A"), numbered(2, "B"), numbered(3, "C"))).findings
    }


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("What are the risks?", "no_owner"),
        ("please estimate all tasks", "estimate"),
        ("Which tasks are too big?", "break_down"),
        ("which tasks should be broken down?", "break_down"),
    ],
)
def test_an_opinion_can_be_asked_for_in_words(words: str, kind: str) -> None:
    """In the middle of a conversation about the plan."""
    tree = plan(numbered(1, "Migrate the platform and everything"), numbered(2, "Form"))
    assert kind in {f.kind for f in ended(tell(words, tree)).findings}


def test_an_empty_plan_has_no_opinions() -> None:
    assert "The plan has no tasks yet." == tell("?", plan(), kind="risks").text


# What a model finds


def scripted(kind: Kind, *said: Said, tree: Tree = PLAN) -> Talk:
    return tell("?", tree, provider=Scripted(said, *[()] * 3), kind=kind)


def test_findings_name_tasks_by_their_ids() -> None:
    """With number and title as they were; about the plan, without."""
    end = ended(
        scripted(
            "risks",
            FindingSaid("no_owner", " Nobody has it. ", "T1", 7),
            FindingSaid("other", "Hm.", "P"),
            FindingSaid("no_estimate", "None.", ""),
        )
    )
    task = next(t for t in PLAN.tasks.values() if t.number == 1)
    assert (
        Finding("no_owner", "Nobody has it.", task.id, 1, task.title, 7),
        Finding("other", "Hm."),
        Finding("no_estimate", "None."),
    ) == end.findings


def test_a_finding_that_is_said_again_counts_once() -> None:
    """The later one of the same kind about the same task."""
    end = ended(scripted("next", FindingSaid("next", "a", "T1"), FindingSaid("next", "b", "T1")))
    assert ["b"] == [f.reason for f in end.findings]


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (FindingSaid("gloom", "x"), "is not one of"),
        (FindingSaid("next", "x"), "is not one of"),
        (FindingSaid("stale", " "), "says why"),
        (FindingSaid("stale", "x", "T99"), "no task T99"),
        (FindingSaid("stale", "x", "T1", 11), "from 1 to 10"),
    ],
)
def test_what_is_no_finding_goes_back_with_the_reason(finding: FindingSaid, words: str) -> None:
    """And is left out in the end; what was good stays."""
    provider = Scripted([FindingSaid("other", "ok"), finding], [])
    end = ended(tell("?", PLAN, provider=provider, kind="risks"))
    assert ["ok"] == [f.reason for f in end.findings]
    assert words in provider.requests[1].feedback[0]


@pytest.mark.parametrize("kind", ["estimate", "complexity", "next"])
def test_an_opinion_changes_nothing_that_was_not_asked_for(kind: Kind) -> None:
    """An estimate sets estimates, the others nothing: whatever else is said is refused."""
    edit = Edit("update", "T1", title="Mine now", estimated_minutes=5)
    said = scripted(kind, EditSaid(edit), EditSaid(Edit("delete", "T2")))
    assert isinstance(said.end, Failed)
    assert ("edits_refused", PLAN) == (said.end.code, said.after)
    allowed = scripted("estimate", EditSaid(Edit("update", "T1", estimated_minutes=5)))
    assert ["T1 estimated_minutes=5"] == allowed.effects()
