"""Reading the files of the knowledge base, and its lists of English words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec
import yaml

Shape = TypeVar("Shape")


class English(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """english.yaml: lists of words, as lines of text where they are long."""

    small: str
    countable: str
    conditions: str
    not_plural: str
    groups: str
    cut_short: str
    people: tuple[str, ...]
    foreign: str
    typos: str
    shorthand: str


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """wording.yaml: the words of instructions as such."""

    small: str
    commands: str
    errands: str
    names: str


@cache
def wording() -> Wording:
    """The words of instructions as such."""
    return read("wording.yaml", Wording)


def read(name: str, shape: type[Shape]) -> Shape:
    """A file of the knowledge base, checked against its shape. Raises msgspec.ValidationError."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return msgspec.convert(yaml.load(text_of(name), Loader=loader), shape)  # noqa: S506 - both are safe


def text_of(name: str) -> str:
    """A file of the knowledge base as it is written."""
    return (files("agents.providers.embedded") / "knowledge" / name).read_text("utf-8")


@cache
def english() -> English:
    """The lists of words."""
    return read("english.yaml", English)


SMALL = frozenset(english().small.split())
FOREIGN = frozenset(english().foreign.split())
COUNTABLE = frozenset(english().countable.split())
CONDITIONS = frozenset(english().conditions.split())
NOT_PLURAL = frozenset(english().not_plural.split())
GROUPS = frozenset(english().groups.split())
CUT_SHORT = tuple(english().cut_short.split())
PEOPLE = english().people
TYPOS = dict(pair.split("=") for pair in english().typos.split())
SHORTHAND = dict(pair.split("=") for pair in english().shorthand.split())
