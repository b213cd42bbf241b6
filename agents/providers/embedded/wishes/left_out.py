"""What labels cannot say, so that a message with it is not read by them alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agents.providers.embedded.grammar.clauses import VERBS
from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.terms.instructions import belongs_to_instructions, errands
from agents.providers.embedded.wishes.grouping import IT

_FIELD = (
    r"(?:acceptance criteri(?:a|on)|criteri(?:a|on)|deadlines?|(?:due |start )?dates?|estimates?"
    r"|descriptions?|priorit(?:y|ies)|tags?|status|title|names?|assignees?|dependenc(?:y|ies)|notes?"
    r"|comments?)"
)
_NO_TITLE = re.compile(
    rf"(?:new |some |more )?(?:{_FIELD}|(?:sub-?)?tasks?|steps?|items?|it|them|something)",
    re.IGNORECASE,
)
_OF_A_FIELD = re.compile(rf"\b{_FIELD} (?:of|from|on|in|for)(?: the)? $", re.IGNORECASE)


def _words(words: str) -> Callable[[str], bool]:
    found = re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    return lambda text: found.search(text) is not None


_UNSAID: dict[str, Callable[[str], bool]] = {
    "set.estimate": _words(
        r"(?:more|less|longer|shorter|later|earlier) than|twice|double|half as|halve|another|extra"
        r"|add (?:\d\w*|an?|half)"
    ),
    "set.who": _words(
        r"can['’]?t|can ?not|won['’]?t|unable|not able|shouldn['’]?t|acceptance|criteria"
    ),
    "set.tag": _words(r"mark \S+ as"),
    "set.status": _words(r"kick(?:s|ed)? ?off"),
    "set.clear": _words(r"wrong"),
    "rename.title": _words(
        r"brackets|parentheses|prefix|suffix|append|(?:end|front|behind|after) (?:of )?the title"
    ),
    "free.target": _words(r"dependenc(?:y|ies) (?:inside|within|under|below)"),
    "depend.on": _words(r"on \S+ and \S+ on"),
    "set.priority": _words(r"called?|named?|renam(?:e|ing)|retitle"),
    "delete.target": _words(
        r"stays?|leave|keep|spare|except|but not|apart from|alone|empty|say|(?:some(?:body|one)) else"
    ),
    "flatten.target": _words(r"dependenc(?:y|ies)"),
    "swap.target": _words(r"replace"),
    "move.parent": _words(r"assign|link|prerequisite"),
    "add.before": _words(r"blocks?|depends?|because"),
    "add.after": _words(r"depends? on"),
}
"""By what is labelled, words that say something else of it: "2h more", "Bob can't", "T7 stays"."""
_SAYS: dict[Callable[[str], bool], frozenset[str]] = {
    _words(r"unblock(?:ed)?"): frozenset(("set.status",)),
    _words(r"let (?!me|us|it|them|that|this|the)\w+ \w+"): frozenset(("set.who", "add.who")),
    _words(r"(?:delete|remove|drop|scrap|bin) (?:it|this|that|them)"): frozenset(
        (
            "delete.target",
            "ungroup.target",
            "flatten.target",
            "free.target",
            "set.untag",
            "set.clear",
        )
    ),
}
"""Words that say what has one of these labels, or was not heard."""
_BETWEEN = _words("between")
_ONLY = _words(r"only|just|rest|else|other|others|nothing but|everything|all")
_THERE = _words(r"already (?:have|has|had|got|there|in)|in(?:to)? there")
_WORD = re.compile(r"[\w'’-]+")
_AND_THEN = re.compile(r" and (\w+) ")
_NO_NAME = re.compile(r"^\(|^[^\w\s]*$| (?:to|under|in|into|below) [tT#]?\d+$")
_NOT_THAT = re.compile(
    r"(?:instead of|rather than|not|and not|no longer)(?: on| by| the| for)* [t#]?\d+\w*"
)
"""A value that was put right: "the 30th, not the 31st"."""
_NUMBER = re.compile(r"t?\d+$")
MOST_TERSE = 4
"""Up to so many words each of them says something."""
_CLAUSE = re.compile(r"[,;.!?]\s+|\s+and\s+")
_ADDS = ("add", "create", "insert")
_GOES_ON = re.compile(r"(?:and|plus|or) ", re.IGNORECASE)


def says_more(text: str, spans: Sequence[Span]) -> bool:
    """Whether a message says something of what was labelled that no label stands for."""
    labels = {f"{span.wish}.{span.role}" for span in spans}
    unsaid = labels & _UNSAID.keys()
    if "rename.title" in labels:
        unsaid.discard("set.priority")
    return (
        any(_UNSAID[label](text) for label in unsaid)
        or ("keep.target" in labels and not _ONLY(text))
        or any(
            _is_of_a_field(one) for n, one in enumerate(spans) if not (n and IT.fullmatch(one.text))
        )
        or _THERE(text)
        or _GOES_ON.match(text) is not None
        or _names_more(text, spans)
        or any(_is_told(clause) for clause in _clauses_besides(text, spans))
        or any(word(text) and not labels & kinds for word, kinds in _SAYS.items())
        or any(_goes_too_far(span) for span in spans)
        or (_BETWEEN(text) and len({"after", "before"} & {span.role for span in spans}) == 1)
        or bool(_said_as(spans, "split", "target") & _said_as(spans, "split", "part"))
    )


def _said_as(spans: Sequence[Span], wish: str, role: str) -> set[str]:
    return {span.text.lower() for span in spans if (span.wish, span.role) == (wish, role)}


def _names_more(text: str, spans: Sequence[Span]) -> bool:
    """Whether a number, or a word that is none of instructions where there are few, is in no span."""
    labelled = {word for span in spans for word in _WORD.findall(span.text.lower())}
    said = _WORD.findall(_NOT_THAT.sub("", text.lower()))
    others = [word for word in said if word not in labelled]
    few = len(others) + len(labelled) <= MOST_TERSE
    return any(
        _NUMBER.match(word) or (few and not belongs_to_instructions(word) and len(word) > 2)
        for word in others
    )


def _clauses_besides(text: str, spans: Sequence[Span]) -> list[str]:
    """The clauses without a label."""
    clauses = _CLAUSE.split(text)
    return [clause for clause in clauses if not any(span.text in clause for span in spans)]


def _is_told(clause: str) -> bool:
    """Whether it is a wish of its own, of whatever kind: "water the plants"."""
    first = clause.split(maxsplit=1)[0].lower() if clause.strip() else ""
    return first in errands() or first in _ADDS


def _goes_too_far(span: Span) -> bool:
    """Whether a title ends in where it belongs, or a verb before it was left out: "and merge PRs".

    Or is what a title gets, "(beta)", or a duration is none: "starts in 2 weeks".
    """
    if span.role == "estimate":
        return span.gap.endswith((" starts in ", " start in ", " due in "))
    is_title = (span.wish, span.role) == ("add", "title")
    left_out = _AND_THEN.fullmatch(span.gap)
    return is_title and bool(_NO_NAME.search(span.text) or (left_out and left_out[1] in VERBS))


def _is_of_a_field(span: Span) -> bool:
    if (span.wish, span.role) == ("add", "title"):
        return _NO_TITLE.fullmatch(span.text) is not None
    removes = span.wish in ("delete", "flatten", "ungroup") and span.role == "target"
    return removes and bool(_OF_A_FIELD.search(span.gap) or _NO_TITLE.fullmatch(span.text))
