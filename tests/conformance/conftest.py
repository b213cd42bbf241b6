"""Every store in `ledger/stores`, found by listing the folder: nobody has to remember to add one.

And the one that docs/storage.md shows how to write, as it stands there.
"""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import ledger.stores
from ledger.ports import EventStore
from tests import postgres
from tools.paths import ROOT

NAMES = sorted(
    module.name
    for module in pkgutil.iter_modules(ledger.stores.__path__)
    if not module.name.startswith("_")
)

PAGE = "the page"


def module_of(name: str) -> ModuleType:
    """A store's module."""
    return store_on_the_page() if name == PAGE else import_module(f"ledger.stores.{name}")


@cache
def store_on_the_page() -> ModuleType:
    """The module that docs/storage.md is made around."""
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "docs/storage.md").read_text(), re.DOTALL)
    module = sys.modules["store_on_the_page"] = ModuleType("store_on_the_page")
    exec(compile(code, "docs/storage.md", "exec"), vars(module))
    return module


@dataclass
class Backend:
    """One kind of store, and the stores that a test has opened of it."""

    name: str
    place: Callable[[str], str]
    opened: list[EventStore] = field(default_factory=list)

    @property
    def durable(self) -> bool:
        """Whether what was appended is there again after reopening."""
        durable: bool = module_of(self.name).DURABLE
        return durable

    def open(self, database: str = "ledger.db") -> EventStore:
        """Open the ledger of this name, made if there is none."""
        store: EventStore = module_of(self.name).open_store(self.place(database))
        self.opened.append(store)
        return store


@pytest.fixture(params=[*NAMES, PAGE])
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """Each kind of store in turn. One that cannot start here fails its tests."""
    ready: list[str] = (
        [request.getfixturevalue("postgres_url")] if request.param == "postgresql" else []
    )
    with ExitStack() as left:

        @cache
        def in_postgresql(database: str) -> str:
            if ready:
                return ready.pop()
            server = request.getfixturevalue("postgres_server")
            return left.enter_context(postgres.database(server))

        def in_folder(database: str) -> str:
            return f"{request.param.replace(' ', '-')}:///{tmp_path / database}"

        in_server = {"postgresql": in_postgresql}
        backend = Backend(request.param, in_server.get(request.param, in_folder))
        yield backend
        for store in backend.opened:
            store.close()


@pytest.fixture
def store(backend: Backend) -> EventStore:
    """An empty ledger."""
    return backend.open()


@pytest.fixture
def backend_store_pair(backend: Backend) -> tuple[EventStore, EventStore]:
    """Two ledgers that have nothing to do with each other."""
    return backend.open("one.db"), backend.open("other.db")
