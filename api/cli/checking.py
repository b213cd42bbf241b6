"""The command that checks the whole ledger: verify."""

from __future__ import annotations

from base64 import b64encode
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from api.cli.link import Answer
from api.cli.opening import database_url, existing_file, refusals, signing_key
from api.cli.options import AsJson
from api.cli.progress import Told, progress
from api.cli.reading import tell
from api.cli.value_text import count_text
from api.storage import key_file, open_to_read
from ledger.core.errors import Refused, refused
from ledger.integrity.heads import Head, Heads
from ledger.integrity.roll import Roll, silent
from ledger.integrity.verify import verify as verified
from ledger.integrity.witness import Expected
from ledger.ports import EventStore

SIGNED_LAST = "what was signed last"

Against = Annotated[
    list[Path] | None,
    typer.Option(metavar="CHECKPOINT", help="A checkpoint that you hold; may be given repeatedly."),
]
Key = Annotated[
    str | None,
    typer.Option(
        metavar="NAME+ID+KEY",
        help="The public key of the checkpoints. [default: that of the ledger's own key]",
    ),
]


def verify(against: Against = None, *, key: Key = None, as_json: AsJson = False) -> None:
    """Check every event, hash, receipt and tile, and that the ledger only grew since it was signed.

    Works on the database itself, through nothing else, also while a server writes to it. Names the
    first event that does not hold.
    """
    with refusals(as_json), progress() as told:
        url = database_url()
        existing_file(url)
        with closing(open_to_read(url)) as store:
            answer = _verified(store, url, against or [], key, told)
    tell(answer, as_json, _text)


def _verified(
    store: EventStore, url: str, files: list[Path], key: str | None, told: Told
) -> Answer:
    ledger_id = store.ledger_id()
    key_path = key_file(url, ledger_id, signing_key())
    origin = f"patchledger/{ledger_id}"
    last = Heads(key_path).last(origin)
    signed = [Expected(last, SIGNED_LAST)] if last else []
    held = [
        Expected(_held(file, origin, key, key_path), f"the checkpoint {file}") for file in files
    ]
    roll = Roll(key_path, origin).source(last.size) if key_path and last else silent
    found = verified(store, signed + held, lambda done, total: told("Verifying", done, total), roll)
    return {
        "origin": origin,
        "events": found.events,
        "streams": found.streams,
        "changesets": found.changesets,
        "tiles": found.tiles,
        "root": b64encode(found.root).decode(),
        "extends": [{"name": name, "size": head.size} for head, name in signed + held],
    }


def _held(file: Path, origin: str, key: str | None, key_path: Path | None) -> Head:
    """What a file says that the key has signed. Raises Refused."""
    from ledger.integrity.checkpoint import (  # noqa: PLC0415 (only with --against)
        CheckpointRefused,
        Verifier,
        opened,
        verifier,
    )
    from ledger.integrity.keys import load_key  # noqa: PLC0415 (likewise)

    try:
        note = file.read_bytes().decode()
        if key is not None:
            by = verifier(key)
        elif key_path is not None and key_path.exists():
            by = Verifier(origin, load_key(key_path).public_key())
        else:
            raise refused("key_missing", "There is no key to check it with: name one with --key.")
        checkpoint = opened(note, by)
    except OSError as error:
        message = f"Cannot read {file}: {error.strerror}."
        raise refused("file_unusable", message, field="against") from error
    except UnicodeDecodeError as error:
        raise _refused(file, "it is not text") from error
    except CheckpointRefused as error:
        raise _refused(file, str(error)) from error
    return Head(checkpoint.size, checkpoint.root)


def _refused(file: Path, why: str) -> Refused:
    return refused("checkpoint_refused", f"{file} proves nothing: {why}.", field="against")


def _text(answer: Answer) -> str:
    counted = [
        count_text(answer["events"], "event") + " in " + count_text(answer["streams"], "stream"),
        count_text(answer["changesets"], "changeset") + " with their receipts",
        count_text(answer["tiles"], "saved tile"),
    ]
    extends = [
        f"They extend {one['name']} ({count_text(one['size'], 'event')})."
        for one in answer["extends"]
    ] or ["Nothing was signed yet, so a missing end could not be seen."]
    head = f"The ledger holds: {', '.join(counted)}."
    return "\n".join([head, *extends, f"Root: {answer['root']}"])
