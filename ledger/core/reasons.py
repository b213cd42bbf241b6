"""Why what was accepted of a draft was done: the instructions that led to it, in people's words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ledger.core.patch import Patch
from ledger.core.proposal import Message

LONGEST = 10_000
"""So long is a reason at most, as one that a client sends."""


class _Turn(NamedTuple):
    """What a person said, with what they answered before anything came of it, and what then came."""

    said: list[str]
    patches: list[Patch]


def reason_for(messages: Sequence[Message], accepted: Iterable[Patch]) -> str | None:
    """The instructions whose patches are in what is accepted, each on a line; None if there is none.

    `accepted` is of the draft's net diff: a task that is created carries what was said of it later.
    """
    taken: dict[str, list[Patch]] = {}
    for patch in accepted:
        taken.setdefault(patch.target_id, []).append(patch)
    led = (turn for turn in _turns(messages) if _is_in(turn.patches, taken))
    return "\n".join(text for turn in led for text in turn.said)[:LONGEST] or None


def _turns(messages: Sequence[Message]) -> Iterator[_Turn]:
    turn = _Turn([], [])
    asked = False
    for message in messages:
        if message.role == "agent":
            turn.patches.extend(message.patches)
            asked = message.question is not None and not turn.patches
        elif message.text:
            if not asked:
                yield turn
                turn = _Turn([], [])
            turn.said.append(message.text)
    yield turn


def _is_in(patches: Iterable[Patch], taken: dict[str, list[Patch]]) -> bool:
    return any(_same(patch, one) for patch in patches for one in taken.get(patch.target_id, ()))


def _same(drafted: Patch, accepted: Patch) -> bool:
    """Whether a patch of the draft went into this net one, about the same target."""
    if "delete" in (drafted.op, accepted.op):
        return drafted.op == accepted.op
    return accepted.op == "create" or not drafted.fields().keys().isdisjoint(accepted.fields())
