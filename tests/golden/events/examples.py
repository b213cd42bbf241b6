"""The events behind the golden files beside this one, by the file's name.

A file is what was stored, byte for byte, and is kept for ever: when an event's shape changes, its
files stay, what they decode to is brought up to date here, and new files (another schema in the name)
are written by `python -m tests.golden.events.examples`, which never touches one that exists.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ledger.codec import encode
from ledger.core.events import (
    EDIT,
    GENESIS,
    SCHEMA,
    Accepted,
    AnyEvent,
    Asked,
    Candidate,
    Cause,
    Choice,
    Commented,
    CommentWithdrawn,
    DocumentAdded,
    Drafted,
    Edited,
    Finding,
    Instructed,
    Opened,
    Passage,
    PatchAccepted,
    Question,
    Rebased,
    Rejected,
    Stopped,
    ViewChanged,
    ViewDeleted,
    ViewSaved,
)
from ledger.core.model import Link
from ledger.core.patch import Patch

FOLDER = Path(__file__).parent

PROJECT = "0a000000-0000-4000-8000-000000000000"
TASK, CHILD = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
PROPOSAL = "0c000000-0000-4000-8000-000000000000"
CHANGESET = "0d000000-0000-4000-8000-000000000000"
VIEW = "0f000000-0000-4000-8000-000000000000"
DOCUMENT = "0e000000-0000-4000-8000-000000000000"
PREVIOUS, REQUEST = "ab" * 32, "cd" * 32
TIME = "2026-11-23T05:42:21.123456Z"
ME, AGENT = "user:local", "agent:embedded/outline"

CREATE_PROJECT = Patch(
    "create",
    "project",
    PROJECT,
    {
        "title": "Ein Plan \U0001d11e ☃ \u2028",
        "summary": 'Lines\nand\ttabs, "quotes" and \\',
        "status": "active",
        "priority": "high",
        "tags": ("a", "ü"),
        "start_date": "2026-11-23",
        "due_date": "2026-12-31",
        "owner": ME,
        "links": (Link("github", "acme/app#12", "https://example.org/12"), Link("jira", "A-1")),
        "metadata": {"outline": "kind/key", "n": [1, 1.5, True, None, {"deep": "er"}]},
    },
)
CREATE_TASK = Patch(
    "create",
    "task",
    TASK,
    {
        "title": "Design login form",
        "number": 17,
        "parent_id": CHILD,
        "position": "V",
        "description": "# Markdown",
        "acceptance_criteria": ("works", "looks good"),
        "status": "in_progress",
        "priority": "low",
        "estimated_minutes": 90,
        "actual_minutes": 0,
        "start_date": "2026-11-23",
        "due_date": "2026-11-24",
        "assignee": ME,
        "tags": ("x",),
        "depends_on": (CHILD,),
        "links": (Link("linear", "LIN-1"),),
        "metadata": {},
    },
)
CLEAR = Patch("update", "task", TASK, {"due_date": None, "tags": (), "links": (), "metadata": {}})
DELETE = Patch("delete", "task", TASK)


def _patch(patch: Patch, index: int = 0, **more: object) -> PatchAccepted:
    fields: dict[str, object] = {
        "schema": SCHEMA,
        "stream": f"project:{PROJECT}",
        "version": index + 1,
        "changeset": CHANGESET,
        "index": index,
        "size": 4,
        "time": TIME,
        "actor": ME,
        "author": ME,
        "cause": EDIT,
        "base_version": 0,
        "request": REQUEST,
        "previous": PREVIOUS if index else GENESIS,
        "patch": patch,
    }
    return PatchAccepted(**(fields | more))  # type: ignore[arg-type]


_ENVELOPE: dict[str, Any] = {
    "schema": SCHEMA,
    "stream": f"proposal:{PROPOSAL}",
    "version": 2,
    "time": TIME,
    "actor": ME,
    "previous": PREVIOUS,
}

_OF_A_VIEW: dict[str, Any] = {**_ENVELOPE, "stream": f"views:{PROJECT}", "view": VIEW}

EXAMPLES: dict[str, AnyEvent] = {
    "patch.1.create-project.json": _patch(CREATE_PROJECT, message="A start"),
    "patch.1.create-task.json": _patch(CREATE_TASK, 1),
    "patch.1.update.json": _patch(
        CLEAR,
        2,
        author=AGENT,
        cause=Cause("accept", PROPOSAL),
        base_version=1,
        proposal=PROPOSAL,
        occurred_at="2001-02-03T04:05:06Z",
    ),
    "patch.1.delete.json": _patch(DELETE, 3, cause=Cause("restore", 7)),
    "proposal.opened.1.json": Opened(
        **_ENVELOPE,
        mode="task",
        project_id=PROJECT,
        task_id=TASK,
        base_version=7,
        provider="embedded",
        model="outline",
    ),
    "proposal.instructed.1.json": Instructed(**_ENVELOPE, instruction="Split it ☃"),
    "proposal.drafted.1.json": Drafted(
        **_ENVELOPE,
        author=AGENT,
        patches=(CREATE_TASK, CLEAR, DELETE),
        text="Done.",
        usage={"input_tokens": 3, "seconds": 0.25},
    ),
    "proposal.drafted.1.words.json": Drafted(**_ENVELOPE, author=AGENT, text="Nothing to do."),
    "proposal.instructed.1.kind.json": Instructed(
        **_ENVELOPE, instruction="Risks?", kind="risks", document=DOCUMENT
    ),
    "proposal.drafted.1.findings.json": Drafted(
        **_ENVELOPE,
        author=AGENT,
        text="Two risks.",
        findings=(
            Finding("no_owner", "Nobody has T17.", TASK, 17, "Design login form", 4),
            Finding("no_estimate", "Nothing is estimated."),
        ),
    ),
    "document.added.1.json": DocumentAdded(
        schema=SCHEMA,
        stream=f"document:{DOCUMENT}",
        version=1,
        time=TIME,
        actor=ME,
        previous=GENESIS,
        name="Ziele ☃.pdf",
        media_type="application/pdf",
        digest=REQUEST,
        passages=(
            Passage("Scope", "heading", 1, 1),
            Passage("Log in", "item", 2, 2),
            Passage("Some\nwords."),
        ),
    ),
    "proposal.drafted.1.stopped.json": Drafted(
        **_ENVELOPE,
        author="agent:openai/gpt",
        patches=(CREATE_TASK,),
        text="The answer was too long.",
        usage={
            "provider": "openai",
            "model": "gpt",
            "prompt": "project-1",
            "input_tokens": 2100,
            "output_tokens": 300,
            "cached_tokens": 1900,
            "cost": 0.0125,
            "rounds": 4,
            "edits": 1,
            "corrected": 1,
            "first_ms": 640,
            "ms": 9000,
        },
        stopped=Stopped("answer_truncated", "The answer was too long."),
    ),
    "proposal.edited.1.json": Edited(**_ENVELOPE, patches=(CLEAR,)),
    "proposal.asked.1.json": Asked(
        **_ENVELOPE,
        author=AGENT,
        question=Question("Which one?", (Candidate(TASK, 17, "Design"),), ("both", "none")),
        usage={"input_tokens": 3},
    ),
    "proposal.accepted.1.json": Accepted(
        **_ENVELOPE, changeset=CHANGESET, first=8, last=9, digest=REQUEST
    ),
    "proposal.accepted.1.part.json": Accepted(
        **_ENVELOPE,
        changeset=CHANGESET,
        first=8,
        last=9,
        digest=REQUEST,
        selected=(0, 2),
        left_out=(CLEAR,),
    ),
    "proposal.rejected.1.json": Rejected(**_ENVELOPE, reason="Too much"),
    "proposal.rebased.1.json": Rebased(
        **_ENVELOPE,
        base_version=9,
        patches=(CREATE_TASK,),
        choices=(Choice(TASK, "ours", "title"), Choice(CHILD, "theirs")),
    ),
    "proposal.commented.1.json": Commented(
        **_ENVELOPE, target_id=TASK, number=17, title="Design ☃", text="smaller"
    ),
    "proposal.commented.1.project.json": Commented(
        **_ENVELOPE, target_id=PROJECT, title="Ein Plan", text="why?"
    ),
    "proposal.comment_withdrawn.1.json": CommentWithdrawn(**_ENVELOPE, comment=2),
    "view.saved.1.json": ViewSaved(
        **_OF_A_VIEW, name="Späte ☃", kind="outline", settings={"status": "open", "tag": "ü"}
    ),
    "view.changed.1.json": ViewChanged(**_OF_A_VIEW, name="Late"),
    "view.changed.1.settings.json": ViewChanged(
        **_OF_A_VIEW, kind="board", settings={"shown": "roots"}
    ),
    "view.deleted.1.json": ViewDeleted(**_OF_A_VIEW),
}


def write_missing() -> None:
    """Write the files that are not there yet."""
    for name, event in EXAMPLES.items():
        path = FOLDER / name
        if not path.exists():
            path.write_bytes(encode(event)[1])


if __name__ == "__main__":
    write_missing()
