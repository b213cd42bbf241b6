"""What a section of a document is for, by its heading."""

from __future__ import annotations

import re
from typing import Final, Literal

Purpose = Literal[
    "work", "actions", "wrapper", "criteria", "questions", "excluded", "people", "telling"
]
"""work      a milestone, its items the tasks in it
actions   its items are tasks of their own
wrapper   what is under it counts, the heading itself does not ("Requirements")
criteria  how to tell that what is above it is done
questions each item is to be settled
excluded  what is not part of the project
people    who takes part
telling   it tells, and asks for nothing"""

_WORDS: Final[tuple[tuple[Purpose, str], ...]] = (
    (
        "excluded",
        r"non[- ]?goals?|out[- ]of[- ]scope|not in scope|exclusions?|excluded|won['’]t (?:do|have)"
        r"|not (?:a )?(?:part of|included in|in|for)"
        r" (?:it|this|(?:this|the) (?:project|plan|version|release|scope|document|phase))|not included"
        r"|what (?:we|it) (?:do(?:es)? not|do(?:es)?n['’]t|won['’]t) (?:do|cover)",
    ),
    (
        "criteria",
        r"acceptance criteria|definition of done|done when|success criteria|success metrics",
    ),
    (
        "questions",
        r"open (?:questions?|issues?|points?|topics?)|questions|to be (?:decided|clarified)|tbd",
    ),
    (
        "people",
        r"attendees?|participants?|present|attending|people|stakeholders?|team|apologies|absent",
    ),
    (
        "actions",
        r"action(?:s| items?| points?)|next steps?|to[- ]?dos?|todos?|tasks?|follow[- ]?ups?|work items?"
        r"|backlog|checklist|what to do|deliverables|milestones|roadmap|timeline|plan|phases|schedule"
        r"|immediate actions",
    ),
    (
        "wrapper",
        r"(?:functional |non-?functional |product |technical |business |user )*requirements?|features?"
        r"|(?:in )?scope|user stories|epics?|specification|proposed solution|solution|approach|must[- ]haves?"
        r"|should[- ]haves?|nice[- ]to[- ]haves?|implementation(?: plan)?|workstreams?|project plan",
    ),
    (
        "telling",
        r"background|context|introduction|intro|overview|summary|abstract|executive summary|motivation"
        r"|problem(?: statement)?|purpose|vision|goals?|objectives?|why(?: now)?|glossary|references?|links"
        r"|appendix.*|table of contents|contents|agenda|discussion|notes?|decisions?(?: made)?|history"
        r"|revision history|change ?log|assumptions?|constraints?|risks?|dependencies|personas?|metrics"
        r"|budget|about|status|date|location|time|version|author|conclusion|faq",
    ),
)
_PURPOSES: Final = tuple(
    (purpose, re.compile(rf"(?:the |our |project )?(?:{words})", re.IGNORECASE))
    for purpose, words in _WORDS
)
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.|[A-Z]\.)\s+")
STAGE = re.compile(
    r"^(?:phase|milestone|sprint|stage|step|week|iteration|part)\s*\d+\b", re.IGNORECASE
)


def purpose_of(heading: str) -> Purpose:
    """What a section is for."""
    words = re.sub(r"[^\w\s'’-]", " ", NUMBER.sub("", heading)).strip()
    return next((p for p, known in _PURPOSES if known.fullmatch(" ".join(words.split()))), "work")


def without_number(heading: str) -> str:
    """A heading without its number: "2.1 Scope" is "Scope"."""
    return NUMBER.sub("", heading).strip() or heading
