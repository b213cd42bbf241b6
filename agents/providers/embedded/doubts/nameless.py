"""A task that is called as none is, of which it is known what it should get: it is asked which is meant."""

from __future__ import annotations

from agents.providers.embedded.doubts.doubt import Doubt
from agents.providers.embedded.labels.spans import Labelled, Span
from agents.providers.embedded.references.scene import Ask, Scene, Tell
from agents.providers.embedded.wishes.naming import meant
from agents.providers.embedded.wishes.pairing import TARGET

LEAST = 0.4
"""How likely labels that know it so have to be right together."""
MOST = 6
"""So many tasks are shown to choose from."""
_WISHES = {"set"}
_CLOSED = ("completed", "cancelled")


def nameless(scene: Scene, readings: tuple[Labelled, ...]) -> Doubt | None:
    """Which task is “Marketing”: "marketing done two weeks before we open"; None where all are known."""
    named = [span for span in readings[0].spans if span.role == TARGET]
    alike = [r for r in readings if _sets(r, [span.text for span in named])]
    unknown = [span for span in named if not _is_known(scene, span)]
    if len(unknown) != 1 or sum(one.sure for one in alike) < LEAST:
        return None
    words = unknown[0].text
    question = f"I cannot find a task called “{words}”. Which one do you mean?"
    open_ones = tuple(task.id for task in scene.shown if task.status not in _CLOSED)
    return Doubt(words, question, scene.all_titles.near(words) or open_ones[:MOST])


def _sets(reading: Labelled, named: list[str]) -> bool:
    """Whether these tasks, and no others, get some value by it."""
    targets = [span.text for span in reading.spans if span.role == TARGET]
    wishes = {span.wish for span in reading.spans}
    return wishes == _WISHES and targets == named and len(reading.spans) > len(named)


def _is_known(scene: Scene, span: Span) -> bool:
    """Whether it names tasks, or a question which of some is asked anyway."""
    try:
        meant(scene, span.text, span.behind)
    except Ask as unclear:
        return not unclear.vague
    except Tell:
        return True
    return True
