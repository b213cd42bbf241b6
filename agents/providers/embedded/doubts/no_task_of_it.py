"""“It” is what was named just before: where that is no task, no other one is removed for it."""

from __future__ import annotations

import re

from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.sweeping import removed
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.scene import Tell
from agents.providers.embedded.terms.instructions import belongs_to_instructions
from agents.providers.embedded.terms.vocabulary import gist

_IT = re.compile(r"\b(?:it|them|those|these|that|they)\b", re.IGNORECASE)
_THING = r"(?P<what>[^\W\d][\w'’-]*(?: [^\W\d][\w'’-]*){0,3}?)"
_LEAD = (
    r"(?:(?:and|oh|ok|okay|so|well|hmm+|no|but|also|as for|what about|how about|about|regarding|concerning)"
    r",? )*(?:(?:the|our|my|your|those|these|all|any|some) )*"
)
_USELESS = (
    r"(?:(?:just|really|only|all|kind of|a bit|a|an|too|so|such a|totally|complete|completely) )*"
    r"(?:waste|unnecessary|useless|pointless|overkill|nonsense|needless|superfluous|redundant|silly|stupid"
    r"|expensive|costly|much|not (?:needed|necessary|worth|useful|important))\b"
)
_TOPIC = re.compile(
    rf"{_LEAD}{_THING}(?:\?+|:| ?[–—]| -|\.\.\.|…"
    rf"| (?:is|are|was|were|seems?|sounds?|looks?|feels?) {_USELESS})",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"{_LEAD}(?P<what>[\w'’-]+(?: [\w'’-]+)?s),? (?=.*\b(?:them|those|they)\b)", re.IGNORECASE
)


def no_task_of_it(heard: Heard) -> Doubt | None:
    """Raises Tell where "them" is what is no task, and another would go: "T-shirts? Leave them out"."""
    text = heard.text.strip()
    topic = _TOPIC.match(text) or _PLURAL.match(text)
    if topic is None or not removed(heard) or not _IT.search(text, topic.end()):
        return None
    what = topic["what"]
    if re.search(MARK, text) or _is_known(heard, what):
        return None
    raise Tell(f"There is no task called “{what}”. Name the task that should go.")


def _is_known(heard: Heard, what: str) -> bool:
    """Whether all of it is talk, or a title has it."""
    words = set(gist(what))
    titles = (set(gist(task.title)) for task in heard.scene.tree.tasks.values())
    is_talk = all(belongs_to_instructions(word) for word in what.lower().split())
    return is_talk or any(words & title for title in titles)
