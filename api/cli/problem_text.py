"""A problem for people: what was refused, and each violation or conflict on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from api.cli.ink import clean
from api.cli.link import Answer
from api.cli.value_text import value_text


def problem_text(members: Answer) -> str:
    """The sentence and its code, then the details; patches are counted from 1, as they are shown."""
    sentence = clean(str(members.get("detail") or members.get("title") or "It was refused."))
    head = f"patchledger: {sentence} ({members.get('code', 'problem')})"
    return "\n".join([head, *_violations(members), *_conflicts(members)])


def _violations(members: Answer) -> Iterator[str]:
    errors = members.get("errors") or []
    if len(errors) == 1 and errors[0].get("index") is None:
        return
    for error in errors:
        place = [] if error.get("index") is None else [f"patch {error['index'] + 1}"]
        place += [error["field"]] if error.get("field") else []
        yield f"  {', '.join(place) or 'all'}: {clean(error['message'])} ({error['code']})"


def _conflicts(members: Answer) -> Iterator[str]:
    for conflict in members.get("conflicts") or []:
        title = conflict.get("title") or conflict["target_id"]
        if conflict.get("field") is None:
            yield f"  {clean(title)}: {clean(conflict['message'])} ({conflict['code']})"
            continue
        sides = ", ".join(
            f"{side} {value_text(conflict.get(side))}" for side in ("base", "theirs", "ours")
        )
        yield f"  {clean(title)}: {conflict['field']}: {sides}"
