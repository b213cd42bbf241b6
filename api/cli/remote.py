"""Through a server: the same calls over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from api.cli.link import Answer, Problem, Told, events_in, pages
from api.problems import problem
from ledger.core.model import Json

TIMEOUT_SECONDS = 300.0
"""How long a server may be silent; a model may think for long."""
JSON_TYPE = {"content-type": "application/json"}
STREAM_TYPE = {**JSON_TYPE, "accept": "text/event-stream"}

LAST_LINES = (b'{"bundle":"end"', b'{"bundle":"failed"')


class Remote:
    """A `Link` to the server at a URL."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")

    def get(self, path: str, **query: Json) -> Answer:
        """See `Link`."""
        with self._asked("GET", _address(path, query), None, {}) as response:
            return self._decoded(response)

    def post(self, path: str, body: bytes = b"{}") -> Answer:
        """See `Link`."""
        with self._asked("POST", path, body, JSON_TYPE) as response:
            return self._decoded(response)

    def upload(self, path: str, content: bytes, media_type: str, **query: Json) -> Answer:
        """See `Link`."""
        kind = {"content-type": media_type}
        with self._asked("POST", _address(path, query), content, kind) as response:
            return self._decoded(response)

    def stream(self, path: str, body: bytes) -> Iterator[Told]:
        """See `Link`."""
        with self._asked("POST", path, body, STREAM_TYPE) as response:
            yield from events_in(line.decode() for line in response)

    def bundle(self, *, audit: bool = False, project: str | None = None) -> Iterator[bytes]:
        """See `Link`."""
        address = "/ledger/bundle"
        if audit:
            address += "?audit=true" + (f"&project={project}" if project else "")
        line = b""
        with self._asked("GET", address, None, {}) as response:
            for line in response:
                yield line
            if not line.startswith(LAST_LINES):  # a response that is cut off ends like any other
                raise HTTPException("it stopped in the middle")

    def titles(self) -> Mapping[str, str]:
        """See `Link`."""
        return {item["id"]: item["title"] for item in pages(self, "/projects")}

    def deleted(self, beginning: str) -> Sequence[str]:  # noqa: ARG002 (HTTP does not list them)
        """See `Link`."""
        return ()

    def project_of(self, changeset_id: str) -> str:
        """See `Link`. HTTP knows changesets by project, so each project is asked."""
        for project_id in self.titles():
            try:
                self.get(f"/projects/{project_id}/changesets/{changeset_id}")
            except Problem as missing:
                if missing.members.get("code") != "changeset_missing":
                    raise
            else:
                return project_id
        message = f"No listed project has a changeset {changeset_id}; --project names another."
        raise Problem(problem(404, "changeset_missing", message))

    def close(self) -> None:
        """See `Link`. Each call has a connection of its own."""

    @contextmanager
    def _asked(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> Iterator[HTTPResponse]:
        place = urlsplit(self._url)
        kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
        connection = kind(place.hostname or "", place.port, timeout=TIMEOUT_SECONDS)
        try:
            connection.request(method, f"{place.path}/api/v1{path}", body, headers)
            response = connection.getresponse()
            if response.status >= 400:
                raise Problem(self._decoded(response))
            yield response
        except (OSError, HTTPException) as error:
            message = f"The server at {self._url} cannot be reached: {error!r}."
            raise Problem(problem(503, "server_unreachable", message)) from error
        finally:
            connection.close()

    def _decoded(self, response: HTTPResponse) -> Answer:
        try:
            told = json.loads(response.read())
        except ValueError:
            told = None
        if not isinstance(told, dict):
            message = f"What answers at {self._url} is no Patch Ledger server."
            raise Problem(problem(502, "not_a_server", message))
        return told


def _address(path: str, query: Mapping[str, Json]) -> str:
    given = {name: value for name, value in query.items() if value is not None}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path
