"""What should be moved, but not whereto: "we should move the monitoring" is no new task."""

from __future__ import annotations

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import where_it_goes


def where_to(heard: Heard) -> Doubt | None:
    """Where a task should go, where moving it would be a task of its own."""
    made = heard.edits[0] if len(heard.edits) == 1 and heard.edits[0].op == "create" else None
    asked = where_it_goes(heard.scene, made.title or "") if made else None
    if asked is None or '"' in heard.instruction or "“" in heard.instruction:
        return None
    return Doubt(heard.instruction, asked.question, options=asked.options)
