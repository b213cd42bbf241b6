"""What is out may have been sent, and an insurance that was taken out is had: neither has to go."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.sweeping import removed
from agents.providers.embedded.guessing import DECLINED
from ledger.core.model import Task

_IS_OUT = re.compile(
    r"\b(?:is|are|was|were|went|goes|go)(?: now| already| finally)? out\b", re.IGNORECASE
)
_GOES_OUT = re.compile(
    r"\b(?:send|publish|announce|release|launch|adverts?|ads?|invitations?|newsletters?|letters?|notice|offers?"
    r"|flyers?|posters?|surveys?|tickets?|press)\b",
    re.IGNORECASE,
)
_TAKEN_OUT = re.compile(r"\b(?:taken|took|take) (?:[\w' -]{1,40} )?out\b", re.IGNORECASE)
_TAKE_OUT = re.compile(r"take out\b", re.IGNORECASE)


def done_or_gone(heard: Heard) -> Doubt | None:
    """Whether a task is done or should go: "the advert is out", "the insurance is taken out"."""
    for task in removed(heard):
        if _may_be_done(heard.instruction, task):
            handle = heard.scene.handle(task)
            question = f"Is {heard.scene.label(task)} done, or should it go?"
            options = (f"{handle} is done", f"Delete {handle}", DECLINED)
            return Doubt(heard.instruction, question, options=options)
    return None


def _may_be_done(said: str, task: Task) -> bool:
    is_sent = _IS_OUT.search(said) and _GOES_OUT.search(task.title)
    return bool(is_sent or (_TAKEN_OUT.search(said) and _TAKE_OUT.match(task.title)))
