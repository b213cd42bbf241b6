"""What holds for every test: no network beyond this machine, and how laws are tried."""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test

from tests import laws, postgres
from tests.network import sitecustomize

laws.load()

HERE = Path(__file__).parent
# The folders whose tests are about ledger, projections or agents themselves. Coverage is asked of these
# packages by these tests: what is reached only through the shell or by a score is not tested where it is.
_OWN = "agents bundle conformance core evaluation golden integrity ledger projections specs"
TRACED = frozenset(HERE / folder for folder in _OWN.split())


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage in what importing all modules makes, neither meanwhile nor later: it stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try laws, and the tests of all other folders, without tracing what they reach.

    Tracing doubles the time of hundreds of examples, and what laws are about is reached by plain tests as
    well: coverage says so by what those reach, and says the same in each run. Sweeps over many cases are
    marked `no_cover` by hand.
    """
    for item in items:
        is_law = is_hypothesis_test(getattr(item, "obj", None))
        if is_law or TRACED.isdisjoint(item.path.parents):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session", autouse=True)
def loopback_only() -> Iterator[None]:
    """Refuse connections beyond this machine: a test must not depend on what is out there."""
    sitecustomize.install()
    theirs = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    with pytest.MonkeyPatch.context() as patch:
        folders = [str(Path(sitecustomize.__file__).parent), *filter(None, theirs)]
        patch.setenv("PYTHONPATH", os.pathsep.join(folders))
        yield


@pytest.fixture(autouse=True)
def nobody_went_out(loopback_only: None) -> Iterator[None]:
    """Fail a test that tried to, even when something swallowed the refusal."""
    yield
    tried, sitecustomize.attempts[:] = list(sitecustomize.attempts), []
    assert [] == tried


@pytest.fixture(autouse=True)
def own_settings_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the developer's own settings and keys out of the environment."""
    for name in list(os.environ):
        if name.startswith("PATCHLEDGER_") or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def keys_of_the_tests_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keys that are beside no file are made in a folder of the test run's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL of this test run's own; its URL."""
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    """The database in it that tests have in turn."""
    with postgres.database(postgres_server) as url:
        yield url


@pytest.fixture
def postgres_url(postgres_database: str) -> Iterator[str]:
    """A database that is as good as new."""
    yield postgres_database
    postgres.empty(postgres_database)
