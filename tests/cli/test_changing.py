"""Changing: apply from files, undo, redo, restore."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.conftest import Cli, Json, Plan, create, update


def _lines(patches: list[Json]) -> str:
    return "\r\n".join(json.dumps(patch) for patch in patches) + "\n\n"


def test_fields_of_a_task_are_set(cli: Cli, plan: Plan) -> None:
    """One changeset, whatever it sets; none clears, and what cannot be is told."""
    fields = ("status=In progress", "due=2026-12-03", "estimate=1d 2h", "assignee=Ann")
    said = cli.done("set", "website", "T3", *fields, "-m", "Begun")
    assert said.startswith("Version 6 of “Website relaunch”: 1 updated.\n")
    assert "T3 [~] Test  1d 2h  due 2026-12-03  @Ann" in cli.done("tree", plan.project)
    cli.done("set", plan.project, "test", "status=done", "due=none", "estimate=90")
    assert "T3 [x] Test  1h 30m  @Ann" in cli.done("tree", plan.project)
    assert "status" in cli.refused("set", plan.project, "T3", "status=finished")
    for wrong in ("status", "colour=red", "estimate=soon"):
        assert "Invalid value" in cli.not_understood("set", plan.project, "T3", wrong)


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("status=doing", "status", "in_progress"),
        ("priority=urgent", "priority", "critical"),
        ("estimate=1w", "estimated_minutes", 2400),
        ("estimate=1.5d", "estimated_minutes", 720),
        ("estimated_minutes=90", "estimated_minutes", 90),
        ("actual=2h", "actual_minutes", 120),
        ("due=31.12.2026", "due_date", "2026-12-31"),
        ("start_date=2026-12-01", "start_date", "2026-12-01"),
        ("tags=web, ux", "tags", ["ux", "web"]),
        ("tags=none", "tags", []),
        ("depends_on=none", "depends_on", []),
    ],
)
def test_values_are_read_as_people_write_them(
    cli: Cli, plan: Plan, said: str, field: str, value: Json
) -> None:
    """The names in patches are understood, too."""
    cli.done("set", plan.project, "T2", said)
    [task] = [t for t in cli.json("tree", plan.project)["tasks"] if t["id"] == plan.build]
    assert value == task[field]


def test_days_are_counted_from_today(cli: Cli, plan: Plan) -> None:
    """A weekday is the next one, in a week where it is today."""
    today = datetime.now().astimezone().date()
    words = ("tomorrow", 1), (f"{today:%A}", 7), (f"{today + timedelta(3):%A}", 3)
    for said, ahead in words:
        cli.done("set", plan.project, "T3", f"due={said}")
        assert f"due {today + timedelta(ahead)}" in cli.done("tree", plan.project)


def test_a_task_waits_for_those_that_are_named(cli: Cli, plan: Plan) -> None:
    """By number or title, between commas."""
    cli.done("set", plan.project, "T2", "depends_on=none")
    cli.done("set", plan.project, "T2", "depends_on=T1,design")
    [task] = [t for t in cli.json("tree", plan.project)["tasks"] if t["id"] == plan.build]
    assert [plan.design] == task["depends_on"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("status=finished", "status is one of todo, in_progress, blocked"),
        ("title=", "title cannot be left empty: it is text. (wrong_type)"),
        ("estimate=99999999d", "Work is at most 17,520,000 minutes: 100 years of days of 8 hours."),
        ("title=a\nb", "This stands on one line"),
    ],
)
def test_what_cannot_be_set_is_said_once(cli: Cli, plan: Plan, said: str, told: str) -> None:
    """In one line, without a word of patches."""
    refusal = cli.refused("set", plan.project, "T3", said)
    assert refusal.startswith(f"patchledger: {told}")
    assert 1 == refusal.count("\n")


def test_a_value_that_is_not_understood_names_what_is(cli: Cli, plan: Plan) -> None:
    """The forms of a day, and of a time of work."""
    assert "31.12.2026, today, tomorrow or a weekday" in cli.not_understood(
        "set", plan.project, "T3", "due=mañana"
    )
    assert "45m, 4h, 1.5d, 1w" in cli.not_understood("set", plan.project, "T3", "estimate=soon")


@pytest.mark.parametrize(
    "written",
    [
        json.dumps,
        lambda patches: json.dumps(patches, indent=2),
        _lines,
        lambda patches: json.dumps({"patches": patches}),
        lambda patches: "\ufeff" + json.dumps(patches),
    ],
    ids=["a list", "pretty", "lines", "a changeset", "with a byte order mark"],
)
def test_patches_are_read_as_they_are_written(
    cli: Cli, plan: Plan, tmp_path: Path, written: Json
) -> None:
    """A file may hold a list, one patch a line, or a whole changeset."""
    file = tmp_path / "patches.json"
    file.write_text(written([create(str(uuid4()), title="A"), update(plan.test, title="B")]))
    said = cli.done("apply", "website", str(file), "-m", "From a file")
    assert said.startswith("Version 7 of “Website relaunch”: 1 created, 1 updated.\n")
    assert "    From a file\n" in said


def test_a_single_patch_is_enough(cli: Cli, plan: Plan) -> None:
    """It needs no list around it; two in a pretty-printed file are not lines and are refused."""
    one = json.dumps(update(plan.test, title="B"), indent=2)
    assert 6 == cli.json("apply", plan.project, "-", stdin=one)["version"]
    assert "malformed_json" in cli.refused("apply", plan.project, "-", stdin=one + "\n" + one)


def test_a_changeset_is_accepted_whole_or_not_at_all(cli: Cli, plan: Plan) -> None:
    """Every violation is named with its patch and field, and nothing is changed."""
    patches = [update(plan.test, title="B"), update(plan.test, status="done", colour="red")]
    said = cli.refused("apply", plan.project, "-", stdin=json.dumps(patches))
    assert "patch 2, status: " in said
    assert "patch 2, colour: " in said
    assert 5 == cli.json("tree", plan.project)["version"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('[{"op":"delete","op":"create"}]', "duplicate_key"),
        ('[{"op":NaN}]', "invalid_number"),
        ('{"patches":[],"patches":[]}', "duplicate_key"),
        ("[", "malformed_json"),
        ("", "too_short"),
        ("[" * 100_000, "too_nested"),
        ('{"op":"update"}', "missing_field"),
        (b'["\xff"]', "malformed_json"),
    ],
)
def test_bad_files_are_told(cli: Cli, plan: Plan, written: str | bytes, code: str) -> None:
    """The bytes reach the strict door as they are in the file."""
    said = cli.refused("apply", plan.project, "-", "--json", stdin=written)
    assert code == json.loads(said)["code"] or (code == "too_short" and "patches" in said)
    assert 5 == cli.json("tree", plan.project)["version"]


def test_an_id_makes_applying_safe_to_repeat(cli: Cli, plan: Plan) -> None:
    """The first answer is given again."""
    patch = json.dumps(update(plan.test, title="B"))
    arguments = ("apply", plan.project, "-", "--id", str(uuid4()))
    first = cli.json(*arguments, stdin=patch)
    assert first == cli.json(*arguments, stdin=patch)
    assert 6 == cli.json("tree", plan.project)["version"]


def test_conflicts_show_all_sides(cli: Cli, plan: Plan) -> None:
    """Patches made on an older version that clash are refused with base, theirs and ours, tasks by name."""
    patch = json.dumps(update(plan.design, title="Mine"))
    said = cli.refused("apply", plan.project, "-", "--base-version", "4", stdin=patch)
    assert "(conflict)" in said
    assert "  T1 Design: title: base Design, theirs Design it, ours Mine" in said
    seed, bed, pot = (str(uuid4()) for _ in range(3))
    new = zip((seed, bed, pot), ("Seed", "Bed", "Pot"), strict=True)
    made = json.dumps([create(id, title=title) for id, title in new])
    version = cli.json("apply", plan.project, "-", stdin=made)["version"]
    cli.done("apply", plan.project, "-", stdin=json.dumps(update(seed, parent_id=bed)))
    base, mine = ("--base-version", str(version)), json.dumps(update(seed, parent_id=pot))
    said = cli.refused("apply", plan.project, "-", *base, stdin=mine)
    assert re.search(r"  T\d+ Seed: parent_id: base —, theirs T\d+ “Bed”, ours T\d+ “Pot”", said)


def test_undo_redo_and_restore_append(cli: Cli, plan: Plan) -> None:
    """Each is a new version; the last one of mine, one that is named, or a whole version."""
    assert cli.done("undo", plan.project).startswith("Version 6 of “Website relaunch”: 1 updated.")
    assert "Design  high" in cli.done("tree", plan.project)
    assert cli.done("redo", plan.project, "-m", "After all").startswith("Version 7")
    named = cli.json("log", plan.project)["items"][0]
    assert "After all" == named["message"]
    assert 8 == cli.json("undo", plan.project, named["id"])["version"]
    assert 9 == cli.json("restore", plan.project, "5")["version"]
    assert "Design it" in cli.done("tree", plan.project)
    assert "inside_changeset" in cli.refused("restore", plan.project, "2")
    assert "nothing_to_redo" in cli.refused("redo", plan.project)
    assert "too_long" in cli.refused("undo", plan.project, "-m", "x" * 10_001)


def test_what_was_taken_back_is_said_and_stays_in_the_log(cli: Cli, plan: Plan) -> None:
    """By its message, in the end the one of what it is about; beside a reason of one's own, too."""
    task = cli.json("tree", plan.project)["tasks"][0]
    renamed = [
        {"op": "update", "target": "task", "target_id": task["id"], "body": {"title": "Plan"}}
    ]
    cli.done("apply", plan.project, "-", "-m", "Call it plan", stdin=json.dumps(renamed))
    assert "    Undo: Call it plan" in cli.done("undo", plan.project)
    assert "    Redo: Call it plan" in cli.done("redo", plan.project)
    said = cli.done("undo", plan.project, "-m", "Not agreed")
    assert ["Not agreed", "Redo: Call it plan"] == [
        line.strip() for line in said.splitlines() if line.startswith("    ")
    ]
    cli.done("restore", plan.project, "6")
    messages = [one["message"] for one in cli.json("log", plan.project)["items"]]
    assert ["Restore version 6", "Not agreed", "Redo: Call it plan", "Undo: Call it plan"] == (
        messages[:4]
    )


def test_undoing_the_beginning_of_a_project_tells_the_way_back(cli: Cli) -> None:
    """Without a title left to call it by, the project comes back by its id."""
    project = cli.json("plan", "Write a book about bees", "--accept")["project_id"]
    said = cli.done("undo", project, "--yes")
    assert f"To bring it back: patchledger redo {project}\n" in said
    assert "There are no projects yet." in cli.done("projects")
    assert "To bring it back" not in cli.done("redo", project)
    assert [project] == [one["id"] for one in cli.json("projects")["items"]]


def test_going_back_to_before_a_project_tells_the_way_back(cli: Cli, plan: Plan) -> None:
    """Whatever deletes the project says so, by its title, and what it names brings it back."""
    for asked in (("restore", plan.project, "0"), ("redo", plan.project)):
        said = cli.done(*asked, "--yes")
        assert re.search(r" of “Website relaunch”: \d deleted\.\n", said)
        way = said.split("To bring it back: patchledger ")[1].split()
        assert ["undo", plan.project] == way
        assert "Website relaunch" in cli.done(*way)


def test_what_cannot_be_read_is_wrong_use(cli: Cli, plan: Plan, tmp_path: Path) -> None:
    """A file that is not there, or is a folder."""
    assert "No such file" in cli.not_understood("apply", plan.project, str(tmp_path / "none"))
    assert "directory" in cli.not_understood("apply", plan.project, str(tmp_path))


def test_a_project_that_is_not_there_has_to_be_created_first(cli: Cli, plan: Plan) -> None:
    """Otherwise it is missing."""
    patch = json.dumps(create(str(uuid4()), title="A"))
    assert "project_missing" in cli.refused("apply", str(uuid4()), "-", stdin=patch)
