"""What people call things: by title or a part of one, by id or the beginning of one; tasks by T17."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from api.cli.ink import clean
from api.cli.link import Answer, Link, Problem, pages
from api.cli.value_text import shortened
from api.problems import problem
from ledger.core.uuids import is_uuid

SHORTEST_PREFIX = 4
SHOWN = 5
BEGINNING = re.compile(rf"[0-9a-f-]{{{SHORTEST_PREFIX},}}")
NUMBER = re.compile(r"[Tt]?(\d+)")


class Named(NamedTuple):
    """Something that may be meant. `project`: the id and the title of the one that it is in.

    `note`: what tells people what it is, where it is called by its id only.
    """

    id: str
    title: str = ""
    number: int | None = None
    project: tuple[str, str] = ("", "")
    note: str = ""

    def __str__(self) -> str:
        words = self.words()
        return f"{words} ({self.id})" if words else self.id

    def words(self) -> str:
        """How people know it."""
        number = "" if self.number is None else f"T{self.number} "
        inside = f" in {self.project[1]}" if self.project[1] else ""
        return shortened(clean(f"{number}{self.title}{self.note}{inside}"))


def project_id(link: Link, name: str) -> str:
    """The id of a project. Raises Problem where that is nobody's name, or that of several."""
    if is_uuid(name):
        return name.lower()
    there = [Named(id, title) for id, title in link.titles().items()]
    try:
        return _chosen("project", name, there).id
    except Problem as missing:
        gone = _deleted(link, name) if missing.members["code"] == "project_missing" else []
        if not gone:
            raise
    return _chosen("project", name, gone).id


def _deleted(link: Link, name: str) -> list[Named]:
    """The deleted projects that this may mean: they are called by their ids only."""
    beginning = name.strip().lower()
    return [Named(id) for id in link.deleted(beginning)] if BEGINNING.fullmatch(beginning) else []


def proposal_id(link: Link, name: str) -> str:
    """The id of a proposal: whole, or the beginning of that of an open draft or an accepted one."""
    if is_uuid(name):
        return name.lower()
    open_ones = [
        Named(
            it["id"], project=(it["project_id"], it["project_title"] or ""), note=it["instruction"]
        )
        for it in pages(link, "/proposals")
    ]
    try:
        return _chosen("proposal", name, open_ones).id
    except Problem as missing:
        accepted = _accepted(link, name) if missing.members["code"] == "proposal_missing" else []
        if not accepted:
            raise
    return _chosen("proposal", name, accepted).id


def _accepted(link: Link, name: str) -> list[Named]:
    """The proposals that this may mean among those that were accepted into a project that is there."""
    beginning = name.strip().lower()
    if not BEGINNING.fullmatch(beginning):
        return []
    made = (
        str(changeset["cause"]["ref"])
        for project in link.titles()
        for changeset in pages(link, f"/projects/{project}/changesets")
        if changeset["cause"]["kind"] == "accept"
    )
    return [Named(id) for id in made if id.startswith(beginning)]


def task_of(link: Link, project: str, name: str) -> str:
    """The id of a task of a project."""
    return name.lower() if is_uuid(name) else _chosen("task", name, _tasks(link, project)).id


def task_anywhere(link: Link, name: str) -> tuple[str, str]:
    """(project id, task id) of a task of any project."""
    everywhere = [
        task for project in link.titles().items() for task in _tasks(link, project[0], project[1])
    ]
    found = _chosen("task", name, everywhere)
    return found.project[0], found.id


def changeset_of(link: Link, name: str, project: str | None) -> tuple[str, str]:
    """(project id, changeset id) of a changeset, by its id or the beginning of one."""
    if is_uuid(name):
        return project or link.project_of(name.lower()), name.lower()
    titles = link.titles()
    known = [
        (changeset, one)
        for one in ([project] if project else titles)
        for changeset in pages(link, f"/projects/{one}/changesets")
    ]
    known.sort(key=lambda found: str(found[0]["time"]), reverse=True)
    found = _chosen(
        "changeset",
        name,
        [
            Named(made["id"], project=(one, titles.get(one, "")), note=_what(made))
            for made, one in known
        ],
    )
    return found.project[0], found.id


def _what(changeset: Answer) -> str:
    return f"v{changeset['last']} {changeset['message'] or changeset['cause']['kind']}"


def _tasks(link: Link, project: str, title: str = "") -> list[Named]:
    tasks = link.get(f"/projects/{project}", shape="flat")["tasks"]
    return [Named(task["id"], task["title"], task["number"], (project, title)) for task in tasks]


def _chosen(kind: str, name: str, things: Sequence[Named]) -> Named:
    for fits in _readings(name):
        found = [thing for thing in things if fits(thing)]
        if len(found) == 1:
            return found[0]
        if found:
            raise _unclear("ambiguous_name", f"{name!r} may be any of several {kind}s", found)
    raise _unclear(f"{kind}_missing", f"no {kind} is called {name!r}", things)


def _readings(name: str) -> Iterator[Callable[[Named], bool]]:
    """What a name may mean, the most exact first."""
    folded = name.strip().casefold()
    yield lambda thing: thing.id == folded
    if (number := NUMBER.fullmatch(name.strip())) is not None:
        yield lambda thing: thing.number == int(number[1])
    yield lambda thing: thing.title == name
    yield lambda thing: bool(folded) and thing.title.casefold() == folded
    if len(folded) >= SHORTEST_PREFIX:
        yield lambda thing: thing.id.startswith(folded)
    if folded:
        yield lambda thing: thing.title.casefold().startswith(folded)
        yield lambda thing: folded in thing.title.casefold()


def _shown(thing: Named, code: str) -> str:
    """A title is enough where it only tells what there is; of what has none the id is its name."""
    return thing.words() if code.endswith("_missing") and thing.title else str(thing)


def _unclear(code: str, said: str, known: Sequence[Named]) -> Problem:
    names = [_shown(thing, code) for thing in known[:SHOWN]]
    more = [f"{len(known) - SHOWN} more"] if len(known) > SHOWN else []
    choice = f"; there are: {'; '.join([*names, *more])}" if names else "; there are none"
    status = 404 if code.endswith("_missing") else 422
    return Problem(problem(status, code, f"{said[0].upper()}{said[1:]}{choice}."))
