"""Planned tasks as edits: a new plan's top level, or a task's sub-tasks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from agents.edits import PROJECT, Edit
from agents.ports import Context
from agents.providers.embedded import outlines
from agents.providers.embedded.grammar.endings import last_day
from agents.providers.embedded.grammar.reading import Reading, quoted
from agents.providers.embedded.opinions.backwards import (
    days_of_work,
    due_dates,
    on_working_days,
    working_days,
)
from agents.providers.embedded.planned import Plan, PlannedTask
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.dates import shown
from agents.providers.embedded.terms.vocabulary import normal
from ledger.core.model import Project, Task

_OF_WORK = frozenset(
    ("software", "business", "operations", "marketing", "finance", "people", "it", "security", "organisation",
     "public", "data", "development", "management")
)  # fmt: skip
"""Tags of plans that are carried out from Monday to Friday."""


def break_down(r: Reading, task: Task, hint: str, count: int = 0) -> None:
    """Add sub-tasks to a task, leaving out those that it has already.

    `count`: so many of them, from the first to the last. Raises Declined where there are not so many.
    """
    planned = outlines.break_down(task, r.scene.tree, hint)
    there = {normal(child.title) for child in r.scene.tree.ordered(task.id)}
    wanted = [place for place, item in enumerate(planned) if normal(item.title) not in there]
    if count > len(wanted):
        raise Declined
    if count > 1:
        last = len(wanted) - 1
        wanted = [wanted[round(place * last / (count - 1))] for place in range(count)]
    handles: dict[int, str] = {}
    for place in wanted:
        item = planned[place]
        after = tuple(handles[i] for i in item.after if i in handles)
        handles[place] = r.create(item.title, parent=r.handle(task), **_fields(item, after))
    if wanted:
        r.say(f"Broke {r.scene.label(task)} down into {len(wanted)} sub-tasks.")
    else:
        r.say(f"{r.scene.label(task)} is broken down already; there is nothing to add.")


def _fields(item: PlannedTask, after: Sequence[str]) -> dict[str, Any]:
    return {
        "description": item.description,
        "acceptance_criteria": item.acceptance_criteria or None,
        "estimated_minutes": item.estimated_minutes,
        "priority": item.priority if item.priority != "medium" else None,
        "tags": item.tags or None,
        "depends_on": tuple(after) or None,
        "metadata": {"outline": item.outline} if item.outline else None,
    }


def scaffold(context: Context, goal: str) -> tuple[tuple[Edit, ...], str]:
    """A project, unless it is there, and its top level; and what to tell about it."""
    plan = outlines.scaffold(goal)
    edits = [*_project(context, plan)]
    end = _end(context, plan)
    due = leading_up_to(plan.tasks, plan.tags, context.today, end) if end else ()
    for place, item in enumerate(plan.tasks):
        fields = _fields(item, [f"N{i + 1}" for i in item.after])
        fields["due_date"] = due[place].isoformat() if due else None
        edits.append(Edit("create", f"N{place + 1}", title=item.title, parent=PROJECT, **fields))
    project = context.tree.project
    title = project.title if project else plan.title
    text = f"A plan for {quoted(title)} with {len(plan.tasks)} tasks. Select one to break it down."
    return tuple(edits), f"{text} {fit(plan.tasks, context.today, end)}" if end else text


def _end(context: Context, plan: Plan) -> date | None:
    """The day on which the plan has to be done; none where one is named that is over."""
    project = context.tree.project
    said = (project.due_date if project else None) or _due(context, plan)
    end = date.fromisoformat(said) if said else None
    return end if end and end >= context.today else None


def leading_up_to(
    tasks: Sequence[PlannedTask], tags: Sequence[str], start: date, end: date
) -> tuple[date, ...]:
    """The due date of each task; what is done at work is due on no weekend."""
    due = due_dates(tasks, start, end)
    is_work = _OF_WORK.intersection(tags) and "private" not in tags
    return on_working_days(due, start, end) if is_work else due


def fit(tasks: Sequence[PlannedTask], start: date, end: date) -> str:
    """To which day the due dates lead up, and whether the work fits until then."""
    needed, there = days_of_work(tasks), working_days(start, end)
    said = f"The due dates lead up to {shown(end)}"
    if needed <= there:
        return f"{said}."
    have = f"{there} working day{'s' * (there != 1)}"
    return f"{said}, which is tight: the work takes {needed} working days, and there are {have}."


def _project(context: Context, plan: Plan) -> Iterator[Edit]:
    now = context.tree.project
    due = _due(context, plan)
    if now is None:
        yield Edit("create", PROJECT, title=plan.title, description=plan.summary or None,
                   tags=plan.tags or None, due_date=due)  # fmt: skip
        return
    missing = _missing(now, plan, due)
    if missing is not None:
        yield missing


def _missing(now: Project, plan: Plan, due: str | None) -> Edit | None:
    """What the plan says about a project that does not say it itself."""
    summary = plan.summary if not now.summary else None
    new = Edit(
        "update",
        PROJECT,
        description=summary or None,
        add_tags=() if now.tags else plan.tags,
        due_date=None if now.due_date else due,
    )
    return new if new != Edit("update", PROJECT) else None


def _due(context: Context, plan: Plan) -> str | None:
    day = last_day(plan.deadline, context.today) if plan.deadline else None
    return day.isoformat() if day else None
