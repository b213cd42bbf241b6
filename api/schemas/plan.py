"""A project and its tasks as they are answered: everything stored, and what follows from it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, Field

from ledger.core.model import Priority, ProjectStatus, TaskStatus

ProjectId = Annotated[
    str,
    Field(
        description="A project's id, a lowercase UUID.",
        examples=["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a11"],
    ),
]
TaskId = Annotated[
    str,
    Field(
        description="A task's id, a lowercase UUID.",
        examples=["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a12"],
    ),
]
ChangesetId = Annotated[
    str,
    Field(
        description="A changeset's id, a lowercase UUID.",
        examples=["019aaf3e-6c1d-7b22-9f60-2f6d3c1c8a14"],
    ),
]
Version = Annotated[
    int,
    Field(description="A project's version: how many patches were accepted.", examples=[12]),
]
AsOf = Annotated[
    int,
    Field(
        description="How many events of the ledger it has seen at least; the live events `lists` tell"
        " when that is not enough any more.",
        examples=[57],
    ),
]
Time = Annotated[str, Field(description="RFC 3339, UTC.", examples=["2026-11-23T09:30:00.000000Z"])]
Progress = Annotated[
    float,
    Field(ge=0, le=1, description="The share of its leaf tasks that are done.", examples=[0.4]),
]
Actor = Annotated[
    str,
    Field(
        description="`user:<id>`, `agent:<provider>/<model>`, `rule:<id>` or `sync:<system>`.",
        examples=["user:local"],
    ),
]


class LinkOut(BaseModel):
    """A reference into an external system."""

    system: str
    external_id: str
    url: str | None


class ProjectOut(BaseModel):
    """A project's own fields."""

    id: ProjectId
    title: str
    summary: str | None
    status: ProjectStatus
    priority: Priority
    tags: list[str]
    start_date: str | None
    due_date: str | None
    owner: str | None
    links: list[LinkOut]
    metadata: dict[str, Any]


class TaskFields(BaseModel):
    """A task's stored fields, and what follows from the tree."""

    id: TaskId
    number: Annotated[int, Field(description="Written `T17` for people.", examples=[17])]
    parent_id: Annotated[str | None, Field(description="The task above; null at the top.")]
    position: Annotated[str, Field(description="Orders siblings, compared bytewise.")]
    title: str
    description: str | None
    acceptance_criteria: list[str]
    status: TaskStatus
    priority: Priority
    estimated_minutes: int | None
    actual_minutes: int | None
    start_date: str | None
    due_date: str | None
    assignee: str | None
    tags: list[str]
    depends_on: Annotated[list[str], Field(description="Ids of tasks to be completed first.")]
    links: list[LinkOut]
    metadata: dict[str, Any]
    depth: Annotated[int, Field(description="1 at the top.")]
    progress: Progress
    total_estimated_minutes: Annotated[
        int | None, Field(description="The sum over its leaves, or its own estimate.")
    ]
    blocked_by: Annotated[list[str], Field(description="Ids of open tasks that it waits for.")]
    ready: Annotated[bool, Field(description="Could be worked on now.")]


class TaskOut(TaskFields):
    """A task; in the nested shape with its sub-tasks, in order."""

    children: Annotated[
        list[TaskOut] | None, Field(description="Only in the nested shape.", exclude_if=None)
    ] = None


class ProjectAnswer(BaseModel):
    """A project at one version."""

    project: ProjectOut | None
    version: Version
    tasks: list[TaskOut]
    progress: Progress
    total_estimated_minutes: int | None


class ProjectItem(ProjectOut):
    """A project in the list."""

    version: Version
    task_count: int
    completed_count: int
    progress: Progress
    created_at: Time
    created_by: Actor
    updated_at: Time
    updated_by: Actor
    last_message: str | None


class ProjectPage(BaseModel):
    """Some projects; `next_cursor` asks for the following ones."""

    items: list[ProjectItem]
    next_cursor: str | None
    as_of: AsOf
