"""Facts in words: what matters most first, grouped and counted, tasks by name.

What is deleted comes first, whatever else there is; then what was done, what is new, what else changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import Final

from agents.facts import Fact, Facts, FieldFact, person
from agents.providers.embedded.opinions.estimating import rough
from agents.providers.embedded.terms.vocabulary import listed

MOST_NAMED = 6
MOST_MESSAGES = 5
DONE = ("completed", "cancelled")


def told(facts: Facts) -> str:
    """The facts as a few lines of Markdown."""
    if not facts.facts:
        return f"Nothing changed{_since(facts)}." if facts.subject == "history" else (
            "The draft changes nothing." if facts.subject == "diff" else "Nothing changed."
        )  # fmt: skip
    lines = [_opening(facts), *(f"- {line}" for line in _groups(facts))]
    if closing := _closing(facts):
        lines += ["", closing]
    return "\n".join(lines)


def _opening(facts: Facts) -> str:
    counts = _counts(facts.facts)
    if facts.subject == "diff":
        return f"This draft would change “{facts.title}”: {counts}."
    if facts.subject == "changeset":
        return f"In “{facts.title}”: {counts}."
    many = f"{facts.changesets} changeset{'s' * (facts.changesets != 1)}"
    back = f", {facts.taken_back} of which took something back" if facts.taken_back else ""
    who = listed([f"{person(actor)} ({count})" for actor, count in facts.people[:4]] or ["nobody"])
    return f"In “{facts.title}”{_since(facts)}: {counts}, in {many}{back}, by {who}."


def _since(facts: Facts) -> str:
    return f" since {facts.since.removeprefix('since ')}" if facts.since else ""


def _counts(facts: Sequence[Fact]) -> str:
    tasks = [fact for fact in facts if fact.number is not None]
    groups = (
        (len([f for f in tasks if f.op == "delete"]), "deleted"),
        (len([f for f in tasks if _finished(f)]), "finished"),
        (len([f for f in tasks if f.op == "create"]), "new"),
        (len([f for f in tasks if f.op == "update" and not _finished(f)]), "changed"),
    )
    said = [f"{count} {word} task{'s' * (count > 1)}" for count, word in groups if count]
    if len(tasks) < len(facts):
        said.append("the project itself")
    return listed(said)


def _field(fact: Fact, name: str) -> FieldFact | None:
    return next((field for field in fact.fields if field.field == name), None)


def _finished(fact: Fact) -> bool:
    status = _field(fact, "status")
    return fact.op == "update" and status is not None and status.after in DONE


def _groups(facts: Facts) -> Iterator[str]:
    deleted = [fact for fact in facts.facts if fact.op == "delete"]
    finished = [fact for fact in facts.facts if _finished(fact)]
    new = [fact for fact in facts.facts if fact.op == "create"]
    rest = [fact for fact in facts.facts if fact.op == "update" and not _finished(fact)]
    for word, some, told_as in (
        ("**Deleted**", deleted, _deleted),
        ("Finished", finished, _with_status),
        ("New", new, _created),
    ):
        if some:
            yield f"{word}: {_some([told_as(fact) for fact in some])}."
    for title, field in RENDERED:
        changes = [_change(fact, change) for fact in rest if (change := _field(fact, field))]
        if changes:
            yield f"{title}: {_some(changes)}."
    others = [fact for fact in rest if not any(_field(fact, field) for _, field in RENDERED)]
    if others:
        yield f"Other changes: {_some([_other(fact) for fact in others])}."


RENDERED: Final = (
    ("Status", "status"),
    ("Due", "due date"),
    ("Start", "start date"),
    ("Assignee", "assignee"),
    ("Priority", "priority"),
    ("Estimates", "estimate"),
    ("Renamed", "title"),
    ("Waits for", "depends on"),
    ("Moved", "parent"),
)


def _some(items: Sequence[str]) -> str:
    shown = list(items[:MOST_NAMED])
    more = len(items) - len(shown)
    return listed([*shown, f"{more} more"] if more else shown)


def _deleted(fact: Fact) -> str:
    if fact.number is None:
        return (
            f"the whole project, with {fact.removed} tasks" if fact.removed else "the whole project"
        )
    below = f" with the {fact.removed} below it" if fact.removed > 1 else ""
    below = " with the one below it" if fact.removed == 1 else below
    return f"{fact.name}{below}"


def _with_status(fact: Fact) -> str:
    status = _field(fact, "status")
    return f"{fact.name} (cancelled)" if status and status.after == "cancelled" else fact.name


def _created(fact: Fact) -> str:
    return f"{fact.name} under “{fact.parent}”" if fact.parent else fact.name


def _change(fact: Fact, change: FieldFact) -> str:
    if change.field == "title":
        return f"{fact.name}, before “{change.before}”"
    nothing = "top level" if change.field == "parent" else "none"
    return f"{fact.name} {change.before or nothing} → {change.after or nothing}"


def _other(fact: Fact) -> str:
    fields = [field.field for field in fact.fields]
    return f"{fact.name} ({listed(fields)})" if fields else fact.name


def _closing(facts: Facts) -> str:
    said = []
    before, after = facts.progress
    if round(before, 2) != round(after, 2):
        said.append(f"Progress goes from {before:.0%} to {after:.0%}.")
    was, now = facts.minutes
    if was != now:
        word = "more" if now > was else "less"
        said.append(
            f"The estimates add up to {rough(now)}, {rough(abs(now - was))} {word} than before."
        )
    if facts.messages:
        quoted = [f"“{_short(message)}”" for message in facts.messages[:MOST_MESSAGES]]
        said.append(f"Said with the changes: {listed(quoted)}.")
    return " ".join(said)


def _short(message: str) -> str:
    """Whole words of it, whose own quotes do not end the quotation."""
    plain = message.replace("“", "‘").replace("”", "’")
    return shorten(plain, 80, placeholder=" …")
