"""One task in one line, as the rules explain it to the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agents.context.quoting import in_line, word
from ledger.core.model import Project, Task

MARKS = {
    "todo": " ",
    "in_progress": "~",
    "blocked": "!",
    "in_review": "?",
    "completed": "x",
    "cancelled": "-",
}
Name = Callable[[str], str]
"""The handle of a task by its id."""


def task_line(task: Task, name: Name) -> str:
    """A task: `T17 [~] Design login screen | high @me due 2026-12-03 after T4 120m #frontend`."""
    bare = bare_line(task, name)
    said = " ".join(_attributes(task, name))
    return f"{bare} | {said}" if said else bare


def bare_line(task: Task, name: Name) -> str:
    """The same without what stands after the bar."""
    return f"{name(task.id)} [{MARKS[task.status]}] {in_line(task.title)}"


def project_lines(project: Project) -> Iterator[str]:
    """The line of the project itself."""
    said = [f"status {project.status}", f"priority {project.priority}", *_project_dates(project)]
    if project.owner:
        said.append(f"owner {word(project.owner)}")
    said += [f"#{word(tag)}" for tag in project.tags]
    yield f"P {in_line(project.title)} | {' '.join(said)}"


def _project_dates(project: Project) -> Iterator[str]:
    if project.start_date:
        yield f"from {project.start_date}"
    if project.due_date:
        yield f"due {project.due_date}"


def _attributes(task: Task, name: Name) -> Iterator[str]:
    if task.priority != "medium":
        yield task.priority
    if task.assignee:
        yield f"@{word(task.assignee)}"
    if task.start_date:
        yield f"from {task.start_date}"
    if task.due_date:
        yield f"due {task.due_date}"
    if task.depends_on:
        yield "after " + ",".join(map(name, task.depends_on))
    if task.estimated_minutes:
        yield f"{task.estimated_minutes}m"
    yield from (f"#{word(tag)}" for tag in task.tags)
