"""Full text over what was: former values, what was deleted, why changes were made, and what was said.

Documents are only added, in the order of the ledger: the row id of one is the offset of its event and
a place, by which the newest are found first. A former value becomes a document when it is replaced, a
whole target when it is deleted. Only a comment that is withdrawn is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from operator import itemgetter
from typing import Literal

import msgspec
import sqlalchemy as sa

from ledger.core import events
from ledger.core.events import ProposalEvent
from ledger.core.model import Project, Task
from ledger.core.patch import Target
from projections import indexes
from projections.effects import PROJECT_NUMBER, Step, number_of
from projections.indexes.documents import PAST, Document, group_of, scope_of
from projections.tables import PREFIX, TEXT, Row, in_order, rows_by_key, upsert
from projections.view import View
from projections.wording import WORDED, words_of

TABLES = sa.MetaData()
CONVERSATIONS = sa.Table(
    f"{PREFIX}conversations",
    TABLES,
    sa.Column("proposal_id", TEXT, primary_key=True),
    sa.Column("project_id", TEXT, nullable=False),
    sa.Column("messages", sa.BigInteger, nullable=False),  # how many there are
    sa.Column("comments", TEXT, nullable=False),  # as JSON: the row id of each comment
    sqlite_with_rowid=False,
)
PLACE_BITS = 24
"""Of a row id, the lower bits are 0 for what was said, else the target's number and one."""
SAID = 0

MESSAGES = (events.Instructed, events.Drafted, events.Edited, events.Asked)
Said = Literal["instruction", "answer", "question", "comment", "reason"]


class Past(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What a document is about. The tag is in its scope, too."""

    project_id: str
    time: str
    actor: str


class FormerValue(Past, frozen=True, kw_only=True, omit_defaults=True, tag="value"):
    """What a target said until `version`; `fields`: that became another then, none if it was deleted.

    The actor is who changed it.
    """

    target: Target
    target_id: str
    number: int
    title: str
    version: int
    fields: tuple[str, ...] = ()


class Message(Past, frozen=True, kw_only=True, omit_defaults=True, tag="message"):
    """Why a changeset was made, and the version after it."""

    changeset: str
    version: int


class Conversation(Past, frozen=True, kw_only=True, omit_defaults=True, tag="conversation"):
    """Something that was said about a draft; the actor is who said it, a person or an agent.

    `message` is its place among the proposal's messages, None for what is none of them.
    """

    proposal: str
    said: Said
    message: int | None = None


About = FormerValue | Message | Conversation
write_about = msgspec.json.Encoder().encode
read_about = msgspec.json.Decoder(About).decode
_read_ids = msgspec.json.Decoder(list[int]).decode


class _Fold:
    def __init__(self) -> None:
        self._documents: list[Document] = []
        self._heard: dict[str, list[tuple[ProposalEvent, int]]] = {}
        self._conversations: dict[str, Row] = {}
        self._withdrawn: set[int] = set()
        self._changeset = ""
        self._touched: set[int] = set()  # whose words are of that changeset

    def take(self, step: Step) -> None:
        event = step.event
        if event.changeset != self._changeset:
            self._changeset = event.changeset
            self._touched.clear()
        if event.message and event.index == 0:
            self._documents.append(_message(step, event.message))
        if event.patch.op == "delete":
            removed = {number_of(target): target for target in (step.target, *step.removed)}
            for number, target in sorted(removed.items(), key=itemgetter(0)):
                self._documents.append(_deleted(step, target, self._until(step, number)))
            self._touched |= removed.keys()
        elif step.was is None:
            self._touched.add(step.number)
        elif reworded := _reworded(step, step.was):
            until = self._until(step, step.number)
            self._documents += _replaced(step, step.was, until, reworded)
            self._touched.add(step.number)

    def _until(self, step: Step, number: int) -> int:
        """The last version that had what a target said: before this changeset, unless it is of it."""
        return (step.event.version if number in self._touched else step.first) - 1

    def hear(self, event: ProposalEvent, offset: int) -> None:
        id = event.stream.removeprefix(events.proposal_stream(""))
        self._heard.setdefault(id, []).append((event, offset))

    def read(self, conn: sa.Connection) -> None:
        """Find out which projects the conversations are about."""
        known = rows_by_key(conn, CONVERSATIONS, [(id,) for id in self._heard])
        self._conversations = {id: row for (id,), row in known.items()}
        for id, heard in self._heard.items():
            for event, offset in heard:
                self._evolve(id, event, offset << PLACE_BITS | SAID)
        self._index = indexes.index_of(conn, PAST)

    def write(self, conn: sa.Connection) -> None:
        upsert(conn, CONVERSATIONS, in_order(CONVERSATIONS, self._conversations.values()))
        documents = sorted(d for d in self._documents if d.row_id not in self._withdrawn)
        if documents:
            self._index.put(conn, PAST, documents)
        if self._withdrawn:
            self._index.drop(conn, PAST, sorted(self._withdrawn))

    def _evolve(self, id: str, event: ProposalEvent, row_id: int) -> None:
        if isinstance(event, events.Opened):
            opened = (id, event.project_id, 0, "[]")
            self._conversations[id] = dict(zip(CONVERSATIONS.columns.keys(), opened, strict=True))
            return
        row = self._conversations[id]
        comments = _read_ids(row["comments"])
        if isinstance(event, events.CommentWithdrawn):
            self._withdrawn.add(comments[event.comment - 1])
        if isinstance(event, events.Commented):
            row["comments"] = write_about([*comments, row_id]).decode()
        if (spoken := _spoken(row, event, row_id)) is not None:
            self._documents.append(spoken)
        row["messages"] += isinstance(event, MESSAGES)


def _spoken(row: Row, event: ProposalEvent, row_id: int) -> Document | None:
    said, title, text = _said(event)
    if said is None or not text.strip():
        return None
    about = Conversation(
        project_id=row["project_id"],
        time=event.time,
        actor=event.author or event.actor,
        proposal=row["proposal_id"],
        said=said,
        message=row["messages"] if isinstance(event, MESSAGES) else None,
    )
    return _document(row_id, about, title, text)


def _said(event: ProposalEvent) -> tuple[Said | None, str, str]:
    """What an event of a conversation says: which part of it this is, a title, and a text."""
    if isinstance(event, events.Instructed):
        return "instruction", "", event.instruction
    if isinstance(event, events.Drafted):
        return "answer", "", "\n".join([event.text, *(point.reason for point in event.findings)])
    if isinstance(event, events.Asked):
        return "question", "", "\n".join([event.question.question, *event.question.options])
    if isinstance(event, events.Commented):
        return "comment", event.title, event.text
    if isinstance(event, events.Rejected):
        return "reason", "", event.reason or ""
    return None, "", ""


def _message(step: Step, message: str) -> Document:
    event = step.event
    about = Message(
        project_id=step.project_id,
        time=event.time,
        actor=event.actor,
        changeset=event.changeset,
        version=event.version + event.size - 1,
    )
    return _document(step.offset << PLACE_BITS | SAID, about, "", message)


def _deleted(step: Step, target: Project | Task, until: int) -> Document:
    return _former(step, target, until, ())


def _reworded(step: Step, was: Project | Task) -> tuple[str, ...]:
    """The fields that can be found and say something else now."""
    fields = step.event.patch.fields()
    return tuple(
        field
        for field in fields
        if field in WORDED and getattr(was, field) != getattr(step.target, field)
    )


def _replaced(
    step: Step, was: Project | Task, until: int, reworded: tuple[str, ...]
) -> Iterator[Document]:
    """What those fields said, if they said anything."""
    if fields := tuple(field for field in reworded if getattr(was, field)):
        yield _former(step, was, until, fields)


def _former(
    step: Step,
    target: Project | Task,
    until: int,
    fields: tuple[str, ...],
) -> Document:
    number = number_of(target)
    about = FormerValue(
        project_id=step.project_id,
        time=step.event.time,
        actor=step.event.actor,
        target="project" if number == PROJECT_NUMBER else "task",
        target_id=target.id,
        number=number,
        title=target.title,
        version=until,
        fields=fields,
    )
    return _document(step.offset << PLACE_BITS | number + 1, about, *words_of(target, fields))


def _document(row_id: int, about: About, title: str, text: str) -> Document:
    group = None
    if isinstance(about, FormerValue):
        group = group_of(about.project_id, about.number, about.fields)
    scope = scope_of(about.project_id, str(about.__struct_config__.tag), group)
    return Document(row_id, title, text, scope, write_about(about).decode())


VIEW = View("past", 3, TABLES, _Fold, partial(indexes.create, corpus=PAST))
