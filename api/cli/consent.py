"""Before a command deletes a project it asks; where nobody can answer it wants to be told beforehand."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from api.actors import LOCAL
from api.cli.change_text import heading
from api.cli.ink import clean, err
from api.cli.link import Answer, Link, Problem, pages
from api.cli.value_text import count_text
from api.problems import problem
from ledger.core.events import Cause
from ledger.core.undo import Changeset, in_force, to_undo


def check_undo(link: Link, project: str, changeset: str | None) -> None:
    """Ask, where taking back this changeset (None: the latest) deletes the project. Raises Problem."""
    title = link.titles().get(project)
    about = None if title is None else _taken_back(link, project, changeset)
    if about is None or _was_there(link, project, about["first"] - 1):
        return
    tasks = link.get(f"/projects/{project}", shape="flat")["tasks"]
    goes = f"the project “{clean(title or '')}” and its {count_text(len(tasks), 'task')}"
    if not sys.stdin.isatty():
        message = f"This would delete {goes}. Say --yes if that is meant."
        raise Problem(problem(409, "not_confirmed", message))
    err(f"It takes back:\n{heading(about)}")
    if not typer.confirm(f"Delete {goes}?", err=True):
        raise Problem(problem(409, "not_confirmed", "Nothing was changed."))


def _taken_back(link: Link, project: str, changeset: str | None) -> Answer | None:
    """What an undo is about, as `ledger.core.undo` finds it; None: there is nothing to take back."""
    place = f"/projects/{project}/changesets"
    history = _history(link, place)
    if changeset is not None:
        found = in_force(history, changeset)
    else:
        latest = to_undo(history, LOCAL)
        found = None if latest is None else latest.id
    return None if found is None else link.get(f"{place}/{found}")


def _history(link: Link, place: str) -> Iterator[Changeset]:
    for made in pages(link, place):
        cause = Cause(made["cause"]["kind"], made["cause"]["ref"])
        yield Changeset(made["id"], made["first"], made["last"], made["actor"], cause)


def _was_there(link: Link, project: str, version: int) -> bool:
    return link.get(f"/projects/{project}", version=version, shape="flat")["project"] is not None
