"""`patchledger`: the commands, and how they end: 0 done, 1 refused, 2 not understood."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from api.cli import changing, checking, keeping, opinions, planning, reading, running, setting

PANELS: dict[str, tuple[Callable[..., None], ...]] = {
    "Plan with an agent": (
        planning.plan,
        planning.refine,
        planning.break_down,
        planning.accept,
        planning.reject,
        planning.drafts,
        planning.draft,
        reading.providers,
    ),
    "Ask": (
        opinions.estimate,
        opinions.complexity,
        opinions.risks,
        opinions.next_,
        opinions.explain,
        opinions.summary,
    ),
    "Read": (
        reading.projects,
        reading.tree,
        reading.log,
        reading.show,
        reading.diff,
        reading.blame,
        reading.search,
    ),
    "Change": (setting.set_, changing.undo, changing.redo, changing.restore, changing.apply),
    "Keep": (keeping.backup, keeping.restore_backup, checking.verify, keeping.export),
    "Run": (running.serve, running.rebuild),
}


def app_for(arguments: Sequence[str]) -> typer.Typer:
    """The commands; only the one that is called where that can be told.

    typer makes every parameter of every command ready, which would take longer than most commands do.
    """
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True)
    app.callback()(patchledger)
    commands = {
        command.__name__.strip("_").replace("_", "-"): (command, panel)
        for panel, several in PANELS.items()
        for command in several
    }
    called = arguments[0] if arguments and arguments[0] in commands else None
    for name, (command, panel) in commands.items():
        if called in (None, name):
            app.command(name, rich_help_panel=panel)(command)
    return app


def _tell_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 (only for this)

        typer.echo(f"patchledger {version('patchledger')}")
        raise typer.Exit


def patchledger(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version."),
    ] = False,
) -> None:
    """Plans that are changed only by patches: every past state can be read, compared, restored."""


def main() -> None:
    """Run one command."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every terminal knows ├
    try:
        app_for(sys.argv[1:])()
    except BrokenPipeError:  # whoever read has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
