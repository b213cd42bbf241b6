"""Frames for whose tasks are."""

from __future__ import annotations

import re

from agents.providers.embedded.frames.patterns import Frames
from agents.providers.embedded.grammar import values
from agents.providers.embedded.grammar.people import is_known
from agents.providers.embedded.grammar.reading import Reading
from agents.providers.embedded.references.scene import Declined

FRAMES = Frames("people")


@FRAMES.act
def _theirs(r: Reading, a: str, person: str) -> None:
    """Whose it is."""
    values.set_assignee(r, r.targets(a), person)


@FRAMES.act
def _at_work(r: Reading, a: str, person: str) -> None:
    """Who works on it now, so that it is theirs and begun."""
    if not re.search(r"\bworking on\b|\bworks on\b.*\bnow\b", r.clause):
        raise Declined
    _theirs(r, a, person)
    values.set_status(r, r.targets(a), "in progress")


@FRAMES.act
def _beside_a_name(r: Reading, a: str, person: str) -> None:
    """Without a word that says so only where the name is one."""
    if not is_known(r, r.original(person)):
        raise Declined
    _theirs(r, a, person)


@FRAMES.act
def _theirs_from(r: Reading, a: str, person: str, w: str) -> None:
    _theirs(r, a, person)
    values.set_start(r, r.targets(a), w)


@FRAMES.act
def _theirs_by(r: Reading, a: str, person: str, w: str) -> None:
    _theirs(r, a, person)
    values.set_due(r, r.targets(a), w)


@FRAMES.act
def _handed_on(r: Reading, a: str, other: str, **_: str) -> None:
    """From one to another."""
    _theirs(r, a, other)


@FRAMES.act
def _nobodys(r: Reading, a: str, person: str = "") -> None:
    targets = r.targets(a)
    who = values.person(r, person).lower() if person else ""
    if who and any((target.task.assignee or "").lower() != who for target in targets):
        raise Declined
    values.clear(r, targets, "assignee")
