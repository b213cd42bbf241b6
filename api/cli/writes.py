"""Taking back and bringing back, on the ledger itself: without the views and the web application."""

from __future__ import annotations

from pydantic import ValidationError

from api import shapes
from api.actors import LOCAL
from api.cli.link import Answer
from api.schemas.requests import RestoreIn, UndoIn
from ledger.answers import Committed
from ledger.service import Ledger


def write(ledger: Ledger, steps: list[str], body: bytes) -> Answer | None:
    """What a POST to the path `/` + steps answers; None for all others, and for a body that is refused.

    Raises the ledger's errors.
    """
    kind: type[UndoIn] = RestoreIn if steps[-1] == "restore" else UndoIn
    sent = _read(kind, body)
    if sent is None:
        return None
    done = _append(ledger, steps, sent)
    if done is None:
        return None
    return shapes.appended(ledger.changeset(done.project_id, done.changeset_id), done)


def _append(ledger: Ledger, steps: list[str], sent: UndoIn) -> Committed | None:
    match steps:
        case ["projects", id, "undo"]:
            return ledger.undo(id, LOCAL, sent.id, sent.message)
        case ["projects", id, "redo"]:
            return ledger.redo(id, LOCAL, sent.id, sent.message)
        case ["projects", id, "changesets", changeset_id, "undo"]:
            return ledger.undo_changeset(id, changeset_id, LOCAL, sent.id, sent.message)
        case ["projects", id, "restore"] if isinstance(sent, RestoreIn):
            return ledger.restore(id, sent.version, LOCAL, sent.id, sent.message)
    return None


def _read(kind: type[UndoIn], body: bytes) -> UndoIn | None:
    try:
        return kind.model_validate_json(body)
    except ValidationError:
        return None
