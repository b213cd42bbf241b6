"""A task that does several things, of which only some were named: it is asked what becomes of the others."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.deeds import deeds_of, named_in
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.sweeping import removed
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.references.bare import NOUN
from agents.providers.embedded.terms.vocabulary import capitalized, gist, listed
from ledger.core.model import Task

_AS_A_TASK = re.compile(rf"\b{NOUN}\b|(?<!\w)[tT#]\d|[\"“]", re.IGNORECASE)
"""Who says that a task is meant, or gives its number or its title, does not speak of a part."""
_SENTENCES = re.compile(r"[.!?;]\s+")


def one_of_several(heard: Heard) -> Doubt | None:
    """What else the task does was not spoken of: "no cake", of “Arrange food, drinks and the cake”."""
    if _AS_A_TASK.search(heard.instruction):
        return None
    for task in removed(heard):
        deeds = deeds_of(task.title)
        for said in _SENTENCES.split(heard.instruction):
            words = set(gist(said))
            left = [str(deed) for deed in (one.without(words) for one in deeds) if deed.things]
            named = named_in(deeds, words)
            if named and left and not _is_head(deeds[-1].things[-1], named, words):
                return _asked(heard, task, listed(named), listed(left))
            if named:
                break
    return None


def _is_head(last: str, named: list[str], words: set[str]) -> bool:
    """Whether it may be said of all that is listed: "insurance" of “liability and contents insurance”."""
    stems = gist(last)
    return named == [last] and len(stems) > 1 and words & set(stems) == {stems[-1]}


def _asked(heard: Heard, task: Task, named: str, shorter: str) -> Doubt:
    handle = heard.scene.handle(task)
    takes_away = next(edit for edit in heard.edits if edit.ref == handle)
    verb = "Delete" if takes_away.op == "delete" else "Cancel"
    question = f"“{named}” is only a part of {heard.scene.label(task)}. What should be done?"
    options = (f"Rename {handle} to “{capitalized(shorter)}”", f"{verb} {handle}", DECLINED)
    return Doubt(heard.instruction, question, options=options)
