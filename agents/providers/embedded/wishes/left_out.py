"""What labels cannot say, so that a message with it is not read by them alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from agents.providers.embedded.grammar.clauses import VERBS
from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.terms.instructions import belongs_to_instructions, errands
from agents.providers.embedded.wishes.grouping import IT
from agents.providers.embedded.wishes.pairing import TARGET
from agents.providers.embedded.wishes.relabelling import has_another, is_former

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
        r"can only work|works? (?:only )?(?:half|part[- ]time)|buffer|"
        r"(?:\d\w*|hours?|days?|weeks?|minutes?) (?:more|less|longer|shorter)"
        r"|(?:day|week|hour|month)s? (?:after|before)|twice|double|half as|halve|another|extra"
        r"|add (?:\d\w*|an?|half)"
    ),
    "set.who": _words(
        r"acceptance|criteria|helps|as (?:a|the) second|second (?:person|assignee|owner)"
    ),
    "set.tag": _words(r"mark \S+ as"),
    "set.status": _words(
        r"(?:started|began|begun) (?:\w+ ){0,4}(?:yesterday|today|last)|kick(?:s|ed)? ?off|empty|on ice until"
        r"|took (?:me|us|him|her|them|about|around|only|\d)"
        r"|should (?:be|have been) \w+ (?:by now|already|long ago)"
    ),
    "set.clear": _words(
        r"wrong|can['’]?t|can ?not|tag \S+ (?:from|of|off)|(?:set|add|needs?) an?"
        r"|(?:re-?)?estimate (?:the|it|all|everything|T?\d+)"
        rf"|^\S+ {_FIELD}$"
    ),
    "rename.title": _words(
        r"description|acceptance|criteria|first thing|so that|brackets|parentheses|prefix|suffix|append"
        r"|(?:end|front|behind|after) (?:of )?the title"
    ),
    "free.target": _words(r"dependenc(?:y|ies) (?:inside|within|under|below)"),
    "depend.on": _words(r"on \S+ and \S+ on"),
    "set.priority": _words(r"called?|named?|renam(?:e|ing)|retitle|same prio(?:rity)?"),
    "split.part": _words("between"),
    "split.count": _words(r"estimates?|effort|time|duration"),
    "depend.target": _words(r"(?:day|week|hour|month)s? (?:after|before)"),
    "merge.target": _words(
        r"in(?:to)? there|^do (?:the|these|both) (?!.*\b(?:together|one|once|same)\b)\w+"
    ),
    "move.parent": _words(r"assign|link|prerequisite"),
    "move.place": _words(r"split|break"),
    "add.place": _words(r"before|after|behind"),
    "add.before": _words(r"blocks?|depends?|because"),
    "add.after": _words(r"depends? on"),
    "delete.target": _words(r"(?:delete|remove|drop) only|except|but not|apart from|empty"),
    "flatten.target": _words(
        r"dependenc(?:y|ies)|less|fewer"
        r"|sub-?(?:tasks?|items|steps)(?: of \S+)? (?:are|belong|gets?) (?!gone|not|too|un|no|over)"
    ),
    "swap.target": _words(r"replace"),
}
"""By what is labelled, words that say something else of it: "2h more", "T7 stays"."""
_EXCEPTS = _words(
    r"except(?:ing)?(?: for)?|apart from|other than|excluding|(?:all|everything|every\w*|everyone) but"
    r"|but not"
)
_UNBLOCKED = _words(r"unblock(?:ed)?")
_TO_BE_GONE = _words(r"(?:delete|remove|drop|scrap|bin) (?:it|this|that|them)")
_FIELDS_SAID = ("priority", "status", "estimate")
"""Fields that are called as the labels of their values are."""
_GOES = frozenset(("delete", "ungroup", "flatten", "free", "set.untag", "set.clear"))
"""Labels of what may go."""
_HANDLE = re.compile(
    r"(?<![\w.])(?:[tT#]\d+|(?:(?<= to )|(?<= in )|(?<= under )|(?<= task ))\d{1,3}(?=[:,.;]|$))(?![\w%€$])"
)
"""A task's number."""
_NOT_BEHIND = re.compile(r",? not (?:an? |the )?(?P<other>\w+)(?=[.!,;]|$)", re.IGNORECASE)
_NOT_THERE = re.compile(r"(?:\bnot|n['’]?t) (?:\w+ )?(?:part of|in|under|inside|to)(?: the)? $")
_TAG = re.compile(r"(?<!\w)#([^\W\d]\w*)")
_SAYS_ANYTHING = re.compile(
    r"\b(?!the\b|an?\b|that\b|this\b|these\b|those\b|ones?\b)[^\W\d]", re.IGNORECASE
)
_HOW = ("shorter", "longer", "better", "clearer", "simpler", "different", "nicer", "more precise")
"""How a name should be, and not which."""
_BY_NUMBERS = re.compile(r"(?:move|put) #?t?\d+ to #?t?\d+", re.IGNORECASE)
"""Before it, behind it or below it is for the rules to ask."""
_KEPT = re.compile(
    r"(?:['’]s| is| are)? (?:(?:can|should|must|may|to|that|which) )*(?:stays?|remains?|alone)\b",
    re.IGNORECASE,
)
_KEEPS = re.compile(r"\b(?:leave|spare)(?: the)? $", re.IGNORECASE)
_NUMBER = re.compile(r"[tT#]?\d+")
_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth|2nd|3rd|4th|5th)\b", re.IGNORECASE)
_PLACE_AMONG = _words(r"(?:first|last)(?: one)? (?:of|among) (?:all (?:of )?)?(?:those|these|them)")
_PHASES = _words(r"in(?:to)? phases")
_AND_THEN = re.compile(r" and (\w+) ")
_FOR = re.compile(
    r"\b(?:for|to|by|with|on|give|gives|let|assign|is|it['’]?s)\b[^,;]*$|^\W*$", re.IGNORECASE
)
_NO_DURATION = re.compile(r"(?:starts?|due) in $")
_NO_DAY = re.compile(r"\b(?:depend(?:s|ing)?|hinges?|wait(?:s|ing)?) (?:on|for) $", re.IGNORECASE)
_A_PLACE = re.compile(r"(?:after|before|under|below) (?:t|#)?\d+\b.*", re.IGNORECASE)
_GETS_RID = re.compile(r"get rid of \w", re.IGNORECASE)
_CALLS_WHOM = re.compile(r"call (?:the|a|an|my|our) \w", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r"\b(?:on|by|until|till|due) (?:next |this |coming )?"
    r"((?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today|tonight)[.!]?$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_BETWEEN = _words("between")
_WORD = re.compile(r"[\w'’-]+")
_OF_VALUES = frozenset(("longer", "later", "earlier", "since", "yesterday"))
"""What may stand behind a value and makes nothing else of it: "a week longer"."""
MOST_TERSE = 5
"""Up to so many words each of them says something."""
_CLAUSE = re.compile(r"[,;.!?]\s+|\s+and\s+")
_ADDS = ("add", "create", "insert")
_GOES_ON = re.compile(r"(?:and|plus|or) ", re.IGNORECASE)


def says_more(text: str, spans: Sequence[Span], *, goes_on: bool) -> bool:
    """Whether a message says something of what was labelled that no label stands for.

    `goes_on`: whether something was said before it.
    """
    labels = {f"{span.wish}.{span.role}" for span in spans}
    unsaid = labels & _UNSAID.keys()
    named = {span.role for span in spans} | {span.value for span in spans if span.role == "clear"}
    if "rename.title" in labels:
        unsaid.discard("set.priority")
    if "set.estimate" in labels:
        unsaid.discard("set.status")  # what it took is said
    if labels & {"add.before", "add.after", "add.parent"}:
        unsaid.discard("add.place")
    if labels & {"split.target", "break.target"}:
        unsaid.discard("move.place")
    if "set.who" in labels:
        unsaid.discard("flatten.target")
    if "keep.target" in labels:
        unsaid.discard("delete.target")
    return (
        any(_UNSAID[label](text) for label in unsaid)
        or any(_sets(text, field) for field in _FIELDS_SAID if field not in named)
        or (_EXCEPTS(text) and not labels & {"keep.target", "ungroup.target"})
        or any(
            _is_of_a_field(one) for n, one in enumerate(spans) if not (n and IT.fullmatch(one.text))
        )
        or (goes_on and _GOES_ON.match(text) is not None)
        or _names_more(text, spans)
        or _names_others(text, spans)
        or _only_names(text, spans)
        or _tags_otherwise(text, spans)
        or _BY_NUMBERS.fullmatch(text) is not None
        or any(_is_otherwise(span) for span in spans)
        or any(_is_named_otherwise(*pair) for pair in pairwise(spans))
        or _PHASES(text)
        or _PLACE_AMONG(text)
        or (_UNBLOCKED(text) and "set.status" not in labels)
        or (_TO_BE_GONE(text) and not _GOES & {part for span in spans for part in _parts(span)})
        or any(_is_told(clause) for clause in _clauses_besides(text, spans))
        or _leaves_a_day(text, spans)
        or _leaves_a_quotation(text, spans)
        or _says_only_what_was(spans)
        or (_BETWEEN(text) and len({"after", "before"} & {span.role for span in spans}) == 1)
        or bool(_said_as(spans, "split", "target") & _said_as(spans, "split", "part"))
    )


def _leaves_a_day(text: str, spans: Sequence[Span]) -> bool:
    """Whether it ends in a day that is in no span: "a demo on Friday"."""
    day = _DAY_BEHIND.search(text)
    return day is not None and not any(day[1] in span.text for span in spans) and bool(spans)


def _leaves_a_quotation(text: str, spans: Sequence[Span]) -> bool:
    """Whether words in quotes are in no span, behind what was labelled: "…, and put on “legal”"."""
    labelled = " ".join(span.text for span in spans)
    quoted = [words for words in _QUOTED.findall(text) if words not in labelled]
    return bool(spans) and any(text.rfind(spans[-1].text) < text.find(words) for words in quoted)


def _says_only_what_was(spans: Sequence[Span]) -> bool:
    """Whether all effort that is labelled is what no longer holds: "no longer 3 days but 4"."""
    efforts = [span for span in spans if span.role == "estimate"]
    return bool(efforts) and all(is_former(span) and not has_another(span) for span in efforts)


def _sets(text: str, field: str) -> bool:
    """Whether a field is set by its name: "set the priority of T2 to purple" is about no person."""
    said = rf"\b(?:set|change)(?: the)? {field} (?:of|for|on)\b"
    return re.search(said, text, re.IGNORECASE) is not None


def _said_as(spans: Sequence[Span], wish: str, role: str) -> set[str]:
    return {span.text.lower() for span in spans if (span.wish, span.role) == (wish, role)}


def _names_more(text: str, spans: Sequence[Span]) -> bool:
    """Whether in few words a name goes on behind what was labelled: "delete the payment provider"."""
    if len(_WORD.findall(text)) > MOST_TERSE:
        return False
    labelled = {word for span in spans for word in _WORD.findall(span.text)}
    behind = (_WORD.match(span.behind.removeprefix(" ")) for span in spans if span.gap.strip())
    words = {word[0] for word in behind if word is not None} - labelled - _OF_VALUES
    return not all(belongs_to_instructions(word.lower()) for word in words)


def _names_others(text: str, spans: Sequence[Span]) -> bool:
    """Whether a task's number, or a name that is not meant, is in no span: "a service, not an API"."""
    labelled = " ".join(span.text.lower() for span in spans).split()
    behind = (_NOT_BEHIND.match(span.behind) for span in spans if span.role == "title")
    others = [found[0].lower() for found in _HANDLE.finditer(text)]
    if any(span.role == "parent" for span in spans):
        others += [found[0].lower() for found in _ORDINAL.finditer(text)]
    others += [found["other"].lower() for found in behind if found]
    return any(other not in labelled for other in others)


def _only_names(text: str, spans: Sequence[Span]) -> bool:
    """Whether it says which task, and nothing of what to do with it, though that would remove it."""
    if [(span.wish, span.role) for span in spans] != [("delete", TARGET)]:
        return False
    return spans[0].text.lower() not in VERBS and not _SAYS_ANYTHING.search(
        text.replace(spans[0].text, "")
    )


def _tags_otherwise(text: str, spans: Sequence[Span]) -> bool:
    """Whether a "#tag" is labelled as something else."""
    tags = {
        span.text.lower().lstrip("#") for span in spans if span.role in ("tag", "untag", TARGET)
    }
    return any(tag.lower() not in tags for tag in _TAG.findall(text)) and bool(spans)


def _is_otherwise(span: Span) -> bool:
    """Whether it is what is not meant: "not part of T3", "starts in 2 weeks", "delete the new schema".

    Or the half of a title, "review and merge PRs", or one more: "Friday evening and Saturday morning".
    """
    kind = (span.wish, span.role)
    verb = _AND_THEN.fullmatch(span.gap)
    return (
        (span.wish == "delete" and bool(_KEPT.match(span.behind) or _KEEPS.search(span.gap)))
        or (kind == ("add", "due") and span.gap == " and ")
        or (kind == ("delete", TARGET) and span.text.lower().startswith("new "))
        or (kind == ("add", "title") and span.text.lower() in errands())
        or (kind == ("move", "parent") and _NOT_THERE.search(span.gap) is not None)
        or (span.role == "estimate" and _NO_DURATION.search(span.gap) is not None)
        or (span.role in ("start", "due") and _NO_DAY.search(span.gap) is not None)
        or (kind == ("add", "title") and _A_PLACE.fullmatch(span.text) is not None)
        or (kind == ("delete", TARGET) and span.gap.endswith(" new "))
        or (kind == ("add", "title") and span.text.startswith("("))
        or (kind == ("rename", "title") and span.text.lower() in (*_HOW, *VERBS))
        or (kind == ("add", "who") and span.text == "me" and not _FOR.search(span.gap))
        or (kind == ("add", "title") and verb is not None and verb[1].lower() in VERBS)
    )


def _is_named_otherwise(number: Span, name: Span) -> bool:
    """Whether a number and a title are of two tasks: "T1 Beta", where T2 is called Beta."""
    is_name = name.role == TARGET and name.gap == " " and not _NUMBER.fullmatch(name.text)
    return is_name and number.role == TARGET and _NUMBER.fullmatch(number.text) is not None


def _parts(span: Span) -> tuple[str, str]:
    return span.wish, f"{span.wish}.{span.role}"


def _clauses_besides(text: str, spans: Sequence[Span]) -> list[str]:
    """The clauses without a label."""
    clauses = _CLAUSE.split(text)
    return [clause for clause in clauses if not any(span.text in clause for span in spans)]


def _is_told(clause: str) -> bool:
    """Whether it is a wish of its own, of whatever kind: "water the plants"."""
    first, *rest = clause.lower().split(maxsplit=1) or [""]
    is_of_them = bool(rest) and IT.match(rest[0]) is not None
    is_known = first in errands() or (first in _ADDS and not is_of_them)
    return is_known or bool(_GETS_RID.match(clause) or _CALLS_WHOM.match(clause))


def _is_of_a_field(span: Span) -> bool:
    if (span.wish, span.role) == ("add", "title"):
        return _NO_TITLE.fullmatch(span.text) is not None
    if span.wish == "break":
        return _NO_TITLE.fullmatch(span.text) is not None and not IT.fullmatch(span.text)
    removes = span.wish in ("delete", "flatten", "ungroup") and span.role == "target"
    return removes and bool(_OF_A_FIELD.search(span.gap) or _NO_TITLE.fullmatch(span.text))
