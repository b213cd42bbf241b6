"""Lists as tables. rich is loaded only to draw one."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence

from api.cli.ink import clean, coloured
from api.cli.link import Answer
from api.cli.value_text import time_text

SHORTEST_ID = 8
WHOLE = ("status", "done", "tasks", "version", "updated", "id", "set")
"""Columns that are never cut."""
PROSE = ("project", "because", "instruction")
"""Columns that have room even on a small screen."""
WIDE = 10_000
"""Columns where nobody looks: a pipe gets whole lines."""


def projects_table(items: Iterable[Answer], *, wanted: bool = False) -> str:
    """The list of projects, or of those that were `wanted`.

    A terminal gets only as much of the ids as tells them apart.
    """
    listed = list(items)
    shown = _prefix([item["id"] for item in listed]) if sys.stdout.isatty() else None
    rows = [
        (
            item["title"],
            item["status"].replace("_", " "),
            f"{item['progress']:.0%}",
            f"{item['completed_count']}/{item['task_count']}",
            str(item["version"]),
            time_text(item["updated_at"], seconds=False),
            item["id"][:shown],
        )
        for item in listed
    ]
    names = ("project", "status", "done", "tasks", "version", "updated", "id")
    if not rows:
        return "No project is like that." if wanted else "There are no projects yet."
    return _table(names, rows)


def _prefix(ids: Sequence[str]) -> int:
    lengths = range(SHORTEST_ID, len(ids[0])) if ids else ()
    return next((n for n in lengths if len({id[:n] for id in ids}) == len(ids)), 36)


def blame_table(targets: Iterable[Answer]) -> str:
    """Who last set each field."""
    rows = [
        (
            "project" if target["number"] is None else f"T{target['number']}",
            field["field"],
            f"v{field['version']}",
            time_text(field["time"], seconds=False),
            field["author"],
            "; ".join((field["reason"] or field["cause"]["kind"]).splitlines()),
        )
        for target in targets
        for field in target["fields"]
    ]
    return _table(("", "field", "version", "set", "by", "because"), rows)


def drafts_table(items: Iterable[Answer]) -> str:
    """The drafts that wait for a decision."""
    rows = [
        (
            item["project_title"] or "(new)",
            "" if item["number"] is None else f"T{item['number']} {item['title']}",
            item["instruction"],
            time_text(item["updated_at"], seconds=False),
            item["id"],
        )
        for item in items
    ]
    names = ("project", "task", "instruction", "updated", "id")
    return _table(names, rows) if rows else "No draft waits for a decision."


def providers_table(answer: Answer) -> str:
    """Who can plan."""
    rows = [
        (
            item["name"] + (" (default)" if item["default"] else ""),
            "ready" if item["ready"] else f"needs {item['missing']}",
            ", ".join(item["models"]),
        )
        for item in answer["items"]
    ]
    return _table(("provider", "", "models"), rows)


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 (only where a table is drawn)
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    for name in names:
        table.add_column(name, no_wrap=name in WHOLE, min_width=10 if name in PROSE else None)
    for row in rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    page = io.StringIO()
    width = None if sys.stdout.isatty() else WIDE
    Console(file=page, width=width, force_terminal=coloured(), no_color=not coloured()).print(table)
    return "\n".join(line.rstrip() for line in page.getvalue().splitlines() if line.strip())
