"""Before a command deletes a project it asks; where nobody can answer it wants to be told beforehand."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import typer

from api.actors import LOCAL
from api.cli.change_text import heading
from api.cli.ink import clean, err
from api.cli.link import Link, Problem, pages
from api.cli.value_text import count_text
from api.problems import problem
from ledger.core.events import Cause
from ledger.core.undo import Changeset, in_force, to_redo, to_undo


def check_undo(link: Link, project: str, changeset: str | None) -> None:
    """Ask, where taking back this changeset (None: the latest) deletes the project. Raises Problem."""

    def about(history: Iterator[Changeset]) -> str | None:
        return _id(to_undo(history, LOCAL)) if changeset is None else in_force(history, changeset)

    _check_taking_back(link, project, about)


def check_redo(link: Link, project: str) -> None:
    """Ask, where taking back the latest undo deletes the project. Raises Problem."""
    _check_taking_back(link, project, lambda history: _id(to_redo(history, LOCAL)))


def check_restore(link: Link, project: str, version: int) -> None:
    """Ask, where there is a project, and was none at this version. Raises Problem."""
    title = link.titles().get(project)
    if title is not None and not _was_there(link, project, version):
        _ask(link, project, title, f"At version {version} there was no project.")


def _check_taking_back(
    link: Link, project: str, about: Callable[[Iterator[Changeset]], str | None]
) -> None:
    """`about`: what is taken back, as `ledger.core.undo` finds it; None: there is nothing."""
    title = link.titles().get(project)
    if title is None:
        return
    place = f"/projects/{project}/changesets"
    found = about(_history(link, place))
    made = None if found is None else link.get(f"{place}/{found}")
    if made is not None and not _was_there(link, project, made["first"] - 1):
        _ask(link, project, title, f"It takes back:\n{heading(made)}")


def _ask(link: Link, project: str, title: str, why: str) -> None:
    tasks = link.get(f"/projects/{project}", shape="flat")["tasks"]
    goes = f"the project “{clean(title)}” and its {count_text(len(tasks), 'task')}"
    if not sys.stdin.isatty():
        message = f"This would delete {goes}. Say --yes if that is meant."
        raise Problem(problem(409, "not_confirmed", message))
    err(why)
    if not typer.confirm(f"Delete {goes}?", err=True):
        raise Problem(problem(409, "not_confirmed", "Nothing was changed."))


def _id(changeset: Changeset | None) -> str | None:
    return None if changeset is None else changeset.id


def _history(link: Link, place: str) -> Iterator[Changeset]:
    for made in pages(link, place):
        cause = Cause(made["cause"]["kind"], made["cause"]["ref"])
        yield Changeset(made["id"], made["first"], made["last"], made["actor"], cause)


def _was_there(link: Link, project: str, version: int) -> bool:
    return link.get(f"/projects/{project}", version=version, shape="flat")["project"] is not None
