"""Commands that read: projects, tree, log, show, diff, blame, search, providers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Annotated

import typer

from api.cli import names
from api.cli.change_text import changeset_text, comparison_text, history_text
from api.cli.ink import out
from api.cli.link import PAGE, Answer, Link, Problem, pages, whole
from api.cli.moments import WHEN, time_said, version_of, when
from api.cli.opening import session
from api.cli.options import AsJson, InProject, Project, Server
from api.cli.search_text import found_text
from api.cli.tables import blame_table, projects_table, providers_table
from api.cli.tree_text import plan_text
from api.cli.value_text import time_text
from api.encoding import text
from api.problems import problem


def tell(answer: Answer, as_json: bool, for_people: Callable[[Answer], str]) -> None:
    """Print an answer."""
    out(text(answer) if as_json else for_people(answer))


def projects(
    status: Annotated[list[str] | None, typer.Option(help="Any of these.")] = None,
    tag: Annotated[list[str] | None, typer.Option(help="All of these.")] = None,
    words: Annotated[str | None, typer.Option("--text", help="In title, summary, tags.")] = None,
    sort: Annotated[
        str, typer.Option(help="updated, created, title, priority, due or progress; - backwards.")
    ] = "-updated",
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """List the projects."""
    query = {"status": status or None, "tag": tag or None, "text": words, "sort": sort}
    with session(server, as_json) as link:
        answer = whole(link, "/projects", **query)
    wanted = any((status, tag, words))
    tell(answer, as_json, lambda told: projects_table(told["items"], wanted=wanted))


def tree(
    project: Project,
    version: Annotated[int | None, typer.Option(min=0, help="As it was at this version.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TIME", help=f"As it was then: {WHEN}.")] = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Show a project's plan, now or as it was."""
    if version is not None and at is not None:
        raise typer.BadParameter("--version and --at exclude each other")
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        moment = time_said(at, "--at", as_json=as_json)
        answer = link.get(f"/projects/{id}", version=version, at=moment)
        if answer["version"] == 0 and not as_json:
            raise _not_begun(link, id)
    tell(answer, as_json, plan_text)


def _not_begun(link: Link, id: str) -> Problem:
    [*_, first] = pages(link, f"/projects/{id}/changesets")
    began = time_text(first["time"])
    message = f"There was no project yet: it began later, at {began}, with version 1."
    return Problem(problem(404, "not_begun", message))


def log(
    project: Project,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many.")] = 20,
    actor: Annotated[str | None, typer.Option(help="Who accepted or wrote it.")] = None,
    task: Annotated[str | None, typer.Option(help="A task that it touched.")] = None,
    op: Annotated[str | None, typer.Option(help="create, update or delete.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help=f"Then or later: {WHEN}.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="TIME", help="Before then.")] = None,
    words: Annotated[str | None, typer.Option("--text", help="In message or titles.")] = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Show a project's history, newest first."""
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        path = f"/projects/{id}/changesets"
        query = {"actor": actor, "op": op, "text": words}
        query["since"] = time_said(since, "--since", as_json=as_json)
        query["until"] = time_said(until, "--until", as_json=as_json)
        query["task"] = task and names.task_of(link, id, task)
        if as_json and limit <= PAGE:
            answer = link.get(path, limit=limit, **query)
        else:
            answer = {"items": [*islice(pages(link, path, **query), limit)], "next_cursor": None}
    tell(answer, as_json, lambda told: history_text(told["items"]))


def show(
    changeset: Annotated[
        str, typer.Argument(metavar="CHANGESET", help="Its id, or the beginning of it.")
    ],
    project: InProject = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Show what one changeset changed, with before and after."""
    with session(server, as_json) as link:
        inside = project and names.project_id(link, project)
        place, id = names.changeset_of(link, changeset, inside)
        answer = link.get(f"/projects/{place}/changesets/{id}")
    tell(answer, as_json, changeset_text)


def diff(
    project: Project,
    first: Annotated[str, typer.Argument(metavar="A", help=f"A version, or a time: {WHEN}.")],
    second: Annotated[
        str | None, typer.Argument(metavar="B", help="Another; the newest version if absent.")
    ] = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Compare two versions of a project, or how it was at two times."""
    left = when(first, "A")
    right = None if second is None else when(second, "B")
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        sides = {
            "from": version_of(link, id, left),
            "to": None if right is None else version_of(link, id, right),
        }
        answer = link.get(f"/projects/{id}/diff", **sides)
    tell(answer, as_json, comparison_text)


def blame(
    project: Project,
    task: Annotated[
        str | None, typer.Argument(metavar="TASK", help="T17, its title or its id.")
    ] = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Show who last set each field, and why."""
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        if task is None:
            answer = whole(link, f"/projects/{id}/blame")
        else:
            answer = link.get(f"/projects/{id}/tasks/{names.task_of(link, id, task)}/blame")
    tell(answer, as_json, lambda told: blame_table(told.get("items", [told])))


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help="All of them; the last may be a beginning."),
    ],
    project: InProject = None,
    past: Annotated[
        bool, typer.Option("--past", help="What was: former values, messages, conversations.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=PAGE, help="How many.")] = 20,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Find projects and tasks by their words, or what was."""
    with session(server, as_json) as link:
        inside = project and names.project_id(link, project)
        path = "/search/history" if past else "/search"
        answer = link.get(path, q=" ".join(words), project_id=inside, limit=limit)
    tell(answer, as_json, found_text)


def providers(*, server: Server = None, as_json: AsJson = False) -> None:
    """List who can plan, and what they need to be set up."""
    with session(server, as_json, make=True) as link:
        answer = link.get("/providers")
    tell(answer, as_json, providers_table)
