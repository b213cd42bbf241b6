"""The command that sets fields of a task: `set PROJECT TASK FIELD=VALUE`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

import typer

from api.cli import names
from api.cli.changing import appended_to
from api.cli.opening import session
from api.cli.options import AsJson, Message, Project, Server
from api.cli.reading import tell
from api.encoding import encode
from ledger.core.derived.durations import DAY, HOUR
from ledger.core.model import Json

_DURATION = re.compile(r"(?:(\d+)d)? ?(?:(\d+)h)? ?(?:(\d+)m?)?")
_SAID = {"done": "completed", "to_do": "todo"}
NOTHING = ("", "none")


def _word(said: str) -> Json:
    word = re.sub(r"[ -]+", "_", said.strip().lower())
    return _SAID.get(word, word)


def _minutes(said: str) -> Json:
    match = _DURATION.fullmatch(said.strip().lower())
    if match is None:
        raise typer.BadParameter(f"{said!r} is no time of work such as 1d 2h 30m")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    return days * DAY + hours * HOUR + minutes


FIELDS: Mapping[str, tuple[str, Callable[[str], Json]]] = {
    "status": ("status", _word),
    "priority": ("priority", _word),
    "title": ("title", str),
    "description": ("description", str),
    "assignee": ("assignee", str),
    "start": ("start_date", str),
    "due": ("due_date", str),
    "estimate": ("estimated_minutes", _minutes),
}
"""What each is in a patch, and how it is read."""


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
    """Set fields of a task: status=done, due=2026-12-01, assignee=Ann, estimate=4h."""
    body = _body(fields)
    with session(server, as_json) as link:
        place = names.project_id(link, project)
        id = names.task_of(link, place, task)
        patch = {"op": "update", "target": "task", "target_id": id, "body": body}
        asked = encode({"patches": [patch], "message": message})
        answer = link.post(f"/projects/{place}/changesets", asked)
        told = appended_to(link.titles().get(place))
    tell(answer, as_json, told)


def _body(fields: Sequence[str]) -> dict[str, Json]:
    body = {}
    for given in fields:
        name, equals, said = given.partition("=")
        if not equals or name not in FIELDS:
            raise typer.BadParameter(
                f"{given!r} is not one of {', '.join(f'{known}=…' for known in FIELDS)}",
                param_hint="FIELD=VALUE",
            )
        field, read = FIELDS[name]
        body[field] = None if said.lower() in NOTHING else read(said)
    return body
