"""Opinions, explanations and documents from the command line."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from tests.cli.conftest import Cli, Plan, create

NOTES = """# Weekly sync

Attendees: Ann, Bob

## Action items
- [ ] @ann to draft the FAQ by 2026-12-04 (2h)
- [x] Bob to fix the login bug
"""


def test_estimates_are_a_draft_with_reasons(cli: Cli, plan: Plan) -> None:
    """Each open task without an estimate gets one, and the reason is shown; nothing is accepted by that."""
    cli.apply(plan.project, create(str(uuid4()), title="Write the release notes"))
    shown = cli.done("estimate", plan.project)
    assert "Estimated " in shown
    assert " estimate: " in shown
    assert "patchledger accept " in shown
    before = cli.json("tree", plan.project)["version"]
    assert before < cli.json("estimate", plan.project, "--accept")["version"]
    assert "Every open task has an estimate" in cli.done("estimate", plan.project)


@pytest.mark.parametrize("command", ["complexity", "risks", "next"])
def test_an_opinion_changes_nothing(cli: Cli, plan: Plan, command: str) -> None:
    """It is said, kept with the proposal, and the project is as it was."""
    before = cli.json("tree", plan.project)
    answer = cli.json(command, plan.project)
    assert command == answer["messages"][-1]["kind"]
    assert cli.done(command, plan.project)
    assert before == cli.json("tree", plan.project)


def test_a_summary_tells_what_changed(cli: Cli, plan: Plan) -> None:
    """Since a version, or a day."""
    cli.done("undo", plan.project)
    assert "1 of which took something back" in cli.done("summary", plan.project, "--since", "0")
    since = cli.json("summary", plan.project, "--since", "4")
    assert (4, []) == (since["from"], since["facts"])
    assert "by you" in cli.done("summary", plan.project, "--since", "today")
    assert "invalid_value" in cli.refused("summary", plan.project, "--since", "the flood", "--json")


def test_a_draft_is_explained(cli: Cli) -> None:
    """In words, from its diff."""
    proposal = cli.json("plan", "Build an online shop for books")
    shown = cli.done("explain", proposal["id"])
    assert shown.startswith("This draft would change “Build an online shop for books”")


def test_a_document_is_planned(cli: Cli, tmp_path: Path) -> None:
    """From a file or standard input; each task has a link to the passage that it came from."""
    file = tmp_path / "notes.md"
    file.write_text(NOTES)
    answer = cli.json("plan", "--document", str(file))
    faq, bug = answer["tree"]["tasks"]
    assert ("Draft the FAQ", "Ann", "2026-12-04", 120) == (
        faq["title"], faq["assignee"], faq["due_date"], faq["estimated_minutes"],
    )  # fmt: skip
    assert ("Fix the login bug", "Bob", "completed") == (
        bug["title"], bug["assignee"], bug["status"],
    )  # fmt: skip
    assert ["document"] == [link["system"] for link in faq["links"]]
    document, _, number = faq["links"][0]["external_id"].partition("#")
    assert answer["messages"][0]["document_id"] == document
    assert "4" == number
    assert "From “Pasted text”" in cli.done("plan", "--document", "-", stdin=NOTES)


def test_a_document_that_is_none_is_refused(cli: Cli, tmp_path: Path) -> None:
    """With what would be right; a file that is not there is a wrong use."""
    file = tmp_path / "photo.png"
    file.write_bytes(b"\x89PNG")
    assert "Markdown, plain text or PDF" in cli.refused("plan", "--document", str(file))
    assert "cannot be read" in cli.not_understood("plan", "--document", str(tmp_path / "none.md"))
    assert "GOAL" in cli.not_understood("plan")
