"""What would be added or removed though, by its labels, no word of the message wishes for that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.edits import PROJECT, Edit
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.guessing import DECLINED
from agents.providers.embedded.labels.spans import labelled
from agents.providers.embedded.terms.vocabulary import listed

_MAKES = frozenset(("add", "split", "group", "break"))
_REMOVES = frozenset(("delete", "keep", "merge", "ungroup", "flatten", "split"))
ALL = _MAKES | _REMOVES
"""The wishes that add or remove something."""
_SAYS_SO = re.compile(
    r"\b(?:add|create|insert|new|delete|remove|drop|cut|scrap|merge|combine|split|into)\b",
    re.IGNORECASE,
)
_NO_NEED = re.compile(r"\bno need\b|\bneed(?:n['’]?t| not)\b|\bnot necessary\b", re.IGNORECASE)
_QUOTE = re.compile(r"[“”\"]")
FEW = 3
"""So many tasks are named when it is asked about them."""


def unheard(heard: Heard) -> Doubt | None:
    """Whether it is meant, where rules made it of words that they do not know as a sentence.

    "We keep the sofa, so no need to sell it" is no new task “Sell it”.
    """
    is_literal = heard.followed.literal or _SAYS_SO.search(heard.instruction)
    if heard.followed.labelled or (is_literal and not _NO_NEED.search(heard.instruction)):
        return None
    made = [edit for edit in heard.edits if edit.op == "create"]
    gone = [edit for edit in heard.edits if edit.op == "delete"]
    wishes = wished_for(heard)
    if wishes and not (made and not wishes & _MAKES) and not (gone and not wishes & _REMOVES):
        return None
    wish = _wish(heard.edits)
    if not wish:
        return None
    return Doubt(heard.instruction, "Is that what should be done?", options=(wish, DECLINED))


def wished_for(heard: Heard) -> frozenset[str]:
    """The kinds of wishes that are in the message by its labels."""
    spans = labelled(heard.instruction, heard.scene.survey.known)[0].spans
    return frozenset(span.wish for span in spans)


def _wish(edits: Sequence[Edit]) -> str:
    """All of it as a command; empty where one would not say it all."""
    if not 0 < len(edits) <= FEW:
        return ""
    if all(edit.op == "delete" for edit in edits):
        return f"Delete {listed([edit.ref for edit in edits])}"
    if all(edit == Edit("create", edit.ref, title=edit.title, parent=PROJECT) for edit in edits):
        titles = [_QUOTE.sub("", edit.title or "") for edit in edits]
        return f"Add {listed([f'“{title}”' for title in titles])}"
    return ""
