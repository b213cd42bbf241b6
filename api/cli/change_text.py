"""Changes as text: what patches do, with before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.cli.ink import clean, ink
from api.cli.link import Answer
from api.cli.value_text import count_text, shortened, time_text, value_text
from ledger.core.derived.durations import duration_text
from ledger.core.model import Json

SIGNS = {"create": ("+", "green"), "update": ("~", "yellow"), "delete": ("-", "red")}
UNTOLD = ("title", "position", "metadata")
"""Fields of a new task that its line tells already, or that nobody reads."""
USUAL: tuple[Json, ...] = (None, [], (), {}, "", "todo", "medium", "planning")
"""Values that a new task has anyway."""
MINUTES = ("estimated_minutes", "actual_minutes")
NAMES = {
    "parent_id": "under",
    "position": "place among its siblings",
    "estimated_minutes": "estimate",
    "actual_minutes": "time taken",
}


def changes_text(rows: Iterable[Answer], *, numbered: bool = False) -> str:
    """Patches told in fields. `numbered`: from 1, to be chosen from."""
    return "\n".join(line for row in rows for line in _lines(row, numbered))


def _lines(row: Answer, numbered: bool) -> Iterator[str]:
    op = row["patch"]["op"]
    sign, colour = SIGNS[op]
    begin = f"{row['index'] + 1:>4} " if numbered else "  "
    yield f"{begin}{ink(sign, colour)} {_target(row)}{_removed(row)}"
    indent = " " * (len(begin) + 4)
    for change in _told(row):
        yield indent + _change(change, new=op == "create")
    for task in row["unlinked"]:
        lost = f"T{task['number']} {clean(task['title'])} no longer waits for it"
        yield indent + ink(lost, "dim")


def _target(row: Answer) -> str:
    name = "project" if row["number"] is None else f"T{row['number']}"
    return f"{ink(name, 'cyan')} {clean(row['title'])}"


def _removed(row: Answer) -> str:
    own = 0 if row["number"] is None else 1
    below = row["removed"] - own
    return ink(f"  with {count_text(below, 'task')} below it", "red") if below > 0 else ""


def _told(row: Answer) -> list[Answer]:
    """The changes that are news: of a new task what it was given, of a move where it went."""
    changes: list[Answer] = row["changes"]
    if row["patch"]["op"] == "create":
        return [c for c in changes if c["field"] not in UNTOLD and c["after"] not in USUAL]
    moved = any(change["field"] == "parent_id" for change in changes)
    return [c for c in changes if not (moved and c["field"] == "position")]


def _change(change: Answer, *, new: bool) -> str:
    field: str = change["field"]
    name = ink(f"{NAMES.get(field, field).replace('_', ' ')}:", "dim")
    after = _side(change, "after")
    if new:
        return f"{name} {after}"
    return f"{name} {ink(_side(change, 'before'), 'red')} → {ink(after, 'green')}"


def _side(change: Answer, side: str) -> str:
    if change["field"] == "parent_id" and change[side] is None:
        return "top level"
    if change["field"] in MINUTES and change[side] is not None:
        return duration_text(change[side])
    label = change[f"{side}_label"]
    return shortened(label) if label else value_text(change[side])


def comparison_text(answer: Answer) -> str:
    """What leads from one version to another."""
    counts = ", ".join(f"{answer['counts'][op]} {op}d" for op in SIGNS)
    head = ink(f"version {answer['from']} → {answer['to']}: {counts}", "bold")
    return "\n".join([head, changes_text(answer["patches"])]) if answer["patches"] else head


def history_text(changesets: Iterable[Answer]) -> str:
    """Changesets, a few lines each."""
    told = [f"{heading(changeset)}\n{_touched(changeset)}" for changeset in changesets]
    return "\n".join(told) or "Nothing in the history fits that."


def changeset_text(changeset: Answer) -> str:
    """One changeset with its changes."""
    return f"{heading(changeset)}\n{changes_text(changeset['patches'])}"


def heading(changeset: Answer) -> str:
    """Which versions, when, who, why."""
    first, last = changeset["first"], changeset["last"]
    versions = f"v{last}" if first == last else f"v{first}–{last}"
    who = changeset["actor"]
    if changeset["author"] != who:
        who += f", written by {changeset['author']}"
    cause = changeset["cause"]["kind"]
    about = [time_text(changeset["time"]), who, *([] if cause == "edit" else [cause])]
    if changeset.get("undone_by"):
        about.append("undone")
    lines = [f"{ink(versions, 'yellow')}  {clean('  '.join(about))}  {ink(changeset['id'], 'dim')}"]
    # What led to an accepted draft has a line for each instruction.
    lines += [f"    {clean(line)}" for line in (changeset["message"] or "").splitlines() if line]
    return "\n".join(lines)


def _touched(changeset: Answer) -> str:
    shown = changeset["touched"][:4]
    more = changeset["touched_count"] - len(shown)
    names = [_touched_name(target) for target in shown] + ([f"{more} more"] if more > 0 else [])
    counts = " ".join(
        ink(f"{SIGNS[op][0]}{count}", SIGNS[op][1])
        for op in SIGNS
        if (count := changeset["counts"][op])
    )
    return f"    {counts}  {ink(shortened(', '.join(names)), 'dim')}"


def _touched_name(target: Answer) -> str:
    number = "" if target["number"] is None else f"T{target['number']} "
    return f"{number}{target['title']}"
