"""What is looked up: a document for each project and task, in one table whatever index stands behind it."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from projections.tables import PREFIX

SEARCH = sa.table(
    f"{PREFIX}search",
    sa.column("rowid", sa.BigInteger),
    sa.column("title", sa.Text),
    sa.column("body", sa.Text),
    sa.column("target_id", sa.Text),
)
SHOWN = (SEARCH.c.rowid, SEARCH.c.title, SEARCH.c.target_id)
TITLE_WEIGHT = 8.0
"""A match in the title weighs as much as this many in the text."""


class Document(NamedTuple):
    """What can be found of a target."""

    row_id: int
    title: str
    body: str
    target_id: str
