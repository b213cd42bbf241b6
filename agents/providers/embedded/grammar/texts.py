"""Titles, descriptions and acceptance criteria."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.pieces import value
from agents.providers.embedded.grammar.reading import REF, Reading, Rules, Target
from agents.providers.embedded.references.marked import MARK
from agents.providers.embedded.references.scene import Declined, Tell
from agents.providers.embedded.terms.dates import days
from agents.providers.embedded.terms.durations import minutes
from agents.providers.embedded.terms.vocabulary import ORDINAL, ordinal

RULES = Rules()
_TEXT = r"(?:description|details)"
_IS = r"(?:should|must|shall|ought to|needs to|has to|is)(?: now)?(?: be| say| read| state)?"
_CRITERIA = r"(?:acceptance )?(?:criteri(?:a|on|ons)|conditions?|definition of done)"


@RULES.rule(
    r"(?:rename|retitle|re-?name|title|reword|rephrase|relabel) <a>(?: to be called| to"
    r"| as| into|:| ->| =>| →| =|,) ?(?P<v>.+)",
    rf"(?:call|name) <a>(?: as|:)? (?P<v>{MARK})(?: instead)?",
    r"(?:call|name) (?P<it>it|them|this|that|the result|the new task|the task)(?: as"
    r"|:)? (?P<v>.+?)(?: instead)?",
    rf"(?:rename|retitle) <a>,? (?P<v>{MARK})",
    r"<a> (?:should|shall|must|will|can) (?:now )?be (?:called|named|titled|renamed to) (?P<v>.+)",
    r"<a> is (?:now )?(?:called(?! off)|named|titled) (?P<v>.+)",
    r"(?:call|name) (?!for\b)<a> (?P<v>.+?)(?: instead)?",
)
def _rename(r: Reading, v: str, a: str = "", it: str = "") -> None:
    if re.search(r" and (?:the )?\w+(?: \w+)? (?:to|into|as) \S", v):
        raise Declined  # another one is renamed in the same breath
    values.set_title(r, r.targets(a or ("it" if it.startswith("the ") else it)), v)


@RULES.rule(r"(?:change|set|turn|make) <a>(?: to| into) (?P<v>.+)")
def change_to(r: Reading, a: str, v: str) -> None:
    """A new title, when it is no value of another field."""
    said = r.original(v)
    if "," in said and " into " in r.clause:
        raise Declined  # parts
    several = [value(r, one) for one in re.split(r",? and |, ", said)]
    if len(several) > 1 and all(several):
        targets = r.targets(a)
        for one in filter(None, several):
            one.put(r, targets)
        return
    if values.status_of(said) or values.priority_of(said) or minutes(said):
        raise Declined
    if re.fullmatch(REF, said, re.IGNORECASE):
        raise Declined
    if days(said, r.scene.context.today) or r.scene.titles.exactly(said).ids:
        raise Declined
    values.set_title(r, r.targets(a), v)


@RULES.rule(r"(?:rename|retitle) <a>")
def _rename_what(r: Reading, a: str) -> None:
    targets = r.targets(a)
    if len(targets) != 1:
        raise Tell("Only one task at a time can be renamed.")
    values.set_title(
        r, targets, r.asked(f"rename {a}", f"What should {targets[0].label} be called?")
    )


@RULES.rule(
    rf"<a>(?:'s|’s) {_TEXT} {_IS}:? (?P<v>.+)",
    rf"(?:the )?{_TEXT} (?:of|for) <a> {_IS}:? (?P<v>.+)",
)
def _described(r: Reading, a: str, v: str) -> None:
    """A description in place of the one there is."""
    text = r.free_text(v)
    values.put_each(r, [(t, text) for t in r.targets(a)], "description", "has a new description")


@RULES.rule(
    r"describe <a>(?: as|:| with| like this:?) ?(?P<v>.+)",
    r"(?:add|append|write) (?:a |the )?(?:notes?|comments?|remarks?) (?:to|on|for) <a>"
    r"(?::| saying| that says| that)? (?P<v>.+)",
    r"(?:note|comment) (?:on|for) <a>:? (?P<v>.+)",
    r"(?:append|add) (?P<v>.+?) to (?:the )?(?:description|notes?|details) (?:of|for) <a>",
    r"(?:append|add) (?P<v>.+?) to <a>(?:'s|’s) (?:description|notes?|details)",
)
def _describe(r: Reading, a: str, v: str) -> None:
    """A description, or a note that is added to the one there is."""
    targets = r.targets(a)
    text = r.free_text(v)
    new = []
    for target in targets:
        old = values.current(target, "description")
        new.append((target, f"{old}\n\n{text}" if old else text))
    values.put_each(r, new, "description", "has a new description")


@RULES.rule(
    rf"(?:add|append|include) (?:an? |the |this |new |another )*{_CRITERIA}:? (?P<v>.+)"
    r" (?:to|for|on) <a>",
    rf"(?:add|append|include|give|set) (?:an? |the |these |this |new |some |more )*{_CRITERIA}"
    rf"(?: (?:to|for|on) <a>)?(?::| that| saying|,)? (?P<v>[^\s].*)",
    rf"(?:add|append|give|set) <a>(?:'s|’s) {_CRITERIA}:? (?P<v>.+)",
    rf"(?:add|append) (?P<v>.+?) (?:to (?:the )?|as (?:an? |the )?){_CRITERIA} (?:of|for|to) <a>",
    rf"{_CRITERIA} (?:of|for|to):? <a>(?::| are| is) ?(?P<v>.+)",
    r"<a> is (?:only |really )?(?:done|complete|finished) (?:when|once|if|as soon as) (?P<v>.+)",
)
def _criteria(r: Reading, v: str, a: str = "it") -> None:
    new = values.lines(r, v)
    if not new or r.original(v).lower().startswith(("to ", "for ", "on ")):
        raise Declined
    _add_criteria(r, r.targets(a), new)


def _add_criteria(r: Reading, targets: Sequence[Target], new: Sequence[str]) -> None:
    both = [
        (t, (*old, *(c for c in new if c not in old)))
        for t in targets
        for old in (t.task.acceptance_criteria,)
    ]
    values.put_each(r, both, "acceptance_criteria", "has new acceptance criteria")


_SOME = r"(?: an?| the| any| some| new| better| more| good)*"


@RULES.rule(
    rf"(?:add|write|give|set|define|suggest|propose){_SOME} {_CRITERIA} (?:to|for|on|of) <a>",
    rf"(?:add|give|write|define) <a>(?:'s|’s)?{_SOME} {_CRITERIA}",
    rf"<a> (?:needs?|lacks?|has no|have no|should have|must have){_SOME} {_CRITERIA}",
)
def _criteria_of(r: Reading, a: str) -> None:
    """Which is not said, so it is asked."""
    targets = r.targets(a)
    names = ", ".join(target.label for target in targets[:4])
    text = r.asked(f"criteria {a}", f"How does one see that {names} is done?")
    _add_criteria(r, targets, values.lines(r, text))


@RULES.rule(
    rf"(?:remove|delete|drop) (?:the )?(?P<n>{ORDINAL}) {_CRITERIA} (?:from|of|on) <a>",
    r"(?:remove|delete|drop) (?:acceptance )?(?:criterion|criteria) (?P<n>\d+) (?:from|of|on) <a>",
)
def _drop_criterion(r: Reading, n: str, a: str) -> None:
    (target,) = r.targets(a)[:1]
    old = list(values.current(target, "acceptance_criteria"))
    place = int(n) if n.isdecimal() else ordinal(n)
    if not 0 < abs(place) <= len(old):
        raise Tell(f"{target.label} has {len(old)} acceptance criteria.")
    del old[place - 1 if place > 0 else place]
    values.put(r, [target], "acceptance_criteria", tuple(old), "has one acceptance criterion less")
