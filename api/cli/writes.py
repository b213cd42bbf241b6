"""Accepting, taking back and bringing back, on the ledger itself: without views and web application."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from api import shapes
from api.actors import LOCAL
from api.cli.link import Answer, Problem
from api.problems import problem
from api.schemas.requests import ChangesetIn, RestoreIn, Sent, UndoIn
from api.strict_json import NotStrict, loads
from ledger.answers import Committed
from ledger.service import Ledger

Asked = TypeVar("Asked", bound=Sent)


def write(ledger: Ledger, steps: list[str], body: bytes) -> Answer | None:
    """What a POST to the path `/` + steps answers.

    None for every other path, and for a body that breaks rules, which the application tells better.
    Raises Problem and the ledger's errors.
    """
    done = _append(ledger, steps, body)
    return None if done is None else shapes.appended(done)


def _append(ledger: Ledger, steps: list[str], body: bytes) -> Committed | None:
    match steps:
        case ["projects", id, "changesets"] if (sent := _read(ChangesetIn, body)) is not None:
            return ledger.commit(sent.changes(id, LOCAL))
        case ["projects", id, "undo"] if (asked := _read(UndoIn, body)) is not None:
            return ledger.undo(id, LOCAL, asked.id, asked.message)
        case ["projects", id, "redo"] if (asked := _read(UndoIn, body)) is not None:
            return ledger.redo(id, LOCAL, asked.id, asked.message)
        case ["projects", id, "changesets", named, "undo"] if (
            asked := _read(UndoIn, body)
        ) is not None:
            return ledger.undo_changeset(id, named, LOCAL, asked.id, asked.message)
        case ["projects", id, "restore"] if (then := _read(RestoreIn, body)) is not None:
            return ledger.restore(id, then.version, LOCAL, then.id, then.message)
    return None


def _read(kind: type[Asked], body: bytes) -> Asked | None:
    try:
        return kind.model_validate(loads(body))
    except NotStrict as error:
        raise Problem(problem(400, error.code, error.detail)) from error
    except ValidationError:
        return None
