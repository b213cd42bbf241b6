"""Bars on stderr, for commands that take a while."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@contextmanager
def progress() -> Iterator[Told]:
    """A bar for each thing that is done."""
    from rich.console import Console  # noqa: PLC0415 (only for the progress bar)
    from rich.progress import Progress, TaskID  # noqa: PLC0415 (likewise)

    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(stderr=True)) as bar:

        def told(doing: str, done: int, of: int) -> None:
            if doing not in tasks:
                tasks[doing] = bar.add_task(doing)
            bar.update(tasks[doing], completed=done, total=of)

        yield told
