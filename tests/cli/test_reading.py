"""Reading: the plan now and as it was, the history, comparisons, blame."""

from __future__ import annotations

import json
import re
import time
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from api.storage import open_ledger
from ledger.answers import Changes
from ledger.core.patch import Patch
from tests.cli.conftest import Cli, Plan, create, update


def test_a_plan_is_shown_as_a_tree(cli: Cli, plan: Plan) -> None:
    """Each task is a line with its number, its state and what is worth knowing of it."""
    expected = (
        "Website relaunch  planning · 3 tasks · 50% done · 2h 30m · version 5",
        "├─ T1 [x] Design it  high  1h 30m  #ux",
        "└─ T2 [ ] Build  0%  1h  after T1",
        "   └─ T3 [ ] Test  1h",
    )
    assert expected == tuple(cli.done("tree", plan.project).splitlines())


def test_a_plan_is_shown_as_it_was(cli: Cli, plan: Plan) -> None:
    """A version or a time gives the plan of then; before the first patch there is none."""
    assert "T1 [ ] Design  high" in cli.done("tree", plan.project, "--version", "4")
    first = cli.json("log", plan.project)["items"][-1]["time"]
    assert "version 4" in cli.done("tree", plan.project, "--at", first)
    before = cli.refused("tree", plan.project, "--at", "2001-01-01T00:00:00Z")
    assert f"it began later, at {first[:4]}-" in before
    assert "not_begun" in cli.refused("tree", plan.project, "--version", "0")


def test_details_of_tasks_are_on_their_lines(cli: Cli, plan: Plan) -> None:
    """Due dates, people, states and priorities are shown where they are set."""
    cli.apply(
        plan.project,
        update(plan.test, due_date="2026-12-03", assignee="me", status="blocked", priority="low"),
        update(plan.test, start_date="2026-12-01"),
        create(plan.design[:-4] + "ffff", title="Idea", status="cancelled", priority="critical"),
    )
    shown = cli.done("tree", plan.project)
    assert "T3 [!] Test  low  1h  starts 2026-12-01  due 2026-12-03  @me" in shown
    assert "T4 [-] Idea  critical" in shown


def test_a_total_says_what_it_does_not_count(cli: Cli, plan: Plan) -> None:
    """Open tasks without sub-tasks that have no estimate, where others have one."""
    cli.apply(plan.project, create(str(uuid4()), title="Unknown", parent_id=plan.build))
    cli.apply(plan.project, create(str(uuid4()), title="Dropped", status="cancelled"))
    assert " · 2h 30m · 1 without an estimate · " in cli.done("tree", plan.project)


def test_what_somebody_wrote_cannot_drive_the_terminal(
    cli: Cli, plan: Plan, ledger_file: Path
) -> None:
    """Escapes and line breaks in a title are refused; those of older ledgers are harmless signs."""
    title = "Te\x1b[31mst\nnext\x07"
    patches = json.dumps([update(plan.test, title=title)])
    assert "one line" in cli.refused("apply", plan.project, "-", stdin=patches)
    with open_ledger(f"sqlite:///{ledger_file}") as ledger:
        patch = Patch("update", "task", plan.test, {"title": title})
        ledger.commit(Changes(plan.project, (patch,), "user:local"))
    assert "Te·[31mst next·" in cli.done("tree", plan.project)


def test_the_history_is_newest_first(cli: Cli, plan: Plan) -> None:
    """Each changeset tells its versions, its cause, its message and what it touched."""
    cli.done("undo", plan.project)
    shown = cli.done("log", plan.project)
    lines = [line for line in shown.splitlines() if not line.startswith(" ")]
    assert ["v6", "v5", "v1–4"] == [line.split()[0] for line in lines]
    assert "  undo  " in lines[0]
    assert "  undone  " in lines[1]
    assert "    First plan\n    +4  Website relaunch, T1 Design, T2 Build, T3 Test" in shown


def test_the_history_can_be_filtered(cli: Cli, plan: Plan) -> None:
    """By count, task, kind of patch, words and time."""
    assert 1 == len(cli.json("log", plan.project, "-n", "1")["items"])
    assert 1 == len(cli.json("log", plan.project, "--task", "T2")["items"])
    assert 1 == len(cli.json("log", plan.project, "--op", "update")["items"])
    assert 1 == len(cli.json("log", plan.project, "--text", "first")["items"])
    assert [] == cli.json("log", plan.project, "--until", "2001-01-01")["items"]
    assert "Nothing in the history fits that.\n" == cli.done("log", "web", "--text", "zzz")
    assert 2 == len(cli.json("log", plan.project, "-n", "1000")["items"])
    assert "--op" not in cli.refused("log", plan.project, "--since", "tomorrow")


def test_words_are_searched_now_and_in_the_past(cli: Cli, plan: Plan) -> None:
    """What has them, with its place; with `--past` what had them, and the version to look at."""
    assert "T1 Design it  in Website relaunch\n" == cli.done("search", "desi")
    assert "project Website relaunch\n" == cli.done("search", "website relaunch", "-p", "Website")
    former, first = cli.done("search", "design", "--past").split("T1 Design  ")[1], "version 4"
    assert former.startswith("former title, as in version 4 · in Website relaunch · ")
    assert first in cli.done("search", '"first plan"', "--past")
    for title in ("Design again", "Draw it"):
        patch = json.dumps(update(plan.design, title=title))
        cli.done("apply", plan.project, "-", stdin=patch)
    said = cli.done("search", "design", "--past")
    assert "T1 Design again  former title, as in version 6 · and 2 earlier · in Website" in said
    assert "as in version 4" not in said
    assert "Nothing has these words.\n" == cli.done("search", "zeppelin")
    assert 1 == len(cli.json("search", "t", "-n", "1")["items"])


def test_times_are_those_of_where_one_is(
    cli: Cli, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the distance to UTC, and as they can be given back; as JSON they are those of HTTP."""
    first = cli.json("log", plan.project)["items"][-1]["time"]
    assert first.endswith("Z")
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        shown = re.search(r"v1–4  (\S+ \S+\+05:45)  ", cli.done("log", plan.project))
    time.tzset()
    assert shown is not None
    assert datetime.fromisoformat(first).replace(microsecond=0) == datetime.fromisoformat(shown[1])
    assert "v1–4" in cli.done("log", plan.project, "--since", shown[1])


def test_a_changeset_is_shown_with_before_and_after(cli: Cli, plan: Plan) -> None:
    """By its id, or by the beginning of it."""
    newest, first = cli.json("log", plan.project)["items"]
    shown = cli.done("show", newest["id"])
    assert "  ~ T1 Design it\n      title: Design → Design it\n" in shown
    assert "      status: todo → completed" in shown
    assert shown == cli.done("show", newest["id"], "-p", "Website")
    told = cli.done("show", first["id"][:-4])
    assert "  + T1 Design\n      priority: high\n      estimate: 1h 30m\n" in told
    assert "      depends on: Design" in told


def test_two_versions_are_compared(cli: Cli, plan: Plan) -> None:
    """The net patches between them, either way round; nothing where they are the same."""
    cli.apply(
        plan.project,
        {"op": "delete", "target": "task", "target_id": plan.design},
        update(plan.test, parent_id=None),
    )
    shown = cli.done("diff", "Website relaunch", "5").splitlines()
    assert "version 5 → 7: 0 created, 1 updated, 1 deleted" == shown[0]
    assert "  - T1 Design it" in shown
    assert "      under: Build → top level" in shown
    assert any(line.endswith("T2 Build no longer waits for it") for line in shown)
    assert cli.done("diff", plan.project, "7", "5").startswith("version 7 → 5: 1 created")
    same = cli.done("diff", plan.project, "5", "5")
    assert ["version 5 → 5: 0 created, 0 updated, 0 deleted"] == same.splitlines()


def test_a_time_is_said_as_people_say_it(cli: Cli, plan: Plan) -> None:
    """Where a moment is asked for, a day will do; what is neither is refused, or wrong use."""
    for said in ("yesterday", "monday", "3 days ago"):
        days = cli.json("diff", plan.project, said)
        assert (0, 5) == (days["from"], days["to"])
        assert 2 == len(cli.json("log", plan.project, "--since", said)["items"])
        assert "Nothing in the history" in cli.done("log", plan.project, "--until", said)
        assert "not_begun" in cli.refused("tree", plan.project, "--at", said)
    first = cli.json("log", plan.project)["items"][0]["time"]
    same = cli.json("diff", plan.project, "v4", first)
    assert (4, 4) == (same["from"], same["to"])


def test_blame_tells_who_set_each_field(cli: Cli, plan: Plan) -> None:
    """For a task, or for everything."""
    one = cli.done("blame", plan.project, "design it")
    [title] = [line for line in one.splitlines() if " title " in line]
    assert ["T1", "title", "v5"] == title.split()[:3]
    assert "First plan" in one
    assert {"project", "T1", "T2", "T3"} <= set(cli.done("blame", plan.project).split())


def test_projects_are_listed(cli: Cli, plan: Plan) -> None:
    """With progress and last change; filters leave some out."""
    shown = cli.done("projects")
    assert "Website relaunch" in shown
    assert plan.project in shown
    for unlike in ("--status=archived", "--tag=nope", "--text=zzz"):
        assert "No project is like that." == cli.done("projects", unlike).strip()
    assert 1 == len(cli.json("projects", "--text", "website", "--sort", "title")["items"])
    assert "invalid_sort" in cli.refused("projects", "--sort", "colour")


def test_a_deleted_project_tells_so(cli: Cli, plan: Plan) -> None:
    """It is not found by title any more, and its past can be read by its id."""
    cli.apply(plan.project, {"op": "delete", "target": "project", "target_id": plan.project})
    assert "project_missing" in cli.refused("tree", "Website relaunch")
    assert "project_deleted" in cli.refused("tree", plan.project[:8])
    assert "v1–4" in cli.done("log", plan.project[:-2].upper())
    assert "Design it" in cli.done("tree", plan.project, "--version", "5")
    unused = "0000" if plan.project[:4] == "ffff" else "ffff"
    assert "project_missing" in cli.refused("tree", unused)
    assert "Version 10 of “Website relaunch”" in cli.done("undo", plan.project[:8])


def test_what_is_no_time_is_told_with_what_is(cli: Cli, plan: Plan) -> None:
    """What is no time in the past is told with the words that are."""
    for said in ("now", "0 min ago"):
        assert "version 5" in cli.done("tree", plan.project, "--at", said)
    assert "not_begun" in cli.refused("tree", plan.project, "--at", "30 min ago")
    for option in (["tree", "--at=tomorrow"], ["log", "--since=foo"], ["log", "--until=12"]):
        said = cli.refused(option[0], plan.project, option[1])
        assert "is no time in the past: say now, today, yesterday, monday" in said
    wrong = cli.not_understood("diff", plan.project, "soon")
    assert "3 days ago" in wrong
    assert "or a version" in wrong


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tree", "P", "--version", "1", "--at", "2026-01-01"], "exclude each other"),
        (["tree", "P", "--version", "-1"], "--version"),
        (["diff", "P", "first"], "A"),
        (["tree"], "PROJECT"),
        (["tre", "P"], "Did you mean 'tree'?"),
        (["tree", "P", "--server", "example"], "http://127.0.0.1:8400"),
    ],
)
def test_wrong_use_ends_with_status_2(cli: Cli, arguments: list[str], said: str) -> None:
    """What is wrong is said on stderr."""
    assert said in cli.not_understood(*arguments)
