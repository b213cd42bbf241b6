"""A problem for people: what was refused, and each violation or conflict on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.ink import clean
from api.cli.link import Answer
from api.cli.value_text import value_text


def problem_text(members: Answer) -> str:
    """The sentence and its code, then the details; patches are counted from 1, as they are shown.

    What is said in the details is not said before them as well.
    """
    errors = members.get("errors") or []
    sentence = str(members.get("detail") or members.get("title") or "It was refused.")
    if errors and sentence.startswith(errors[0]["message"]):
        if len(errors) == 1:
            return f"patchledger: {_violation(errors[0])}"
        sentence = f"There are {len(errors)} errors."
    head = f"patchledger: {clean(sentence)} ({members.get('code', 'problem')})"
    details = [f"  {_violation(error)}" for error in errors]
    return "\n".join([head, *details, *_conflicts(members)])


def _violation(error: Answer) -> str:
    place = [] if error.get("index") is None else [f"patch {error['index'] + 1}"]
    # A sentence that names its field needs no other word for the place.
    place += [error["field"]] if place and error.get("field") else []
    told = f"{clean(error['message'])} ({error['code']})"
    return f"{', '.join(place)}: {told}" if place else told


def _conflicts(members: Answer) -> Iterator[str]:
    for conflict in members.get("conflicts") or []:
        name = _name(conflict)
        if conflict.get("field") is None:
            yield f"  {name}: {clean(conflict['message'])} ({conflict['code']})"
            continue
        sides = ", ".join(f"{side} {_side(conflict, side)}" for side in ("base", "theirs", "ours"))
        yield f"  {name}: {conflict['field']}: {sides}"


def _name(conflict: Answer) -> str:
    if conflict.get("title") is None:
        return str(conflict["target_id"])
    number = "" if conflict.get("number") is None else f"T{conflict['number']} "
    return f"{number}{clean(conflict['title'])}"


def _side(conflict: Answer, side: str) -> str:
    label = conflict.get(f"{side}_label")
    return clean(label) if label else value_text(conflict.get(side))
