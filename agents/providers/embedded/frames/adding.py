"""Something new: a name, and around it where it goes, what is known of it, and that it should be there.

What is said around the name is taken off piece by piece, from both ends: "we also need" – a security audit –
"after staging" – ", two days" – "for Bob". What is left has to be able to be a title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from agents.providers.embedded.frames.patterns import Table, at_an_end, fitting, parts
from agents.providers.embedded.frames.plausible import is_duty, is_errand, is_title
from agents.providers.embedded.frames.tagging import Token, tokens
from agents.providers.embedded.grammar import adding, values
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.pieces import are_times_as_names
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.grammar.tails import Tail
from agents.providers.embedded.hearing.reasons import is_there
from agents.providers.embedded.references.marked import TASK
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import ordinal

_A_NEW = re.compile(r"(?:also |and )?(?:an?|another|some) ", re.IGNORECASE)
_HAVE_A = re.compile(
    r"(?:(?:let )?(?:us|we) (?:\w+ )?)?(?:have|do|make|take) (?:an?|another|some)\b", re.IGNORECASE
)
_LET = re.compile(r"^let ", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:an?|the|some|another) $", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:something|anything|task|step)? ?(?:about|for|like|to) (?=\S)", re.IGNORECASE
)
LONGEST_TITLE, LONGEST_BARE = 12, 6
"""Words of a name; of one of which nothing but a place or a value says that it is one."""


@dataclass
class Wanted:
    """What is known of something new so far; `said`: that it should be there was said in so many words."""

    said: bool = False
    fields: dict[str, Any] = field(default_factory=dict)
    anchor: str = ""
    where: str = ""


Said = dict[str, str]


def _said(_: Reading, wanted: Wanted, __: Said) -> None:
    wanted.said = True


def _indefinite(r: Reading, wanted: Wanted, _: Said) -> None:
    """As in "let us have a retro": only the article says that it is new."""
    if not _HAVE_A.match(r.clause):
        raise Declined
    wanted.said = True


def _beside(where: str) -> Callable[[Reading, Wanted, Said], None]:
    def take(_: Reading, wanted: Wanted, said: Said) -> None:
        if wanted.anchor:
            raise Declined
        wanted.anchor, wanted.where = said["b"], where

    return take


def _between(r: Reading, wanted: Wanted, said: Said) -> None:
    tasks = [*r.tasks(said["b"]), *(r.tasks(said["c"]) if "c" in said else [])]
    row = [task.id for task in r.scene.tree.ordered(tasks[0].parent_id)]
    if len(tasks) != 2 or tasks[1].id not in row:
        raise Declined
    first = min(tasks, key=lambda task: row.index(task.id))
    wanted.anchor, wanted.where = r.handle(first), "after"


def _under(_: Reading, wanted: Wanted, said: Said) -> None:
    wanted.anchor, wanted.where, wanted.said = said["b"], "under", True


def _at(where: str) -> Callable[[Reading, Wanted, Said], None]:
    def take(_: Reading, wanted: Wanted, __: Said) -> None:
        wanted.where, wanted.said = wanted.where or where, True

    return take


def _edge(*, first: bool) -> Callable[[Reading, Wanted, Said], None]:
    """At the start or at the end of what is under a task."""

    def take(r: Reading, wanted: Wanted, said: Said) -> None:
        _nth(r, wanted, {"b": said["b"], "o": "first" if first else "last"})

    return take


def _nth(r: Reading, wanted: Wanted, said: Said) -> None:
    """At a place among what is under a task."""
    row = r.scene.tree.ordered(r.task(said["b"]).id)
    place = ordinal(said.get("o", "last"))
    wanted.said = True
    if 0 < place <= len(row):
        _beside("before")(r, wanted, {"b": r.handle(row[place - 1])})
    else:
        _beside("under")(r, wanted, said)


def _bracketed(r: Reading, wanted: Wanted, said: Said) -> None:
    if not r.clause.endswith(")"):
        raise Declined
    _beside("under")(r, wanted, said)


def _moved(_: Reading, __: Wanted, ___: Said) -> None:
    """As in "stick a kickoff at the top": only the place says that it is new."""


def _long(_: Reading, wanted: Wanted, said: Said) -> None:
    wanted.fields["estimated_minutes"] = minutes(said["d"])


def _due(r: Reading, wanted: Wanted, said: Said) -> None:
    wanted.fields["due_date"] = values.day_of(r, said["w"]).isoformat()


def _starts(r: Reading, wanted: Wanted, said: Said) -> None:
    wanted.fields["start_date"] = values.day_of(r, said["w"], "start").isoformat()


def _for(r: Reading, wanted: Wanted, said: Said) -> None:
    if not is_known(r, r.original(said["person"])):
        raise Declined
    wanted.fields["assignee"] = values.person(r, said["person"])
    wanted.said = wanted.said or _LET.sub("", r.clause).startswith(said["person"])


def _by(r: Reading, wanted: Wanted, said: Said) -> None:
    wanted.fields["assignee"] = values.person(r, said["person"])


def _long_for(r: Reading, wanted: Wanted, said: Said) -> None:
    _by(r, wanted, said)
    _long(r, wanted, said)
    wanted.said = True


def _known_tag(r: Reading, wanted: Wanted, said: Said) -> None:
    """One of a list of values in brackets, where the plan has such a tag."""
    tags = {tag for task in r.scene.tree.tasks.values() for tag in task.tags}
    if r.free_text(said["x"]) not in tags or not r.clause.endswith(")"):
        raise Declined
    _tags(r, wanted, said)


def _tags(r: Reading, wanted: Wanted, said: Said) -> None:
    wanted.fields["tags"] = (r.free_text(said["x"]).lstrip("#"),)


def _priority(_: Reading, wanted: Wanted, said: Said) -> None:
    wanted.fields["priority"] = said["level"]


TAKES: dict[str, Callable[[Reading, Wanted, Said], None]] = {
    "said": _said,
    "after": _beside("after"),
    "before": _beside("before"),
    "between": _between,
    "under": _under,
    "within": _beside("under"),
    "first": _at("start"),
    "last": _at("end"),
    "indefinite": _indefinite,
    "first_in": _edge(first=True),
    "last_in": _edge(first=False),
    "nth": _nth,
    "bracketed": _bracketed,
    "moved": _moved,
    "long": _long,
    "due": _due,
    "starts": _starts,
    "long_for": _long_for,
    "for": _for,
    "by": _by,
    "tags": _tags,
    "known_tag": _known_tag,
    "priority": _priority,
}


def add(r: Reading, text: str, *, said: bool = False) -> None:
    """Create what is named, where the words around it allow it; `said`: only where they ask for it.

    Raises Declined.
    """
    if is_there(text):
        raise Declined
    left, wanted = tokens(r, text), Wanted(said=bool(_A_NEW.match(text)))
    taken = True
    while taken and left:
        first = _peel(r, text, left, "leads", wanted)
        left = left[first:]
        names = left and are_times_as_names(r, text[left[0].start : left[-1].end])
        last = 0 if first or names else _peel(r, text, left, "tails", wanted)
        left = left[: len(left) - last]
        taken = bool(first or last)
    if not left:
        raise Declined
    title = _ABOUT.sub("", text[left[0].start : left[-1].end])
    if re.fullmatch(rf"{TASK}\W*", title):  # a marked task is no letter
        raise Declined
    duty = is_duty(r, title)
    wanted.said = wanted.said or duty
    known = wanted.anchor or wanted.where or wanted.fields or is_errand(title)
    if not wanted.said and (said or not known):
        raise Declined
    longest = LONGEST_TITLE if wanted.said else LONGEST_BARE
    noun = _ARTICLE.search(text[: left[0].start]) is not None
    if not (duty or is_title(r, title, noun=noun)) or len(title.split()) > longest:
        raise Declined
    anchor = r.task(wanted.anchor) if wanted.anchor else None
    adding.add_what(r, Tail(title, wanted.fields, anchor, wanted.where), one=duty)


def _peel(r: Reading, text: str, found: Sequence[Token], table: Table, wanted: Wanted) -> int:
    """Take off the longest piece that stands at one end; gives how many tokens that is."""
    word = "".join(token.letter for token in found)
    hits = [
        (match, name)
        for said, name in fitting(table, frozenset(word))
        if (match := at_an_end(said, first=table == "leads").search(word)) and match[0] != word
    ]
    for match, name in sorted(hits, key=lambda hit: -len(hit[0][0])):
        try:
            TAKES[name](r, wanted, parts(match, text, found))
        except Declined:
            continue
        return len(match[0])
    return 0
