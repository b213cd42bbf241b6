"""The command that sets fields of a task: `set PROJECT TASK FIELD=VALUE`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer

from api.cli import names, values
from api.cli.changing import appended_to
from api.cli.link import Answer, Problem
from api.cli.opening import session
from api.cli.options import AsJson, Message, Project, Server
from api.cli.reading import tell
from api.encoding import encode
from ledger.core.model import Json

NOTHING = ("", "none")
_LISTS = ("tags", "depends_on")

FIELDS: Mapping[str, tuple[str, Callable[[str], Json]]] = {
    "status": ("status", values.state),
    "priority": ("priority", values.priority),
    "title": ("title", str),
    "description": ("description", str),
    "assignee": ("assignee", str),
    "start": ("start_date", values.day),
    "due": ("due_date", values.day),
    "estimate": ("estimated_minutes", values.minutes),
    "actual": ("actual_minutes", values.minutes),
    "tags": ("tags", values.several),
    "depends_on": ("depends_on", values.several),
}
"""What each is in a patch, and how it is read; the name in a patch is understood as well."""
_READ = {**{field: (field, read) for field, read in FIELDS.values()}, **FIELDS}


def set_(
    project: Project,
    task: Annotated[str, typer.Argument(metavar="TASK", help="T17, its title or its id.")],
    fields: Annotated[
        list[str],
        typer.Argument(metavar="FIELD=VALUE", help=f"{', '.join(FIELDS)}; none clears."),
    ],
    message: Message = None,
    *,
    server: Server = None,
    as_json: AsJson = False,
) -> None:
    """Set fields of a task: status=done, due=2026-12-01, estimate=4h, tags=web,ux, depends_on=T1,T2."""
    body = _body(fields)
    with session(server, as_json) as link:
        place = names.project_id(link, project)
        id = names.task_of(link, place, task)
        if "depends_on" in body:
            body["depends_on"] = [names.task_of(link, place, one) for one in body["depends_on"]]
        patch = {"op": "update", "target": "task", "target_id": id, "body": body}
        asked = encode({"patches": [patch], "message": message})
        try:
            answer = link.post(f"/projects/{place}/changesets", asked)
        except Problem as refused:
            raise Problem(_of_fields(refused.members)) from None
        told = appended_to(link.titles().get(place))
    tell(answer, as_json, told)


def _body(fields: Sequence[str]) -> dict[str, Json]:
    body: dict[str, Json] = {}
    for given in fields:
        name, equals, said = given.partition("=")
        if not equals or name not in _READ:
            raise typer.BadParameter(
                f"{given!r} is not one of {', '.join(f'{known}=…' for known in FIELDS)}",
                param_hint="FIELD=VALUE",
            )
        field, read = _READ[name]
        if said.strip().lower() in NOTHING:
            body[field] = [] if field in _LISTS else None
        else:
            body[field] = read(said)
    return body


def _of_fields(members: Answer) -> Answer:
    """A problem with the only patch, which nobody wrote: what is wrong are the fields."""
    errors = [{**error, "index": None} for error in members.get("errors") or []]
    return {**members, "errors": errors} if errors else members
