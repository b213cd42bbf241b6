"""What is looked up: documents, in tables that are alike whatever index stands behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def scope_of(project_id: str, kind: str, group: str | None = None) -> str:
    """The scope of a document: its project, what kind of thing it is about, and of what group it is."""
    words = f"{_word_of(project_id)} {kind}"
    return words if group is None else f"{words} {group}"


def group_of(project_id: str, number: int, fields: Sequence[str]) -> str:
    """The word of all former values of the same fields of one target. None begins or ends another."""
    named = "".join(field.replace("_", "") for field in sorted(fields))
    return f"{_word_of(project_id)}n{number}of{named}end"


def group_in(scope: str) -> str | None:
    """The group that a document's scope says, if it is of one."""
    words = scope.split()
    return words[2] if len(words) > 2 else None


class Scope(NamedTuple):
    """Which documents to look through: those of one project, of one kind, or (None) of all.

    Of these only those of some groups (`among`; none: whatever they are of), or of none of some (`beside`).
    """

    project_id: str | None = None
    kind: str | None = None
    among: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def words(self) -> Iterator[str]:
        """What these documents have in their scope."""
        if self.project_id is not None:
            yield _word_of(self.project_id) if is_uuid(self.project_id) else NOWHERE
        if self.kind is not None:
            yield self.kind


EVERYWHERE = Scope()


def _word_of(project_id: str) -> str:
    return project_id.replace("-", "")
