"""What a search found, as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from api.cli.ink import clean, ink
from api.cli.link import Answer
from api.cli.value_text import time_text


def found_text(answer: Answer) -> str:
    """Projects and tasks, and in the history what was; each with the words in their place."""
    if not answer["items"]:
        return "Nothing has these words."
    blocks = [_past_text(hit) if "kind" in hit else _present_text(hit) for hit in answer["items"]]
    more = [] if answer["next_cursor"] is None else [ink("There is more: --limit.", "dim")]
    return "\n".join([*blocks, *more])


def _present_text(hit: Answer) -> str:
    return _block(_name(hit), [_project(hit)] if hit["number"] else [], hit)


def _past_text(hit: Answer) -> str:
    about = [_project(hit), time_text(hit["time"]), clean(hit["actor"])]
    if hit["kind"] == "value":
        what = "former " + ", ".join(hit["fields"]) if hit["fields"] else "deleted"
        earlier = [f"and {hit['earlier']} earlier"] if hit["earlier"] else []
        version = f"{what}, as in version {hit['version']}"
        return _block(_name(hit), [version, *earlier, *about], hit)
    if hit["kind"] == "message":
        return _block(f"version {hit['version']}", [f"changeset {hit['changeset']}", *about], hit)
    return _block(hit["said"], [f"proposal {hit['proposal']}", *about], hit)


def _name(hit: Answer) -> str:
    return "project" if hit["number"] is None else f"T{hit['number']}"


def _project(hit: Answer) -> str:
    gone = " (deleted)" if hit.get("project_deleted") else ""
    return f"in {clean(hit['project_title'] or 'a plan that was never accepted')}{gone}"


def _block(name: str, about: Sequence[str], hit: Answer) -> str:
    title = clean(hit.get("title", ""))
    first = " ".join(part for part in (ink(name, "cyan"), title) if part)
    dim = ink(" · ".join(about), "dim")
    words = "".join(_marked(hit["snippet"]))
    shown = words if clean(words) != title else ""
    return "\n".join(
        line for line in (f"{first}  {dim}".rstrip(), shown and f"    {shown}") if line
    )


def _marked(parts: Iterable[Answer]) -> Iterable[str]:
    for part in parts:
        yield ink(clean(part["text"]), "bold") if part["hit"] else clean(part["text"])
