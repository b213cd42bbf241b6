"""What an agent is told from the ledger's history: what was turned down, and since when a task rests."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from agents.ports import Origin, TurnedDown
from api.parts import Parts
from ledger.core.errors import StoreUnavailable
from ledger.core.proposal import ProposalState
from projections.queries import turned_down as views
from projections.queries.blame import last_set, task_blame
from projections.runner import Behind
from projections.views.turned_down import Sketch

MOST = 5
MOST_BEGUN = 500
WAIT_SECONDS = 0.5
"""How long the views may take to have seen the last of the ledger: an answer does not wait for more."""
LOOKED_AT = 20
ALIKE = 60
"""From how alike a goal is, of a hundred, a plan for it that was turned down says something."""
_ASKS_WHY = re.compile(
    r"\b(?:why|who (?:asked|wanted|added|created)|what(?:['’]s)?\b.*\b(?:for|point))\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(?:\bt|#)(\d{1,9})\b", re.IGNORECASE)


def turned_down(parts: Parts, state: ProposalState) -> tuple[TurnedDown, ...]:
    """What was turned down in this project; for a new one, the plans of this person for such a goal."""
    try:
        with parts.projector.reading(parts.store.length(), WAIT_SECONDS) as conn:
            if state.base_version:
                found = views.turned_down(conn, state.project_id, MOST)
            else:
                found = views.turned_down_new(conn, state.actor, LOOKED_AT)
    except (Behind, StoreUnavailable):
        return ()
    if not state.base_version:
        goal = next((m.text for m in state.messages if m.text), "")
        found = [one for one in found if fuzz.token_set_ratio(goal, one.instruction) >= ALIKE]
    return tuple(_told(one) for one in found[:MOST])


def last_changed(parts: Parts, state: ProposalState) -> dict[str, str]:
    """The day when each task that is in progress was last changed, as the ledger has it."""
    begun = [t.id for t in state.base.tasks.values() if t.status == "in_progress"][:MOST_BEGUN]
    if not begun:
        return {}
    try:
        with parts.projector.reading(parts.store.length(), WAIT_SECONDS) as conn:
            found = last_set(conn, state.project_id, begun)
    except (Behind, StoreUnavailable):
        return {}
    return {id: time[:10] for id, time in found.items()}


def origins(parts: Parts, state: ProposalState) -> dict[str, Origin]:
    """Where the tasks come from that the person asks about by number, or the selected one."""
    words = state.messages[-1].text or ""
    if not _ASKS_WHY.search(words):
        return {}
    numbers = {int(number) for number in _NUMBERS.findall(words)}
    tasks = state.base.tasks.values()
    asked = [t.id for t in tasks if t.number in numbers or (not numbers and t.id == state.task_id)]
    try:
        with parts.projector.reading(parts.store.length(), WAIT_SECONDS) as conn:
            found = {id: task_blame(conn, state.project_id, id) for id in asked[:MOST]}
    except (Behind, StoreUnavailable):
        return {}
    firsts = {id: min(of.fields, key=lambda by: by.version) for id, of in found.items() if of}
    return {id: Origin(by.time[:10], by.actor, by.message or "") for id, by in firsts.items()}


def _told(one: views.TurnedDown) -> TurnedDown:
    return TurnedDown(
        day=one.ended[:10],
        instruction=one.instruction,
        in_part=one.accepted,
        reason=one.reason,
        created=tuple(s.title for s in _of(one.patches, "create") if s.title is not None),
        changed=tuple((s.target_id, s.fields) for s in _of(one.patches, "update")),
        deleted=tuple(s.target_id for s in _of(one.patches, "delete")),
        more=one.more,
    )


def _of(sketches: Iterable[Sketch], op: str) -> list[Sketch]:
    return [sketch for sketch in sketches if sketch.op == op]
