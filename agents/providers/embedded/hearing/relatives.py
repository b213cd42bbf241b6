"""Who somebody is to us, and where from, is no part of their name: "my cousin Tess does the flowers"."""

from __future__ import annotations

import re

from agents.providers.embedded.grammar.people import is_name

_KIN = (
    r"(?:(?:best|old|good|little|big|older|younger) )?(?:cousin|brother|sister|friend|mate|colleague|coworker"
    r"|neighbou?r|boss|uncle|aunt|mum|mom|dad|mother|father|son|daughter|partner|wife|husband|niece|nephew|grand\w+"
    r"|flatmate|roommate|intern|assistant|girlfriend|boyfriend|fianc[ée]e?|(?:brother|sister|mother|father)-in-law)"
)
_OURS = rf"(?:my|our|his|her|their|[^\W\d]\w+['’]s) {_KIN},? "
_NAME = r"(?P<name>[^\W\d]\w+)"
_TITLE = r"(?P<title>(?:Mrs?|Ms|Dr|Prof)\.? )?"
_DOES = (
    r"(?:will|can|could|would|should|does|takes?|handles?|gets?|is|has|wants?|offers?|offered|looks|brings?|makes?"
    r"|organi[sz]es?|helps?|joins?|bakes?|plays?)"
)
_DOER = re.compile(
    rf"(?:^|(?<=[,.;!] )|(?<=so )|(?<=and )){_OURS}(?={_NAME} {_DOES}\b)", re.IGNORECASE
)
_WHERE_FROM = re.compile(
    rf"(?:^|(?<=[,.;!] )|(?<=so )|(?<=and ))(?P<kin>{_OURS})?{_TITLE}{_NAME}"
    r"(?P<second>(?-i: [A-ZÄÖÜ][\w-]+))?"
    r" (?:from|at) (?:the |our |my )?[\w&-]+(?: (?!said\b|says\b)[\w&-]+){0,2}?"
    rf"(?=,?(?: who)? (?:said|says|told (?:me|us)|agreed|{_DOES})\b)",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    rf"(?<=\bto ){_OURS}(?={_NAME}[.! ]*$)",
    re.IGNORECASE,
)
_GIVES = re.compile(r"(?:please )?(?:assign|give|hand|pass|delegate|reassign)\b", re.IGNORECASE)


def by_name(text: str) -> str:
    """The message with the names alone of those who do something or are given it."""
    text = _DOER.sub(_without, _WHERE_FROM.sub(_name_alone, text))
    return _GIVEN.sub(_without, text) if _GIVES.match(text.strip()) else text


def _without(said: re.Match[str]) -> str:
    """Nothing, where a name is behind it."""
    name = said["name"]
    return "" if name[0].isupper() or is_name(name) else said[0]


def _name_alone(said: re.Match[str]) -> str:
    """The name, where it is one: "notes from Tom" is none."""
    if not (said["title"] or is_name(said["name"])):
        return said[0]
    return "".join(said[part] or "" for part in ("kin", "title", "name", "second"))
