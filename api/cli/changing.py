"""Commands that change a project: undo, redo, restore, apply."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from api.cli import names
from api.cli.change_text import heading
from api.cli.consent import check_redo, check_restore, check_undo
from api.cli.ink import clean
from api.cli.link import Answer, Link
from api.cli.opening import session
from api.cli.options import AsJson, Message, Project, Server, Yes
from api.cli.patch_file import changes_in
from api.cli.reading import tell
from api.encoding import encode
from ledger.core.telling import WAYS_BACK


def undo(
    project: Project,
    changeset: Annotated[
        str | None,
        typer.Argument(metavar="CHANGESET", help="This one, whoever made it; else your latest."),
    ] = None,
    message: Message = None,
    yes: Yes = False,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Take back your latest changeset, or any one of them. Asks before the project goes with it."""
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        named = None if changeset is None else names.changeset_of(link, changeset, id)[1]
        if not yes:
            check_undo(link, id, named)
        place = f"/projects/{id}" + ("" if named is None else f"/changesets/{named}")
        answer = link.post(f"{place}/undo", encode({"message": message}))
        told = _gone_back(link, answer, "redo")
    tell(answer, as_json, told)


def redo(
    project: Project,
    message: Message = None,
    yes: Yes = False,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Take back your latest undo. Asks before the project goes with it."""
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        if not yes:
            check_redo(link, id)
        answer = link.post(f"/projects/{id}/redo", encode({"message": message}))
        told = _gone_back(link, answer, "undo")
    tell(answer, as_json, told)


def restore(
    project: Project,
    version: Annotated[int, typer.Argument(metavar="VERSION", min=0, help="What to bring back.")],
    message: Message = None,
    yes: Yes = False,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Bring a version back, as a new changeset. Asks before the project goes with it."""
    with session(server, as_json) as link:
        id = names.project_id(link, project)
        if not yes:
            check_restore(link, id, version)
        asked = {"version": version, "message": message}
        answer = link.post(f"/projects/{id}/restore", encode(asked))
        told = _gone_back(link, answer, "undo")
    tell(answer, as_json, told)


def apply(
    project: Project,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-",
            help="Patches: a JSON list, a changeset, or one patch a line. - is standard input.",
        ),
    ],
    message: Message = None,
    base_version: Annotated[
        int | None, typer.Option(min=0, help="The version that the patches were made on.")
    ] = None,
    id: Annotated[
        str | None, typer.Option(metavar="UUID", help="The changeset's id: safe to repeat.")
    ] = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Accept patches from a file as one changeset, whole or not at all."""
    raw = _content(file)
    given = {"message": message, "base_version": base_version, "id": id}
    body = changes_in(raw, {name: value for name, value in given.items() if value is not None})
    with session(server, as_json, make=True) as link:
        place = names.project_id(link, project)
        answer = link.post(f"/projects/{place}/changesets", body)
        told = appended_to(link.titles().get(place))
    tell(answer, as_json, told)


def _gone_back(link: Link, answer: Answer, command: str) -> Callable[[Answer], str]:
    """How going back is told. `command`: the way back where that has deleted the project.

    From then on the project has no title to call it by; it is told by the one that it had.
    """
    id, changeset = answer["project_id"], answer["changeset"]
    further = _taken_back(link, id, changeset)
    title = link.titles().get(id)
    if title is None:
        before = link.get(f"/projects/{id}", version=changeset["first"] - 1, shape="flat")
        title = before["project"]["title"]
        way = f"The project is deleted with that. To bring it back: patchledger {command} {id}"
        further = [*further, way]
    return lambda told: "\n".join([appended_to(title)(told), *further])


def _taken_back(link: Link, project: str, changeset: Answer) -> list[str]:
    """What it takes back, where its message is somebody's own and does not say so."""
    kind, ref = changeset["cause"]["kind"], changeset["cause"]["ref"]
    if kind == "restore" or (changeset["message"] or "").startswith(WAYS_BACK):
        return []
    about = link.get(f"/projects/{project}/changesets/{ref}")
    return [f"It takes back:\n{heading(about)}"]


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}") from error


def appended_to(title: str | None) -> Callable[[Answer], str]:
    """How what was accepted is told, of the project with this title; None: by its id."""

    def told(answer: Answer) -> str:
        counts = answer["changeset"]["counts"]
        ops = ", ".join(
            f"{counts[op]} {op}d" for op in ("create", "update", "delete") if counts[op]
        )
        name = answer["project_id"] if title is None else f"“{clean(title)}”"
        return f"Version {answer['version']} of {name}: {ops}.\n{heading(answer['changeset'])}"

    return told
