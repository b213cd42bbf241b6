"""Setting and emptying fields by their names: "set the due date of 2 to friday", "2's owner is Ann"."""

from __future__ import annotations

from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.reading import REF, Reading, Rules
from agents.providers.embedded.grammar.values import FIELD, FIELDS
from agents.providers.embedded.references.scene import Declined
from agents.providers.embedded.terms.vocabulary import PROJECT_STATUSES, any_of, listed, meaning

NAMED, VALUES = Rules(), Rules()
_SET = r"(?:set|change|update|edit|adjust|make|put|modify|correct|replace)"
_TO = r"(?: to be| to read| to| as|:| =| with| at| from .+? to)"
_OF = r"(?:of|for|on|in|to|at)"
_PLURALS = {
    "priorities": "priority",
    **{
        f"{field}s": field
        for field in ("tag", "label", "estimate", "due date", "deadline", "start date")
    },
    **{f"{field}s": field for field in ("assignee", "owner", "description")},
}
_FIELDS = any_of(_PLURALS)


def _set(r: Reading, a: str, field: str, v: str) -> None:
    name, setter = FIELDS[field.lower()]
    adding = r.clause.lower().startswith(("add ", "append ", "include "))
    if adding and (name in ("acceptance_criteria", "tags") or field.lower() in ("note", "notes")):
        raise Declined  # to what is there already: rules of their own
    setter(r, r.targets(a), v)


NAMED.rule(
    rf"{_SET} (?:the |a |an )?(?:new )?(?P<field>{FIELD}) {_OF} <a>{_TO} (?P<v>.+)",
    rf"{_SET} <a>(?:'s|’s) (?P<field>{FIELD}){_TO} (?P<v>.+)",
    rf"(?:the )?(?P<field>{FIELD}) (?:of|for) <a>(?: (?:is|should be|must be|becomes"
    rf"|are)|:| =) (?P<v>.+)",
    rf"<a>(?:'s|’s) (?P<field>{FIELD})(?: (?:is|should be|must be|becomes|are)|:| =| to) (?P<v>.+)",
    rf"(?:give|assign) <a> (?:a |an |the )(?:new )?(?P<field>{FIELD})(?: of|:| that says"
    rf"| saying) (?P<v>.+)",
    rf"give (?P<field>{FIELD}) (?P<v>.+) to <a>",
    rf"(?:add|set) (?:a |an |the )?(?P<field>{FIELD})(?: of|:)? (?P<v>.+?) (?:to|on|for) <a>",
    rf"(?:add|write|give) (?:a |an |the |some )?(?P<field>{FIELD}) (?:to|for|on) <a>(?::"
    rf"| of| saying| that says) (?P<v>.+)",
    rf"<a>,? (?P<field>{FIELD})(?::| =| is) (?P<v>.+)",
)(_set)


@NAMED.rule(rf"(?:its|their) (?P<field>{FIELD})(?: (?:is|are|should be)|:| =| to) (?P<v>.+)")
def _set_its(r: Reading, field: str, v: str) -> None:
    _set(r, "it", field, v)


@NAMED.rule(
    rf"(?:remove|clear|delete|drop|reset|unset|empty|erase|get rid of|take away|wipe) "
    rf"(?:the |all |any |all of the )*"
    rf"(?P<field>{FIELD})s? (?:of|from|for|on) <a>",
    rf"(?:there is )?no (?P<field>{FIELD})s? (?:for|on) <a>",
    rf"<a> (?:has|have|needs?|gets?) no (?P<field>{FIELD})s?(?: any ?more| any longer| now| for now)?",
    rf"<a> do(?:es)?(?: not|n't|n’t) (?:have|need) an? (?P<field>{FIELD})(?: any ?more| now)?",
    rf"(?:remove|clear|delete|drop|reset|unset|empty|erase|wipe) <a>(?:'s|’s) (?:the "
    rf"|all )?(?P<field>{FIELD})",
)
def _clear(r: Reading, a: str, field: str) -> None:
    name, _ = FIELDS[field.lower()]
    values.clear(r, r.targets(a), name)


_ALL_OF = r"(?:(?:all|every|each)(?: of)?(?: the| our| my)? |the |our |my )"


@NAMED.rule(
    rf"(?:remove|clear|delete|drop|reset|unset|empty|erase|wipe) {_ALL_OF}(?P<fields>{_FIELDS})"
    r"(?: again| everywhere| from everything| in the plan)?",
    r"(?P<fields>unassign) (?:everybody|everyone|all(?: people)?|anybody)(?: from (?:everything|all tasks))?",
)
def _clear_all(r: Reading, fields: str) -> None:
    name = _singular(fields)
    values.clear(r, [t for t in r.targets("all tasks") if getattr(t.now, name)], name)


@NAMED.rule(rf"(?:set|change|make|put) {_ALL_OF}(?P<fields>{_FIELDS}) (?:to|as|at) (?P<v>.+)")
def _set_all(r: Reading, fields: str, v: str) -> None:
    FIELDS[_PLURALS[fields.lower()]][1](r, r.targets("all tasks"), v)


def _singular(fields: str) -> str:
    return "assignee" if fields.lower() == "unassign" else FIELDS[_PLURALS[fields.lower()]][0]


@NAMED.rule(rf"(?:set|change|update|edit) (?:the )?(?P<field>{FIELD}) (?:of|for|on) <a>")
def _set_what(r: Reading, a: str, field: str) -> None:
    name, setter = FIELDS[field.lower()]
    targets = r.targets(a)
    labels = listed([target.label for target in targets][:3])
    answer = r.asked(f"{name} of {a}", f"What should the {field.lower()} of {labels} be?")
    setter(r, targets, answer)


@VALUES.rule(
    r"(?:mark|set|flag|change|switch|update|put|move|make|turn) <a> (?:as |to |to be "
    r"|into |back to )?(?P<v>[^,;]+)",
    r"<a> (?:is|are|was|were|should be|must be|has been|have been|can be|becomes?|is all|looks)"
    r"(?: (?:now|already|marked(?: as)?|set to))* (?P<v>[^,;]+)",
    rf"(?P<a>{REF})(?::|,)? (?P<v>[a-z][^,;]*)",
    r"<a>(?::| -+>| =+>?| →) ?(?P<v>[a-z][^,;]*)",
)
def _value(r: Reading, a: str, v: str) -> None:
    """A status or a priority, whichever the word is."""
    said = r.original(v)
    project = meaning(PROJECT_STATUSES, said)
    if values.status_of(said) or (project and r.names_project(a)):
        values.set_status(r, r.targets(a), v)
    elif values.priority_of(said):
        values.set_priority(r, r.targets(a), v)
    else:
        raise Declined
