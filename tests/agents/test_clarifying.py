"""Goals that say too little: a first draft, questions beside it, and a draft made anew from the answers."""

from __future__ import annotations

import pytest

from agents.answer import MOST_QUESTIONS
from agents.outcomes import Finished
from agents.ports import QuestionSaid, TextSaid
from ledger.core.model import EMPTY
from tests.agents.scripted import Scripted
from tests.agents.talks import PLAN, Talk, talk, tell


def questions(said: Talk) -> list[str]:
    assert isinstance(said.end, Finished)
    return [asked.question for asked in said.end.questions]


def title(said: Talk) -> str:
    project = said.after.project
    assert project is not None
    return project.title


def tasks(said: Talk) -> list[str]:
    return [task.title for task in said.after.ordered()]


@pytest.mark.parametrize(
    "goal",
    [
        "app",
        "make it better",
        "website",
        "Build a new system",
        "something with marketing",
        "Improve things",
        "Grow",
        "Make everything better at work by summer",
        "sth with my hands maybe?? idk",
        "the thing we talked about yesterday",
        "do the stuff from the meeting",
    ],
)
def test_a_vague_goal_is_drafted_and_asked_about(goal: str) -> None:
    """At most three short questions, each with answers to choose from; the draft is there already."""
    said = tell(goal, EMPTY)
    assert len(said.after.tasks) >= 4
    assert 1 <= len(questions(said)) <= 3
    assert all(len(asked) < 90 and asked.endswith("?") for asked in questions(said))
    assert isinstance(said.end, Finished)
    assert all(2 <= len(asked.options) <= 4 for asked in said.end.questions)


@pytest.mark.parametrize(
    "goal", ["Do something", "Help me", "plan", "help me plan something", "I need a new plan", "?"]
)
def test_where_there_is_nothing_to_draft_from_it_is_asked_first(goal: str) -> None:
    """Nothing is made up for a cry for help; what is answered becomes the draft."""
    said = talk(goal, tree=EMPTY)
    assert (0, 3) == (len(said.after.tasks), len(questions(said)))
    assert isinstance(said.end, Finished)
    assert all(2 <= len(asked.options) <= 4 for asked in said.end.questions)
    when = talk(goal, "in two weeks", tree=EMPTY)
    assert (0, questions(said)) == (len(when.after.tasks), questions(when))
    then = talk(goal, "Renovate a room; in two weeks", tree=EMPTY)
    assert ("Renovate a room in two weeks", []) == (title(then), questions(then))
    assert len(then.after.tasks) >= 4


@pytest.mark.parametrize(
    "goal",
    [
        "Build an online shop for books",
        "Move to Berlin",
        "Translate our website",
        "Plan a wedding in June",
        "Fix the bug in the login form",
        "an app for dog walkers",
        "Improve our onboarding process",
    ],
)
def test_a_clear_goal_is_not_asked_about(goal: str) -> None:
    """Who said what they want is not held up."""
    assert [] == questions(tell(goal, EMPTY))


def test_what_is_known_is_not_asked() -> None:
    """A day that the goal names."""
    assert "When should it be done?" not in questions(tell("app by the end of March", EMPTY))


@pytest.mark.parametrize(
    ("goal", "reply", "expected", "due"),
    [
        ("app", "For our customers", "Build an app for our customers", None),
        ("make it better", "Our website", "Improve our website", None),
        ("app", "Sell bread online", "Sell bread online", None),
        ("plan something", "a wedding in June", "Plan a wedding in June", "2027-06-30"),
        ("app", "in two weeks", "App", "2026-12-07"),
        (
            "website",
            "1. for local bakers\n2. in two weeks\n3. the complete product",
            "Build a website for local bakers in two weeks",
            "2026-12-07",
        ),
        ("Improve things", "Our hiring; no deadline", "Improve our hiring", None),
        ("tool", "with search, for our team", "Build a tool with search for our team", None),
        ("Grow", "Open a second shop, by March 31", "Open a second shop by March 31", "2027-03-31"),
    ],
)
def test_any_of_the_questions_may_be_answered(
    goal: str, reply: str, expected: str, due: str | None
) -> None:
    """In one message, in any order; the draft is made anew from goal and answers."""
    said = talk(goal, reply, tree=EMPTY)
    assert (expected, []) == (title(said), questions(said))
    assert said.after.project is not None
    assert due == said.after.project.due_date
    assert len(said.after.tasks) >= 4


def test_an_answer_replaces_the_first_draft() -> None:
    """Its tasks are gone, and those of the clearer goal are there instead."""
    first = talk("make it better", tree=EMPTY)
    then = talk("make it better", "Our website", tree=EMPTY)
    assert not set(tasks(first)) & set(tasks(then))
    assert any("website" in name for name in tasks(then))


def test_a_prototype_is_a_smaller_plan() -> None:
    """Fewer tasks, and none that waits for one that is left out."""
    whole = talk("app", "for bakers", tree=EMPTY)
    small = talk("app", "for bakers; a prototype to try the idea", tree=EMPTY)
    assert 4 == len(tasks(small)) < len(tasks(whole))
    again = talk("app", "A prototype to try the idea", tree=EMPTY)
    assert len(tasks(again)) <= 4


@pytest.mark.parametrize(
    "reply", ["go ahead", "never mind", "you choose", "There is no date", "The complete product"]
)
def test_nobody_has_to_answer(reply: str) -> None:
    """The draft stays as it is."""
    said = talk("app", reply, tree=EMPTY)
    assert ((), "All right, the draft stays as it is.") == (said.patches, said.text)


def test_an_instruction_is_one_whatever_was_asked() -> None:
    """A change of the draft in so many words."""
    said = talk("app", "Combine the first two tasks", tree=EMPTY)
    assert said.text.startswith("Combined ")
    assert len(tasks(said)) == len(tasks(talk("app", tree=EMPTY))) - 1


def test_what_says_nothing_is_no_answer() -> None:
    """It is read like any other words."""
    assert "App" == title(talk("app", "...", tree=EMPTY))


def test_an_old_question_is_not_answered_for_ever() -> None:
    """Only what was asked last counts."""
    said = talk("app", "go ahead", "For our customers", tree=EMPTY)
    assert "App" == title(said)


def test_at_most_three_questions_reach_a_person() -> None:
    """Whatever a model asks."""
    asked = [QuestionSaid(f"Question {n}?") for n in range(5)]
    said = tell("?", PLAN, provider=Scripted([TextSaid("Hm."), *asked]))
    assert MOST_QUESTIONS == len(questions(said))
    assert said.question is not None
    assert "Question 0?" == said.question.question
