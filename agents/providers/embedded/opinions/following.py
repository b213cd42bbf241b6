"""What to do next: the tasks that nothing stands in the way of, best first, each with its reasons."""

from __future__ import annotations

from agents.ports import FindingSaid
from agents.providers.embedded.opinions.ground import Ground
from agents.providers.embedded.terms.vocabulary import listed
from agents.providers.embedded.upcoming import following as ranked
from agents.providers.embedded.upcoming import next_in_words

MOST_SHOWN = 5


def following(ground: Ground) -> tuple[tuple[FindingSaid, ...], str]:
    """The tasks that can be worked on, best first; and the first of them in a sentence."""
    findings = tuple(
        ground.found("next", ground.tree.tasks[found.task_id], _reason(found.why), 10 - place)
        for place, found in enumerate(ranked(ground.scene)[:MOST_SHOWN])
    )
    return findings, next_in_words(ground.scene)


def _reason(why: tuple[str, ...]) -> str:
    said = listed(list(why))
    return f"{said[:1].upper()}{said[1:]}."
