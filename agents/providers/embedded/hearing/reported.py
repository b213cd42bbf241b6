"""What has become of tasks, in one's own words: done, begun, stuck, being reviewed, called off."""

from __future__ import annotations

import re

from agents.providers.embedded.hearing.begun import begun
from agents.providers.embedded.hearing.called_off import called_off
from agents.providers.embedded.hearing.entire import all_of_it
from agents.providers.embedded.hearing.finished import finished
from agents.providers.embedded.hearing.stuck import stuck
from agents.providers.embedded.references.scene import Scene

_NO_REPORT = re.compile(
    r"\W*(?:is|are|was|were|ha(?:s|ve|d)(?! to)|did|do|does|can|could|should|shall|will|would|when|what|who"
    r"|which|how|why|where|if|once|unless|until|before|after|as soon as|let|make|please|suppose|assume)\b",
    re.IGNORECASE,
)
"""What asks, or says when something would be so."""


def reported(scene: Scene, text: str) -> str:
    """The message as the state of a task; as it is where it reports nothing, as a question does."""
    if text.rstrip().endswith("?") or _NO_REPORT.match(text):
        return text
    for heard in (all_of_it, finished, begun, stuck):
        if (state := heard(scene, text)) != text:
            return state
    return called_off(text)
