"""On the ledger's file itself, when no server owns it.

What is slow to import is imported when it is first needed: a plan is read with the ledger alone,
lists and history with the views, and everything else is asked of the web application in this process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from api import shapes
from api.cli.link import Answer, Problem, Told
from api.cli.titles import titles_in
from api.problems import of_error
from api.storage import open_ledger
from ledger.clock import present
from ledger.core.errors import LedgerError, NotFound
from ledger.core.events import project_stream
from ledger.core.model import Json
from ledger.integrity.watch import WatchedStore

if TYPE_CHECKING:
    from api.cli.inside import Inside
    from api.parts import Parts

SHORT = 20_000
"""Events up to which a title is looked up in the ledger itself: faster than loading the views."""


class Local:
    """A `Link` to the ledger at a database URL. Raises Problem, StoreBusy when it is in use."""

    def __init__(self, url: str, signing_key: Path | None = None) -> None:
        self._url = url
        self._closing = ExitStack()
        self._ledger = self._closing.enter_context(open_ledger(url, None, signing_key))

    def get(self, path: str, **query: Json) -> Answer:
        """See `Link`."""
        given = {name: value for name, value in query.items() if value is not None}
        with _as_problems():
            match path.split("/")[1:]:
                case ["projects", project_id] if "at" not in given:
                    return self._project(project_id, **given)
                case ["projects", _, "summary"]:
                    self._parts.projector.catch_up()  # what it tells of comes from the views
                case ["proposals"]:
                    from api.cli.reads import drafts  # noqa: PLC0415 (loads the views)

                    return drafts(self._seen, **given)
                case ["projects", *_] as steps:
                    from api.cli.reads import read  # noqa: PLC0415 (loads the views)

                    return read(self._seen, steps, given)
        return self._inside.get(path, given)

    def post(self, path: str, body: bytes = b"{}") -> Answer:
        """See `Link`."""
        steps = path.split("/")[1:]
        if steps[0] == "projects":
            from api.cli.writes import write  # noqa: PLC0415 (loads the schemas)

            with _as_problems():
                told = write(self._ledger, steps, body)
            if told is not None:
                return told
        return self._inside.post(path, body)

    def upload(self, path: str, content: bytes, media_type: str, **query: Json) -> Answer:
        """See `Link`."""
        return self._inside.upload(path, content, media_type, query)

    def stream(self, path: str, body: bytes) -> Iterator[Told]:
        """See `Link`."""
        return self._inside.stream(path, body)

    def bundle(self, *, audit: bool = False, project: str | None = None) -> Iterator[bytes]:
        """See `Link`."""
        from ledger.bundle.writing import audit_lines, bundle_lines  # noqa: PLC0415 (for this only)
        from ledger.integrity.notary import Notary  # noqa: PLC0415 (likewise)

        store = self._ledger.store
        if not audit:
            return bundle_lines(store, present())
        assert isinstance(store, WatchedStore), "a ledger is opened by api.storage.open_ledger"
        with _as_problems():
            if project is not None:
                self._ledger.state(project)  # raises NotFound
            return audit_lines(store, present(), Notary(store.watch).checkpoint(), project)

    def titles(self) -> Mapping[str, str]:
        """See `Link`."""
        store = self._ledger.store
        if store.length() <= SHORT:
            return titles_in(store)
        from api.cli.reads import titles  # noqa: PLC0415 (loads the views)

        return titles(self._seen)

    def deleted(self, beginning: str) -> Sequence[str]:
        """See `Link`."""
        from projections.queries.projects import deleted_ids  # noqa: PLC0415 (loads the views)

        with self._seen.views() as conn:
            return deleted_ids(conn, beginning)

    def project_of(self, changeset_id: str) -> str:
        """See `Link`."""
        receipt = self._ledger.store.receipt(changeset_id)
        if receipt is None:
            with _as_problems():
                message = f"there is no changeset {changeset_id}"
                raise NotFound(message, code="changeset_missing")
        return receipt.stream.removeprefix(project_stream(""))

    def close(self) -> None:
        """See `Link`."""
        self._closing.close()

    def _project(
        self, project_id: str, version: int | None = None, shape: str = "nested"
    ) -> Answer:
        books = self._ledger
        state = books.present(project_id) if version is None else books.state(project_id, version)
        return shapes.project_answer(state.tree, state.version, cast(shapes.Shape, shape))

    @property
    def _seen(self) -> Parts:
        """The parts, with the views at the ledger's end."""
        self._parts.projector.catch_up()
        return self._parts

    @cached_property
    def _parts(self) -> Parts:
        from api.bootstrap import open_views  # noqa: PLC0415 (loads the views)

        return self._closing.enter_context(open_views(self._ledger, self._url))

    @cached_property
    def _inside(self) -> Inside:
        from api.cli.inside import Inside  # noqa: PLC0415 (loads the web application)

        return self._closing.enter_context(Inside(self._parts))


@contextmanager
def _as_problems() -> Iterator[None]:
    """Let the ledger's errors out as the problems that HTTP would answer."""
    try:
        yield
    except LedgerError as error:
        raise Problem(of_error(error)) from error
