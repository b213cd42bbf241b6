"""What the commands ask of a ledger, whether it is a file here or a server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from ledger.core.model import Json

Answer = dict[str, Json]
PAGE = 200


class Told(NamedTuple):
    """One event of a conversation: `patch`, `text`, `question`, `retry`, `done` or `problem`."""

    name: str
    content: Json


class Problem(Exception):
    """What was asked was refused. `members` are those of the problem that HTTP answers."""

    def __init__(self, members: Answer) -> None:
        super().__init__(members.get("detail", ""))
        self.members = members


class Link(Protocol):
    """The HTTP interface as the commands use it. Paths begin after `/api/v1`; each raises Problem."""

    def get(self, path: str, **query: Json) -> Answer:
        """Read. What is None in the query is left out."""
        ...

    def post(self, path: str, body: bytes = b"{}") -> Answer:
        """Change something. `body` is JSON as it came, so that it is judged as it came."""
        ...

    def upload(self, path: str, content: bytes, media_type: str, **query: Json) -> Answer:
        """Send what is no JSON."""
        ...

    def stream(self, path: str, body: bytes) -> Iterator[Told]:
        """Change something in a conversation, and hear of it as it goes on."""
        ...

    def bundle(self, *, audit: bool = False, project: str | None = None) -> Iterator[bytes]:
        """The whole ledger as the lines of a bundle (`ledger.bundle.lines`), not checked yet.

        `audit`: with a signed checkpoint; `project`: then that one's events only.
        """
        ...

    def titles(self) -> Mapping[str, str]:
        """The title of each project by its id; deleted ones are not among them."""
        ...

    def deleted(self, beginning: str) -> Sequence[str]:
        """The ids of deleted projects that begin so; none of a server, which does not list them."""
        ...

    def project_of(self, changeset_id: str) -> str:
        """The id of the project that a changeset belongs to."""
        ...

    def close(self) -> None:
        """Let go of file or connection."""
        ...


def pages(link: Link, path: str, cursor: str | None = None, **query: Json) -> Iterator[Answer]:
    """The items of a list, page by page, from a cursor on."""
    while True:
        page = link.get(path, limit=PAGE, cursor=cursor, **query)
        yield from page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return


def whole(link: Link, path: str, **query: Json) -> Answer:
    """A list as HTTP answers it, with the items of all pages; what else it tells is of the first one."""
    first = link.get(path, limit=PAGE, **query)
    rest = first["next_cursor"]
    more = () if rest is None else pages(link, path, rest, **query)
    return {**first, "items": [*first["items"], *more], "next_cursor": None}


def events_in(lines: Iterable[str]) -> Iterator[Told]:
    """The events of a stream whose data is one line of JSON each, as ours is."""
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ").strip()
        elif line.startswith("data: "):
            yield Told(name, json.loads(line.removeprefix("data: ")))
