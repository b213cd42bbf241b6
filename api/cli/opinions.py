"""Commands that ask for an opinion, and for words: estimate, complexity, risks, next, explain, summary."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli import names
from api.cli.ink import clean
from api.cli.link import Answer
from api.cli.opening import session
from api.cli.options import Accept, AsJson, Model, Project, Proposal, Provider, Server
from api.cli.planning import converse
from api.cli.reading import tell
from api.encoding import encode

OfTask = Annotated[
    str | None, typer.Option("--task", metavar="TASK", help="Only this task and what is below it.")
]


def estimate(
    project: Project,
    task: OfTask = None,
    provider: Provider = None,
    model: Model = None,
    accept: Accept = False,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Estimate the open tasks that have no estimate, as a draft that says how it came to each."""
    asked = {"kind": "estimate", "provider": provider, "model": model}
    _opinion(asked, project, task, server, as_json=as_json, accept=accept)


def complexity(
    project: Project,
    task: OfTask = None,
    provider: Provider = None,
    model: Model = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Tell which tasks are worth breaking down, and why."""
    asked = {"kind": "complexity", "provider": provider, "model": model}
    _opinion(asked, project, task, server, as_json=as_json)


def risks(
    project: Project,
    task: OfTask = None,
    provider: Provider = None,
    model: Model = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Tell what puts a plan at risk; what would help is a draft where that is plain."""
    asked = {"kind": "risks", "provider": provider, "model": model}
    _opinion(asked, project, task, server, as_json=as_json)


def next_(
    project: Project,
    task: OfTask = None,
    provider: Provider = None,
    model: Model = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Tell what to do next, and why."""
    asked = {"kind": "next", "provider": provider, "model": model}
    _opinion(asked, project, task, server, as_json=as_json)


def explain(
    proposal: Proposal,
    provider: Provider = None,
    model: Model = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Tell in words what a draft would do, deletions first."""
    with session(server, as_json) as link:
        asked = _given({"provider": provider, "model": model})
        path = f"/proposals/{names.proposal_id(link, proposal)}/explain"
        answer = link.post(path, encode(asked))
    tell(answer, as_json, _words)


def summary(
    project: Project,
    since: Annotated[
        str,
        typer.Option(
            metavar="WHEN", help="A version (12), a day (monday, 3 days ago, 2026-11-23) or a time."
        ),
    ] = "last week",
    provider: Provider = None,
    model: Model = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Tell in words what changed since then."""
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        path = f"/projects/{id}/summary"
        answer = link.get(path, since=since, provider=provider, model=model)
    tell(answer, as_json, _words)


def _opinion(
    asked: Answer,
    project: str,
    task: str | None,
    server: str | None,
    *,
    as_json: bool,
    accept: bool = False,
) -> None:
    with session(server, as_json) as link:
        inside = names.project_id(link, project)
        about = task and names.task_of(link, inside, task)
        whole = {**asked, "project_id": inside, "task_id": about}
        converse(link, "/proposals", whole, as_json=as_json, accept=accept)


def _given(asked: Answer) -> Answer:
    return {name: value for name, value in asked.items() if value is not None}


def _words(answer: Answer) -> str:
    return "\n".join(clean(line) for line in answer["text"].splitlines())
