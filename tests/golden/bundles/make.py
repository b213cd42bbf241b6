"""The golden bundles: ledgers as they were once written, which are read for ever.

`ledger.<schema>.jsonl` is a bundle as it was made when the events had that schema, and stays as it is,
byte for byte; `ledger.<schema>.json` is what it tells. When that gets richer (a new field of a task),
the latter is brought up to date; what it told before has to be told still. A new pair is written by
`python -m tests.golden.bundles.make`, which never touches a file that exists.
"""

from __future__ import annotations

import json
from pathlib import Path

from ledger.core.events import SCHEMA
from ledger.stores.memory import MemoryStore
from tests.bundle.lives import lines_of, lived, told

FOLDER = Path(__file__).parent


def write_missing() -> None:
    """Write the pair of today's schema where it is not there yet."""
    store = lived(MemoryStore()).store
    bundle, story = (FOLDER / f"ledger.{SCHEMA}.{kind}" for kind in ("jsonl", "json"))
    if not bundle.exists():
        bundle.write_bytes(b"".join(lines_of(store)))
    if not story.exists():
        story.write_text(json.dumps(told(store), ensure_ascii=False, indent=1, sort_keys=True))


if __name__ == "__main__":
    write_missing()
