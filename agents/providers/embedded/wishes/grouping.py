"""Spans as wishes: which of them belong together, where a message has several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.wishes.pairing import TARGET, is_alike, paired

_ONCE = {
    "rename": frozenset((TARGET,)),
    "split": frozenset((TARGET,)),
    "break": frozenset((TARGET,)),
}
"""Roles that a wish has once: a second one begins another wish of the kind."""
_CLOSING = {
    "move": frozenset(("parent", "before", "after", "place")),
    "depend": frozenset(("on",)),
    "free": frozenset(("on",)),
    "merge": frozenset(("title", "into")),
    "group": frozenset(("title",)),
}
"""Roles that close a wish which began with its tasks: tasks behind them are those of another one."""
_BESIDE = ("before", "after")
_PLACES = ("parent", "before", "after", "place")
_SEVERAL = ("depend", "free")
"""Wishes that may name several of what closes them."""
_EACH = re.compile(r"\b(?:both|each|all)\b[^,;.]*$", re.IGNORECASE)
_AND_NEW = re.compile(
    r"[,:;–— -]*(?:(?:in it|inside|there))?[, ]*(?:and|plus|with|also|as well as|,)? *"
    r"(?:an?|the|one|two|another)?(?: ?(?:new|more)(?: (?:ones?|tasks?|items?))?)?"
    r"[,: \"“]*(?:called |for )?[\"“]?",
    re.IGNORECASE,
)
_OF_PARTS = ("estimate", "who", "due", "start")
"""Values that a part of a task may be said with."""
_CALLED = re.compile(r"^(?:called|named|titled):? (?=\S)")
"""What leads to a title, and is none of its words."""
IT = re.compile(r"(?:it|this|that|them|they|these|those)\b", re.IGNORECASE)


@dataclass(slots=True)
class Wish:
    """What is wished for, and its spans in the order they were said."""

    kind: str
    spans: list[Span] = field(default_factory=list)

    def spans_of(self, role: str) -> list[Span]:
        """All spans with a role."""
        return [span for span in self.spans if span.role == role]

    def said(self, role: str) -> list[str]:
        """The words of all spans with a role."""
        return [span.text for span in self.spans_of(role)]

    @property
    def roles(self) -> set[str]:
        """The roles there are."""
        return {span.role for span in self.spans}

    def takes(self, span: Span) -> bool:
        """Whether a further span belongs to it."""
        if self.kind == "add":
            untitled = "title" not in self.roles
            if span.role == "who" and self.spans[0].role == "who":
                return untitled  # "Ann needs a desk, Bob needs a chair"
            return span.role != "title" or untitled or self.roles <= {"title", *_PLACES}
        if span.role in self.roles & _ONCE.get(self.kind, frozenset()):
            return False
        if self.kind == "rename" and span.role == "title" == self.spans[0].role:
            return TARGET not in self.roles
        closing = _CLOSING.get(self.kind, frozenset())
        if span.role == TARGET:
            return not (self.spans[0].role == TARGET and self.roles & closing)
        again = span.role in self.roles & closing
        listed = span.role in _BESIDE and span.role == self.spans[-1].role
        return not again or listed or self.kind in _SEVERAL or span.role == "place"


def wishes(spans: Sequence[Span]) -> list[Wish]:
    """The wishes of a message in the order they begin."""
    found: list[Wish] = []
    spans = [
        replace(span, text=_CALLED.sub("", span.text)) if span.role == "title" else span
        for span in spans
    ]
    said = [span for place, span in enumerate(spans) if not (place and _says_it_again(span))]
    said = list(_with_parts(_in_pairs(said)))
    for is_set, run in groupby(said, key=lambda span: span.wish == "set"):
        if is_set:
            is_led = bool(found) and TARGET in found[-1].roles
            found += _values(list(run), is_led=is_led)
        else:
            _gather(run, found)
    return _with_members(_as_phases(_as_before(_as_what_waits(found))))


def _as_before(found: list[Wish]) -> list[Wish]:
    """What holds for one and for another too: "A needs C, and so does B"."""
    for before, wish in pairwise(found):
        if wish.kind == before.kind and all(map(is_alike, wish.spans)):
            wish.spans += [span for span in before.spans if span.role != TARGET]
    return found


def _as_what_waits(found: list[Wish]) -> list[Wish]:
    """What waits for something else is what no longer waits: "not for the payment, the mail waits for T3"."""
    waits = next((wish for wish in found if wish.kind == "depend" and TARGET in wish.roles), None)
    for wish in found:
        if wish.kind == "free" and waits is not None and TARGET not in wish.roles:
            wish.spans = [*waits.spans_of(TARGET), *wish.spans]
    return found


def _as_phases(found: list[Wish]) -> list[Wish]:
    """Several headings of which nobody says what they are for, as those of all tasks."""
    groups = [wish for wish in found if wish.kind == "group"]
    if len(groups) < 2 or any(wish.roles != {"title"} for wish in groups):
        return found
    titles = [span for wish in groups for span in wish.spans]
    return [Wish("phases", titles), *(wish for wish in found if wish.kind != "group")]


def _with_members(found: list[Wish]) -> list[Wish]:
    """What is new beside the tasks below a heading is below it too: "with the ads in it and a new one"."""
    for group, add in pairwise(found):
        titles = add.spans_of("title") if (group.kind, add.kind) == ("group", "add") else []
        if titles and not add.roles & {*_PLACES} and _AND_NEW.fullmatch(titles[0].gap):
            add.spans.append(Span("add", "parent", "", "it"))
    return found


def _in_pairs(spans: list[Span]) -> list[Span]:
    """Several new names behind as many tasks, each behind its own: "A and B are C and D"."""
    renamed = [span for span in spans if span.wish == "rename"]
    half = len(renamed) // 2
    roles = [span.role for span in renamed]
    if half < 2 or roles != [TARGET] * half + ["title"] * half:
        return spans
    pairs = [one for pair in zip(renamed[:half], renamed[half:], strict=True) for one in pair]
    return [*pairs, *(span for span in spans if span.wish != "rename")]


def _with_parts(spans: list[Span]) -> Iterator[Span]:
    """Values right behind the parts of a split as those of the parts: "A, 2 days, and B, 1 day".

    Those before a task are of that: "Ann does both".
    """
    is_split = False
    for span, then in zip(spans, [*spans, None][1:], strict=True):
        before_a_task = then is not None and (then.wish, then.role) == ("set", TARGET)
        is_value = (span.wish, span.role in _OF_PARTS) == ("set", True)
        is_split = span.wish == "split" or (is_split and is_value and not before_a_task)
        yield replace(span, wish="split") if is_split else span


def _says_it_again(span: Span) -> bool:
    """Whether it only points at what was spoken of: "give T3 to Ann, she does it by Friday"."""
    return (span.wish, span.role) == ("set", TARGET) and bool(IT.fullmatch(span.text))


def _gather(spans: Iterable[Span], found: list[Wish]) -> None:
    for span in spans:
        last = next((wish for wish in reversed(found) if wish.kind == span.wish), None)
        if last is None or not last.takes(span):
            last = Wish(span.wish)
            found.append(last)
        last.spans.append(span)


def _values(spans: list[Span], *, is_led: bool) -> Iterator[Wish]:
    """Values with the tasks that they are for: "Ann docs, Bob tests", "docs done, tests too".

    The last may be for all of them: "T3 low, T4 high, both Ann and due Friday". `is_led`: whether a task was
    named before them.
    """
    for_each = _for_each(spans)
    if for_each is not None:
        yield from _values(spans[:for_each], is_led=is_led)
        named = [span for span in spans[:for_each] if span.role == TARGET]
        yield Wish("set", [*named, *spans[for_each:]])
        return
    said: list[Span] = []
    for some in paired(spans, is_led=is_led):
        alike = said and all(map(is_alike, some))
        values = [span for span in said if span.role != TARGET] if alike else []
        said = [*some, *values]
        yield Wish("set", said)


def _for_each(spans: list[Span]) -> int | None:
    """Where values begin that are for all tasks before them, each of which has one of its own."""
    for place, span in enumerate(spans):
        named = [before.role == TARGET for before in spans[:place]]
        behind = [other.role for other in spans[place:]]
        if _EACH.search(span.gap) and sum(named) > 1 and not all(named) and TARGET not in behind:
            return place
    return None
