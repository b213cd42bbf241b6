"""Questions about a plan: each answer names the facts that were asked for, and nothing is changed."""

from __future__ import annotations

import pytest

from agents.providers.embedded.asking.answering import UNKNOWN
from agents.providers.embedded.asking.helping import HELP
from agents.providers.embedded.asking.kinds import KINDS
from tests.agents.talks import Talk, numbered, talk, tell
from tests.evaluation.plans import PLANS
from tests.plans import plan

SITE = plan(
    numbered(1, "Write the copy", estimated_minutes=960, assignee="Ann"),
    numbered(2, "Design the homepage", estimated_minutes=1440, assignee="Bob"),
    numbered(3, "Build the frontend", estimated_minutes=2400, assignee="Bob", depends_on=(2, 4)),
    numbered(4, "Set up hosting", estimated_minutes=240, assignee="Cem"),
    numbered(5, "Write the docs", estimated_minutes=480),
    numbered(6, "Test on mobile", estimated_minutes=960, assignee="Ann", depends_on=(3,)),
    numbered(7, "Announce the launch", depends_on=(6,)),
)
TREES = {**PLANS, "site": SITE}

OF_THE_SITE = [
    ("how much work is left for Ann?", "4d|2 tasks"),
    ("how much work is left for Bob?", "8d|2 tasks"),
    ("How much time does Ann need?", "4d"),
    ("how much work is left?", "13d 4h|6 tasks|1 more has no estimate"),
    ("how many hours are estimated for the open tasks", "13d 4h"),
    ("how long will everything take?", "13d 4h|7 December 2026"),
    ("how long does the docs take?", "T5|1d"),
    ("what should Lisa do next?", "Lisa has no open tasks|T5"),
    ("what can Tom start with?", "Tom has no open tasks"),
    ("what should Bob do next?", "T2"),
    ("what should Ann do first?", "T1"),
    ("what does Cem have to do?", "Cem has|T4"),
    ("What's late?", "Nothing is overdue."),
    ("What is overdue", "Nothing is overdue."),
    ("anything behind schedule?", "Nothing is overdue."),
    ("What's due this week?", "Nothing is due this week."),
    ("is anything due before Friday?", "Nothing is due before Friday 27 November 2026."),
    ("T2 due date?", "T2|no due date"),
    ("what has no due date", "7 open tasks"),
    ("what is the deadline of the project?", "due date"),
    ("when can we launch?", "T7|no due date|7 December 2026"),
    ("when will we be done?", "7 December 2026|1 task has no estimate"),
    ("are we on track?", "Nothing is overdue|7 December 2026"),
    ("who has T2?", "T2|Bob"),
    ("who works on T4", "T4|Cem"),
    ("who does what?", "Ann has T1|T6|Bob has T2|Cem has T4|Nobody has T5"),
    ("who's overloaded?", "Bob (8d|Ann (4d"),
    ("who has the most to do?", "Bob (8d in 2 open tasks) has the most"),
    ("is anybody free?", "Cem (4h in 1 open task) has the least"),
    ("is Ann busy?", "Ann has 2 open tasks|4d"),
    ("how many tasks does Bob have", "Bob has 2 open tasks|T2|T3"),
    ("list Bob's tasks", "Bob has T2|T3"),
    ("did Ann finish the copy?", "T1|not started"),
    ("did Bob finish the copy?", "T1|not started|assigned to Ann, not to Bob"),
    ("is T2 blocked?", "No: T2|Nothing stands in its way"),
    ("is T2 blocked", "No: T2|Nothing stands in its way"),
    ("is T3 blocked", "Yes: T3|waits for T2|T4"),
    ("does T3 depend on T4?", "Yes|T3|T4"),
    ("does T7 depend on T4?", "Yes, through other tasks|T6"),
    ("does T4 depend on T3?", "No, it is the other way round"),
    ("does T1 depend on T5?", "No|does not depend"),
    ("what does T6 wait for?", "T6|waits for T3"),
    ("what is blocking T7?", "T7|waits for T6"),
    ("what comes after T3?", "T6|Behind that: T7"),
    ("what comes before the launch", "T7|T6"),
    ("does anything depend on the docs?", "Nothing depends on T5"),
    ("what's the critical path?", "T2|then T3|then T6|then T7|10d"),
    ("what can run in parallel?", "4 tasks|T1|T2|T4|T5"),
    ("which tasks can start now?", "T1|T2|T4|T5"),
    ("which task takes the longest?", "T3|5d"),
    ("biggest task?", "T3|5d"),
    ("which task is the shortest?", "T4|4h"),
    ("which task is the riskiest?", "The greatest risk is with T2"),
    ("which tasks have nobody?", "2 open tasks|T5|T7"),
    ("which have no estimate", "1 open task has no estimate: T7"),
    ("what's unassigned", "2 open tasks|T5|T7"),
    ("is the docs task assigned?", "T5|nobody"),
    ("from T4 on", "4 tasks|T4|T5|T6|T7"),
    ("give me the details of T5", "T5|not started|1d|nobody"),
    ("what is T5 about", "T5|not started"),
    ("what's in progress?", "Nothing is in progress."),
    ("what have we finished?", "Nothing is done."),
    ("how much is done?", "7 tasks|0%"),
    ("is everything done?", "No: 7 tasks are open"),
    ("show me everything tagged backend", "no tasks with the tag “backend”"),
    ("who is on the team?", "Ann, Bob and Cem"),
    ("hey, can you tell me who does the hosting, please?", "T4|Cem"),
]
OF_OTHERS = [
    ("shop", "what's left in Checkout?", "6 tasks in T7|T8|T14"),
    ("shop", "how much work is left in checkout?", "5d 4h|4 tasks|2 more have no estimate"),
    ("shop", "what's left for Mia?", "T3|T8"),
    ("shop", "how many tasks are left for Ben?", "1 of 3|T13"),
    ("shop", "what tasks are for Ben in checkout?", "1 task|T13"),
    ("shop", "which tasks are tagged backend?", "4 tasks|T1|T10|T11|T15"),
    ("shop", "who's late?", "T21|20 November 2026"),
    ("shop", "what's overdue in checkout?", "Nothing in T7 “Checkout” is overdue."),
    ("shop", "what's the next deadline?", "T17|27 November 2026|T21"),
    ("shop", "is Payment due before Christmas?", "Yes: T9|11 December 2026"),
    ("shop", "is Payment due this week?", "No: T9|11 December 2026"),
    ("shop", "what is most urgent?", "T7|T9|critical"),
    ("shop", "does anything depend on the cart?", "T9|T23"),
    ("shop", "why is Refunds blocked?", "T10|T11|marked as blocked"),
    ("shop", "is Registration done?", "Yes: T16|done"),
    ("shop", "is Registration open?", "No: T16|done"),
    ("shop", "has Ben finished the product database?", "T2|done"),
    ("shop", "what did Ben finish?", "Ben has finished T2|T16"),
    ("shop", "is Ben overloaded?", "1 open task|T13|4h"),
    ("shop", "what tasks are in review?", "1 task is in review: T8"),
    ("shop", "what's cancelled?", "1 task is cancelled: T22"),
    ("shop", "what are the subtasks of Payment?", "3 tasks in T9|T10|T11|T12"),
    ("shop", "who is working on search?", "T6|nobody"),
    ("shop", "who does the newsletter?", "T20|nobody itself|Priya has T19"),
    ("shop", "can we still make the 15th of January?", "by Friday 15 January 2027|T21"),
    ("login", "Isn't the schema done yet?", "No: T4|not started"),
    ("login", "when is login api due again?", "T3|10 December 2026"),
    ("login", "who has login?", "T1|nobody|T3|Ann"),
    ("login", "which tasks are purple?", "No task is called or tagged “purple”."),
    ("move", "does moving day depend on anything?", "T17|waits for T3|T9"),
    ("move", "is moving day after pack boxes?", "Yes|T17|T9"),
    ("move", "can I start packing?", "T9|T6"),
    ("move", "what priority is T16?", "T16|high"),
    ("move", "does Sara have anything due in December?", "Sara has 1 open task|T13"),
    ("move", "how many tasks are done?", "1 of 20 tasks is done: T1"),
    ("move", "what does Peter have to do?", "Peter has no tasks."),
    ("move", "is the cellar part of declutter?", "Yes: T7|T6"),
]
QUESTIONS = [("site", *case) for case in OF_THE_SITE] + OF_OTHERS


@pytest.mark.parametrize(("name", "question", "facts"), QUESTIONS)
def test_an_answer_names_the_facts(name: str, question: str, facts: str) -> None:
    """Numbers, people and tasks by which it can be checked; nothing changes, nothing is asked back."""
    said = tell(question, TREES[name])
    assert ([], None) == (said.effects(), said.question)
    assert [] == [fact for fact in facts.split("|") if fact not in said.text], said.text


@pytest.mark.parametrize("name", ["site", "shop", "move", "login"])
def test_no_question_changes_a_plan(name: str) -> None:
    """Whatever the plan knows of it, in task mode or not; with its mark or without it, but for "can we …"."""
    changed = []
    for _, question, _facts in QUESTIONS:
        for words in (question, question if question.startswith("can") else question.rstrip("?")):
            for task in (None, 3):
                said = tell(words, TREES[name], task)
                changed += [(words, task, said.effects())] if said.patches else []
    assert [] == changed


@pytest.mark.parametrize(
    ("task", "question", "facts"),
    [
        (7, "what's left?", "6 tasks are open|T8|T14"),
        (7, "how much work is left?", "5d 4h"),
        (7, "what is overdue?", "Nothing is overdue."),
        (7, "what's next?", "T13"),
        (7, "what's left in marketing?", "T20|T21"),
        (7, "is Registration done?", "Yes: T16"),
        (10, "what's left?", "1 task is open: T10"),
        (10, "is it done?", "No: T10"),
    ],
)
def test_in_a_task_questions_are_about_what_is_in_it(task: int, question: str, facts: str) -> None:
    """Unless another one is named; of one without sub-tasks they are about itself."""
    said = tell(question, TREES["shop"], task)
    assert [] == [fact for fact in facts.split("|") if fact not in said.text], said.text


def test_of_people_with_one_first_name_both_are_told() -> None:
    """It is not guessed who is meant; a whole name is clear."""
    tree = plan(
        numbered(1, "Write", assignee="Ann Lee", estimated_minutes=60),
        numbered(2, "Print", assignee="Ann Smith", estimated_minutes=120),
    )
    assert "That may be Ann Lee or Ann Smith." == tell("how much work is left for Ann?", tree).text
    assert "1h" in tell("how much work is left for Ann Lee?", tree).text


def test_what_has_one_estimate_for_all_of_it_counts_once() -> None:
    """A sum is of the parts where these have estimates, else of the whole."""
    assert "2d 6h 30m" in tell("how much work is left?", TREES["move"]).text


@pytest.mark.parametrize(
    "words",
    [
        "why?",
        "what is the meaning of life?",
        "who is zebra?",
        "which tasks smell of fish and chips?",
    ],
)
def test_what_is_not_understood_is_said_in_one_sentence(words: str) -> None:
    """Neither the plan's summary nor all that the planner can do."""
    assert UNKNOWN == tell(words).text
    assert len(UNKNOWN) < 120


@pytest.mark.parametrize("words", ["help", "what can you do?", "hello"])
def test_who_asks_for_help_gets_examples(words: str) -> None:
    """The long text is for them alone."""
    assert HELP == tell(words).text


@pytest.mark.parametrize(
    ("words", "effects"),
    [
        ("T2 is blocked", ["T2 status=blocked"]),
        ("give the docs to Bob", ["T5 assignee=Bob"]),
        ("what is overdue? mark T1 as done", ["T1 status=completed"]),
        ("the docs are due friday", ["T5 due_date=2026-11-27"]),
        ("do the docs before the hosting", ["T4 depends_on={T5}"]),
        ("list T5 first", ["T5 at P[0]"]),
        ("T5 depends on T1", ["T5 depends_on={T1}"]),
    ],
)
def test_a_wish_is_still_done(words: str, effects: list[str]) -> None:
    """Also where it has the words of a question."""
    assert effects == tell(words, SITE).effects()


def test_a_question_may_stand_between_wishes() -> None:
    """It is about the draft as it is then, and "it" is what was last changed."""
    first = "assign the docs to Bob"
    said: Talk = talk(first, "how many tasks does Bob have?", tree=SITE)
    assert "Bob has 3 open tasks" in said.text
    assert "T5" in talk(first, "when is it due?", tree=SITE).text
    assert (
        first.split(maxsplit=1)[0].capitalize()
        not in talk(first, "what did you change?", tree=SITE).text[:3]
    )


def test_every_kind_knows_a_wording() -> None:
    """Each wording stands in one kind only."""
    wordings = [wording.pattern for kind in KINDS for wording, _ in kind]
    assert all(KINDS)
    assert len(wordings) == len(set(wordings))
