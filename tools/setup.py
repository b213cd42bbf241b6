"""Bring a checkout to where a command can run: Python environment, npm packages, page."""

from __future__ import annotations

import threading
from collections.abc import Callable

from tools import environment, stamps, webbuild


def for_serving() -> None:
    """Set up what `serve` needs; when nothing changed, starts no other process at all."""
    if environment.is_ready(dev=False) and webbuild.page_is_fresh():
        return
    with stamps.exclusive():
        _set_up(dev=False)
        webbuild.build(production=True)


def for_python() -> None:
    """Set up what needs Python alone: neither npm's packages nor the page."""
    with stamps.exclusive():
        if not environment.is_ready(dev=True):
            environment.make()
            environment.install(dev=True)


def for_developing(*, page: bool = False) -> None:
    """Set up what the tests and checks need, and the built page where it is asked for."""
    with stamps.exclusive():
        _set_up(dev=True)
        if page:
            webbuild.build(production=False)


def _set_up(*, dev: bool) -> None:
    if environment.is_ready(dev=dev):
        webbuild.install(production=not dev)
        return
    environment.make()
    environment.install_node()
    # npm waits for the network while pip is busy with the processor.
    _both(
        lambda: environment.install(dev=dev),
        lambda: webbuild.install(production=not dev),
    )


def _both(one: Callable[[], None], other: Callable[[], None]) -> None:
    """Run two steps side by side; when one or both fail, raise the first one's error."""
    errors: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - raised again in the main thread
            errors.append(error)

    beside = threading.Thread(target=guarded, args=(other,))
    beside.start()
    guarded(one)
    beside.join()
    if errors:
        raise errors[0]
