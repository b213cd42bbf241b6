"""Clauses as frames: every line of them means something, and nothing that is said is lost."""

from __future__ import annotations

from inspect import signature

import pytest

from agents.providers.embedded.frames import adding, walking
from agents.providers.embedded.frames.patterns import compiled, written
from tests.agents.talks import tell

TABLES = [intent.table for intent in walking.INTENTS]


@pytest.mark.parametrize("table", TABLES)
def test_each_frame_can_be_read_and_has_an_act(table: str) -> None:
    """A class that is not in the lexicon, or an act that nobody wrote, would show only when it is said."""
    [intent] = [one for one in walking.INTENTS if one.table == table]
    assert all(compiled(said) for said, _ in written(intent.table))
    assert {name for _, name in written(intent.table)} == set(intent.acts)


@pytest.mark.parametrize("table", TABLES)
def test_each_frame_hands_on_what_its_act_takes(table: str) -> None:
    """Else it would be seen only when somebody says it."""
    [intent] = [one for one in walking.INTENTS if one.table == table]
    for said, name in written(intent.table):
        signature(intent.acts[name]).bind(None, **compiled(said).groupindex)


def test_what_is_said_around_a_new_name_is_known_too() -> None:
    """The same of what is taken off in front of a name and behind it."""
    around = [*written("leads"), *written("tails")]
    assert all(compiled(said) for said, _ in around)
    assert {name for _, name in around} == set(adding.TAKES)


def test_a_reason_is_passed_over() -> None:
    """It has a subject and a verb, and no wish in it."""
    assert ["-T7"] == tell("my brother has one, so the docs are not needed").effects()
    assert ["-T6"] == tell("staging is not needed because the customer has his own").effects()


@pytest.mark.parametrize("more", ["Bob should call the bank", "two days for the handler"])
def test_a_wish_is_never_passed_over(more: str) -> None:
    """What is not understood beside what is, is not silently left out."""
    said = tell(f"delete the docs, {more}")
    assert said.question is not None or ["-T7"] != said.effects()


@pytest.mark.parametrize(
    ("instruction", "effects"),
    [
        ("T6 needs docs, not T3", ["T6 depends_on={T7}"]),
        ("docs: rename it Manual", ["T7 title=Manual"]),
        ("Ann has finished the design, she is on staging now", ["T1 status=completed", "T6 assignee=Ann"]),
        ("delete everything after T3", ["-T6", "-T7"]),
        ("mark whatever Ann does as blocked", ["T3 status=blocked"]),
        ("delete everything that is done or blocked", ["-T2", "-T6"]),
        ("T1 takes half as long", ["T1 estimated_minutes=60"]),
        ("T1 is not a showstopper", ["T1 priority=low"]),
        ("put T1 after everything else", ["T1 at P[4]"]),
        ("close T1 before we even start with T3", ["T3 depends_on={T1, T2}"]),
        ("docs by New Year's Eve", ["T7 due_date=2026-12-31"]),
        ("docs by christmas", ["T7 due_date=2026-12-25"]),
        ("docs are due Friday week", ["T7 due_date=2026-12-04"]),
        ("high prio for T3 and T6, the rest low", [*(f"T{n} priority=low" for n in (1, 2)),
            "T3 priority=high", "T4 priority=low", "T5 priority=low", "T6 priority=high"]),
        ("drop the login subtasks", ["-T4", "-T5"]),
        ("T1 isn't needed before January 4", ["T1 start_date=2027-01-04"]),
        ("T4 and T5 can be done in parallel", ["T5 depends_on={}"]),
        ("get rid of everything under login", ["-T4", "-T5"]),
        ("only keep T3", ["-T1", "-T2", "-T6", "-T7"]),
        ("write handler on ice until the design is there", ["T5 status=blocked"]),
        ("Ann has started on the schema yesterday", ["T4 start_date=2026-11-22 status=in_progress"]),
        ("we don't say staging, we say UAT", ["T6 title=Deploy to UAT"]),
        ("T7 <- T6", ["T7 depends_on={T6}"]),
        ("T1 <-> T7", ["T1 at P[4]", "T7 at P[0]"]),
        ("the frontend tag on T1 is wrong, remove it", ["T1 tags={}"]),
        ("schema/handler: one", ["-T5", "T4 status=in_progress title=Write schema and handler"]),
    ],
)  # fmt: skip
def test_each_word_counts(instruction: str, effects: list[str]) -> None:
    """What was read as something else, or only in part."""
    assert effects == tell(instruction).effects()


@pytest.mark.parametrize(
    "instruction",
    [
        "empty the docs",
        "T6 needs T3, not T1",
        "take T1 out of T3",
        "swap T1, T2 and T6",
        "Bob can't do T3",
        "T7 is half the time",
        "move T7 an hour later",
        "the docs are due on the 1/2 instead of soon",
        "T1 and T2 are the wrong name: Foo",
        "remove the foo tag everywhere",
        "put T3 under T4",
        "T3 belongs to T4",
        "T1 is not part of T3",
        "T7 isn't needed before January 4",
        "only keep T1, T2, T3, T6 and T7",
        "drop the word foo from T7 please",
        "T1 in parallel",
        "T7 between T1",
        "we don't say foo, we say bar",
    ],
)
def test_what_does_not_fit_the_plan_changes_nothing(instruction: str) -> None:
    """A frame that fits the words but not the plan leads to a question or an answer."""
    said = tell(instruction)
    assert [] == said.effects()
    assert said.question is not None or said.text
