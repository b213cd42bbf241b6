"""A plan as text: the tree, one line a task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from api.cli.ink import clean, ink
from api.cli.link import Answer
from api.cli.value_text import count_text
from ledger.core.derived.durations import duration_text
from ledger.core.model import Json

MARKS: Mapping[str, tuple[str, str]] = {
    "todo": ("[ ]", ""),
    "in_progress": ("[~]", "blue"),
    "blocked": ("[!]", "red"),
    "in_review": ("[?]", "magenta"),
    "completed": ("[x]", "green"),
    "cancelled": ("[-]", "dim"),
}
CLOSED = ("completed", "cancelled")
PRIORITIES = {"critical": "red", "high": "yellow", "low": "dim", "backlog": "dim"}
FORK, LAST, LINE, GAP = "├─ ", "└─ ", "│  ", "   "


def plan_text(answer: Answer) -> str:
    """A project's answer as text."""
    if answer["project"] is None:
        return f"There is no project at version {answer['version']}."
    tasks: list[Answer] = answer["tasks"]
    numbers = {task["id"]: task["number"] for task in _all(tasks)}
    return "\n".join([_head(answer, len(numbers)), *_lines(tasks, numbers)])


def _head(answer: Answer, count: int) -> str:
    project = answer["project"]
    about = [
        project["status"].replace("_", " "),
        *([] if project["priority"] == "medium" else [project["priority"]]),
        *_dates(project),
        count_text(count, "task"),
        f"{answer['progress']:.0%} done",
        *_estimated(answer),
        f"version {answer['version']}",
    ]
    return f"{ink(clean(project['title']), 'bold')}  {ink(' · '.join(about), 'dim')}"


def _estimated(answer: Answer) -> Iterator[str]:
    """What it is estimated at, and how many tasks that says nothing of."""
    if total := answer["total_estimated_minutes"]:
        yield duration_text(total)
        if without := sum(task["estimated_minutes"] is None for task in _open(answer["tasks"])):
            yield f"{without} without an estimate"


def _open(tasks: list[Answer]) -> Iterator[Answer]:
    """The tasks without sub-tasks that are still to be done, whatever is above them."""
    for task in tasks:
        if task["status"] in CLOSED:
            continue
        if task["children"]:
            yield from _open(task["children"])
        else:
            yield task


def _all(tasks: list[Answer]) -> Iterator[Answer]:
    waiting = list(tasks)
    while waiting:
        task = waiting.pop()
        yield task
        waiting += task["children"]


def _lines(tasks: list[Answer], numbers: Mapping[str, int], before: str = "") -> Iterator[str]:
    for place, task in enumerate(tasks):
        last = place == len(tasks) - 1
        yield before + (LAST if last else FORK) + _task(task, numbers)
        yield from _lines(task["children"], numbers, before + (GAP if last else LINE))


def _task(task: Answer, numbers: Mapping[str, int]) -> str:
    mark, colour = MARKS[task["status"]]
    closed = task["status"] in CLOSED
    title = ink(clean(task["title"]), *(["dim"] if closed else []))
    number = ink(f"T{task['number']}", "cyan")
    return "  ".join(
        [f"{number} {ink(mark, *([colour] if colour else []))} {title}", *_notes(task, numbers)]
    )


def _notes(task: Answer, numbers: Mapping[str, int]) -> Iterator[str]:
    if task["priority"] in PRIORITIES:
        yield ink(task["priority"], PRIORITIES[task["priority"]])
    if task["children"]:
        yield ink(f"{task['progress']:.0%}", "dim")
    if task["total_estimated_minutes"]:
        yield ink(duration_text(task["total_estimated_minutes"]), "dim")
    for date in _dates(task):
        yield ink(date, "dim")
    if task["assignee"]:
        yield ink(clean(f"@{task['assignee']}"), "dim")
    if task["tags"]:
        yield ink(clean(" ".join(f"#{tag}" for tag in task["tags"])), "dim")
    if task["depends_on"]:
        yield ink(f"after {_named(task['depends_on'], numbers)}", "dim")


def _dates(target: Answer) -> Iterator[str]:
    for name, field in (("starts", "start_date"), ("due", "due_date")):
        if target[field]:
            yield f"{name} {target[field]}"


def _named(ids: Json, numbers: Mapping[str, int]) -> str:
    return ", ".join(f"T{number}" for number in sorted(numbers[id] for id in ids))
