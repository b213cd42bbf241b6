"""`patchledger`: the commands, and how they end: 0 done, 1 refused, 2 not understood."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from api.cli import changing, planning, reading, running

ABOUT = "Plans that are changed only by patches: every past state can be read, compared, restored."
PANELS: dict[str, tuple[Callable[..., None], ...]] = {
    "Plan with an agent": (
        planning.plan,
        planning.refine,
        planning.break_down,
        planning.accept,
        planning.reject,
        reading.providers,
    ),
    "Read": (
        reading.projects,
        reading.tree,
        reading.log,
        reading.show,
        reading.diff,
        reading.blame,
    ),
    "Change": (changing.undo, changing.redo, changing.restore, changing.apply),
    "Run": (running.serve, running.rebuild),
}

app = typer.Typer(
    help=ABOUT, add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True
)


@app.callback()
def patchledger(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """What holds for every command."""
    if version:
        from importlib.metadata import version as installed  # noqa: PLC0415 (only for this)

        typer.echo(f"patchledger {installed('patchledger')}")
        raise typer.Exit


for panel, commands in PANELS.items():
    for command in commands:
        name = command.__name__.replace("_", "-")
        app.command(name, rich_help_panel=panel)(command)


def main() -> None:
    """Run one command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every terminal knows ├
    try:
        app()
    except BrokenPipeError:  # whoever read has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
