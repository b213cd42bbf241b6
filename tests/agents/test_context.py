"""The pieces of a prompt: how long a text is, how an outline folds, what an instruction is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.context.lines import task_line
from agents.context.outline import outline
from agents.context.quoting import barred, in_line, neutral, shortened, word
from agents.context.relevance import handles_in, named_tasks
from agents.context.tokens import tokens
from agents.handles import Handles
from ledger.core.model import Tree
from ledger.core.patch import Patch
from tests.agents.talks import PLAN, numbered, task_id
from tests.plans import PROJECT, plan

COUNTED = [  # by the tokenizer cl100k_base
    ("T17 [~] Design login screen | high @ann due 2026-12-03 after T4 120m #frontend", 28),
    ("Wrong passwords are refused, and the person is told how many tries are left.", 16),
    ("T1 [ ] Übersetzung der Bedienungsanleitung prüfen | high @Jörg due 2026-12-03", 31),
    ("Rédiger l'étude de faisabilité et vérifier les critères d'acceptation avec l'équipe.", 24),
    ("T1 [ ] 设计登录页面 | high @小明 due 2026-12-03 after T4 120m #前端", 30),
    ("ログイン画面を設計する", 9),
    ("로그인 화면 디자인", 9),
    ("Разработать экран входа", 9),
    ('{"op": "create", "ref": "N2", "parent": "T3", "depends_on": ["N1", "T4"]}', 32),
    ("🚀🎉 launch", 7),
]


@pytest.mark.parametrize(("text", "counted"), COUNTED)
def test_tokens_are_estimated_on_the_safe_side(text: str, counted: int) -> None:
    """Hardly less than a real tokenizer counts, and at most three times as many."""
    assert counted <= tokens(text) * 1.05
    assert tokens(text) <= counted * 3


def names(tree: Tree) -> dict[str, str]:
    return {id: handle for handle, id in Handles.of(PROJECT, tree).there.items()}


def shown(tree: Tree, budget: int, *near: int) -> str:
    return outline(tree, names(tree).__getitem__, budget, [task_id(number) for number in near])


def test_a_task_is_one_line() -> None:
    """As the rules explain it to the model."""
    task = PLAN.tasks[task_id(3)]
    assert "T3 [ ] Login API | @Ann due 2026-12-10 after T2 #backend" == task_line(
        task, names(PLAN).__getitem__
    )
    tree = plan(
        numbered(
            1,
            "One\nline",
            status="in_review",
            priority="backlog",
            start_date="2026-12-01",
            assignee="Ann Smith",
            estimated_minutes=90,
        )
    )
    line = r'T1 [?] One\nline | backlog @"Ann Smith" from 2026-12-01 90m'
    assert line == shown(tree, 1_000)


def forest() -> Iterator[Patch]:
    """Three trees of seven tasks: T1 finished, T8 and T15 open, two levels deep."""
    for top in (1, 8, 15):
        done: dict[str, Any] = {"status": "completed"} if top == 1 else {}
        yield numbered(top, f"Top {top}", **done)
        for middle in (top + 1, top + 4):
            yield numbered(middle, f"Middle {middle}", top, **done)
            for leaf in (middle + 1, middle + 2):
                yield numbered(leaf, f"Leaf {leaf}", middle, **done)


FOREST = plan(*forest())


def test_an_outline_that_fits_is_whole() -> None:
    """Indentation shows what is under what."""
    text = shown(FOREST, 10_000)
    assert text.startswith("T1 [x] Top 1\n  T2 [x] Middle 2\n    T3 [x] Leaf 3\n")
    assert 21 == len(text.splitlines())


def test_finished_branches_fold_first_then_the_deepest() -> None:
    """A folded branch says how many tasks are under it."""
    full = tokens(shown(FOREST, 10_000))
    text = shown(FOREST, full - 20)
    assert "T1 [x] Top 1 (+6 under T1, all finished)" in text
    assert "    T10 [ ] Leaf 10" in text
    text = shown(FOREST, full * 6 // 10)
    assert "  T19 [ ] Middle 19 (+2 under T19)" in text
    assert "Top 15 (+" not in text
    assert "Top 15 (+6 under T15)" in shown(FOREST, full // 2)


def test_what_is_near_the_selected_task_folds_last() -> None:
    """Its branch is open where others are folded."""
    text = shown(FOREST, tokens(shown(FOREST, 10_000)) // 2, 21)
    assert "    T21 [ ] Leaf 21" in text
    assert "Leaf 10" not in text


def test_a_flat_plan_is_cut_with_a_count() -> None:
    """Finished tasks go first, and how many are not shown is told."""
    flat = plan(
        *(numbered(n, f"T {n}", status="completed" if n % 2 else "todo") for n in range(1, 101))
    )
    text = shown(flat, 200, 99)
    assert "T2 [ ]" in text
    assert "T99 [x]" in text
    assert "T1 [x]" not in text
    assert text.splitlines()[-1].startswith("(+")


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    patches = []
    for number in range(1, draw(st.integers(0, 40)) + 1):
        parent = draw(st.none() | st.integers(1, number - 1)) if number > 1 else None
        status = draw(st.sampled_from(("todo", "completed", "cancelled", "blocked")))
        title = draw(st.text(min_size=1, max_size=80).filter(str.strip))
        patches.append(numbered(number, title, parent, status=status))
    return plan(*patches)


@given(trees(), st.integers(0, 2_000), st.integers(1, 40))
def test_an_outline_keeps_to_its_budget(tree: Tree, budget: int, near: int) -> None:
    """Whatever the plan; one last line may say how many are missing."""
    assert tokens(shown(tree, budget, near)) <= budget + 40


@given(trees(), st.integers(0, 2_000))
def test_no_task_is_lost_in_an_outline(tree: Tree, budget: int) -> None:
    """Each is shown, counted as under a folded one, or counted as not shown."""
    text = shown(tree, budget)
    counts = re.findall(
        r"\(\+(\d+) (?:under T\d+(?:, all finished)?|more tasks that are not shown)\)$",
        text,
        re.MULTILINE,
    )
    own = re.findall(r"^ *T\d+ \[.\]", text, re.MULTILINE)
    assert len(tree.tasks) == len(own) + sum(map(int, counts))


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("T3 and t4", ["T3", "T4"]),
        ("#12, tasks 5, 6 and 7", ["T12", "T5", "T6", "T7"]),
        ("T3-T5 or T8 to 9", ["T3", "T4", "T5", "T8", "T9"]),
        ("task 2; U1", ["T2", "U1"]),
        ("2 days, 30 minutes, HTTP2, T, #", []),
    ],
)
def test_handles_are_found_however_they_are_written(text: str, handles: list[str]) -> None:
    """Bare numbers are none."""
    assert handles == list(handles_in(text))


@pytest.mark.parametrize(
    ("instruction", "numbers"),
    [
        ("is the signup API done?", [2]),
        ("sinup api", [2]),
        ("deploying to staging takes long", [6]),
        ("T7 first, then the login api", [7, 3]),
        ("write the docs", [7]),
        ("what now?", []),
        ("T99", []),
    ],
)
def test_an_instruction_names_tasks_by_handle_and_by_title(
    instruction: str, numbers: list[int]
) -> None:
    """Handles first; a title by the words that tell it from others, mistyped or not."""
    found = named_tasks(instruction, PLAN, Handles.of(PROJECT, PLAN))
    assert numbers == [PLAN.tasks[id].number for id in found][: max(1, len(numbers))] or not numbers
    assert bool(numbers) == bool(found)


def test_texts_are_shown_as_they_are_where_that_is_safe() -> None:
    """Umlauts, emoji that belong together, scripts that need joiners, code."""
    for text in (
        "Übung – ok",
        "👩\u200d👩\u200d👧",
        "می\u200cخواهم",
        "List<T> && a < b",
        "[x] <div>",
    ):
        assert text == neutral(text)
    assert "a b    c" == neutral("a\u00a0b\tc")


def test_what_is_invisible_or_ours_is_written_out() -> None:
    r"""By its code, or by another bracket; in a line, breaks and bars as well."""
    assert r"x\u202ey" == neutral("x\u202ey")
    assert r"\U000e0041" == neutral("\U000e0041")
    assert r"a\u200db" == neutral("a\u200db")
    assert "‹/plan> ‹|im_end|> (INST]" == neutral("</plan> <|im_end|> [INST]")
    assert r"a\nb\|c" == in_line("a\nb|c")
    assert ('"two words"', "ann@x.org") == (word("two words"), word("ann@x.org"))
    assert "  | a\n  |\n  | b" == barred("a\n\nb", "  ")
    assert "abc … (2 characters more)" == shortened("abcde", 3)
