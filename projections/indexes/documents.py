"""What is looked up: documents, in tables that are alike whatever index stands behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import sqlalchemy as sa

from ledger.core.uuids import is_uuid
from projections.tables import PREFIX

TITLE_WEIGHT = 8.0
"""A match in the title weighs as much as this many in the text."""


class Document(NamedTuple):
    """What can be found. `scope` are words that narrow a search down, and `about` is kept for the finder.

    Each word of the scope is of letters and digits only, and is not found by what people type.
    """

    row_id: int
    title: str
    body: str
    scope: str
    about: str


def corpus(name: str) -> sa.TableClause:
    """A table of documents."""
    return sa.table(
        f"{PREFIX}{name}",
        sa.column("rowid", sa.BigInteger),
        sa.column("title", sa.Text),
        sa.column("body", sa.Text),
        sa.column("scope", sa.Text),
        sa.column("about", sa.Text),
    )


SEARCH = corpus("search")
"""What there is now: each project and task."""
PAST = corpus("past")
"""What was, and what was said."""


NOWHERE = "nowhere"
"""In the scope of no document."""


def scope_of(project_id: str, kind: str) -> str:
    """The scope of a document: its project, and what kind of thing it is about."""
    return f"{_word_of(project_id)} {kind}"


class Scope(NamedTuple):
    """Which documents to look through: those of one project, of one kind, or (None) of all."""

    project_id: str | None = None
    kind: str | None = None

    def words(self) -> Iterator[str]:
        """What these documents have in their scope."""
        if self.project_id is not None:
            yield _word_of(self.project_id) if is_uuid(self.project_id) else NOWHERE
        if self.kind is not None:
            yield self.kind


EVERYWHERE = Scope()


def _word_of(project_id: str) -> str:
    return project_id.replace("-", "")
