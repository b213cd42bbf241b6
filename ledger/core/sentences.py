"""What would be right, in people's words, where pydantic tells its own terms: one table of its error types.

Used for patches, requests and settings alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

OBJECT = "This has to be a JSON object."
TYPES: Mapping[str, str] = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "list": "a list",
    "dict": "a JSON object",
}
BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("of at least", "ge"),
    "greater_than": ("greater than", "gt"),
    "less_than_equal": ("of at most", "le"),
    "less_than": ("less than", "lt"),
}


def sentence(detail: ErrorDetails, field: str) -> str:
    """What a field has to be instead. `field`: its name as people know it."""
    kind = detail["type"]
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return OBJECT
    for fits, tell in _TOLD:
        if fits(kind):
            return tell(detail, field)
    if kind == "value_error":
        return f"{field}: {detail['ctx']['error']}."
    return detail["msg"].rstrip(".") + "."


def _missing(_: ErrorDetails, field: str) -> str:
    return f"The field {field} is missing."


def _short(detail: ErrorDetails, field: str) -> str:
    least, (one, many) = detail["ctx"]["min_length"], _counted(detail)
    return f"{field} needs at least {f'one {one}' if least == 1 else f'{least} {many}'}."


def _long(detail: ErrorDetails, field: str) -> str:
    return f"{field} holds at most {detail['ctx']['max_length']} {_counted(detail)[1]}."


def _counted(detail: ErrorDetails) -> tuple[str, str]:
    return ("character", "characters") if isinstance(detail["input"], str) else ("entry", "entries")


def _choice(detail: ErrorDetails, field: str) -> str:
    known = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    return f"{field} is one of {known}."


def _bound(detail: ErrorDetails, field: str) -> str:
    words, name = BOUNDS[detail["type"]]
    return f"{field} is a number {words} {detail['ctx'][name]}."


def _type(detail: ErrorDetails, field: str) -> str:
    wanted = TYPES[detail["type"].partition("_")[0]]
    if detail["input"] is None:
        return f"{field} cannot be left empty: it is {wanted}."
    return f"{field} is {wanted}."


_Fits = Callable[[str], bool]
_Tell = Callable[[Any, str], str]

_TOLD: tuple[tuple[_Fits, _Tell], ...] = (
    (lambda kind: kind == "missing", _missing),
    (lambda kind: kind.endswith("too_short"), _short),
    (lambda kind: kind.endswith("too_long"), _long),
    (lambda kind: kind == "literal_error", _choice),
    (lambda kind: kind in BOUNDS, _bound),
    (lambda kind: kind.endswith(("_type", "_parsing")) and kind.partition("_")[0] in TYPES, _type),
)
