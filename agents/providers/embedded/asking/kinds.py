"""Every kind of question, in the order in which they are tried: the more particular first."""

from __future__ import annotations

from collections.abc import Sequence

from agents.providers.embedded.asking import (
    changes,
    consequences,
    covered,
    cutting,
    details,
    due,
    effort,
    ending,
    extremes,
    fitting,
    helping,
    late,
    listing,
    load,
    missing,
    owners,
    progress,
    purposes,
    ready,
    states,
    waiting,
)
from agents.providers.embedded.asking.question import Questions

KINDS: Sequence[Questions] = (
    helping.QUESTIONS,
    consequences.QUESTIONS,
    changes.QUESTIONS,
    late.QUESTIONS,
    missing.QUESTIONS,
    due.QUESTIONS,
    extremes.QUESTIONS,
    cutting.QUESTIONS,
    fitting.QUESTIONS,
    ready.QUESTIONS,
    waiting.QUESTIONS,
    load.QUESTIONS,
    listing.QUESTIONS,
    effort.QUESTIONS,
    progress.QUESTIONS,
    states.QUESTIONS,
    owners.QUESTIONS,
    ending.QUESTIONS,
    purposes.QUESTIONS,
    details.QUESTIONS,
    covered.QUESTIONS,
)
