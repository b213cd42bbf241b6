"""What is said of one task without naming it: "rename to Ship", "due friday", "add tag design"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.providers.embedded.grammar.clauses import polished

_VERB_ALONE = re.compile(
    r"(?:re)?(?:name|title|label|estimate|assign|schedule)|estimate|split(?: up)?|break"
    r"(?: up| down)?|divide|tag|mark|set"
    r"|move|put|make|call|give|describe|postpone|delay|defer|push(?: back)?|bump|start"
    r"|begin|finish|complete|combine|merge|swap|block"
    r"|delegate|nest|change|hand over|bring forward|delete|remove|drop|get rid of|indent|outdent",
    re.IGNORECASE,
)
_FIELD = (
    r"(?P<field>tags?|labels?|due date|deadline|estimate|priority|prio|assignee|owner|status|start date"
    r"|description|dependenc(?:y|ies)|acceptance criteria|criteria)"
)
_FIELD_GONE = re.compile(
    rf"(?:remove|delete|clear|drop|unset|reset|erase|empty|no|without|get rid of|take off"
    rf"|lose) (?:all |the |its |any |of )*"
    rf"{_FIELD}(?: (?:again|needed|required|necessary|any ?more|at all|here|yet|for (?:it|this|now)))*",
    re.IGNORECASE,
)
_FIELD_SET = re.compile(
    rf"(?:add|set|put|give it)(?: an?| the| its)? {_FIELD}(?: of| to| as|:)? (?P<value>\S.*)",
    re.IGNORECASE,
)
_PLURAL = {"dependency": "dependencies", "criteria": "acceptance criteria"}


def without_field(text: str) -> str | None:
    """That the task that is meant loses a field, in full; None for anything else."""
    said = _FIELD_GONE.fullmatch(polished(text))
    return f"remove the {_PLURAL.get(said['field'].lower(), said['field'])} of it" if said else None


def in_full(text: str) -> Iterator[str]:
    """In task mode the task need not be named: "rename to Ship", "due friday", "high priority"."""
    text = polished(text)
    if gone := without_field(text):
        yield gone
    if match := _FIELD_SET.fullmatch(text):
        tag = re.match("tag|label", match["field"], re.IGNORECASE)
        yield (
            f"tag it {match['value']}"
            if tag
            else f"set the {match['field']} of it to {match['value']}"
        )
    if match := _VERB_ALONE.match(text):
        yield f"{match[0]} it {text[match.end() :].strip()}"
    yield f"its {text}"
    yield f"it {text}"
    yield f"it is {text}"
