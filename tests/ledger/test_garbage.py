"""The pause of the garbage collector: as long as anybody needs it, and no longer."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from ledger.garbage import uncollected


@pytest.fixture(autouse=True)
def enabled() -> Iterator[None]:
    """The collector is on before and after each test."""
    gc.enable()
    yield
    gc.enable()


def test_it_is_off_until_the_last_one_is_done() -> None:
    """Two stretches that overlap, as in two threads, are both undisturbed."""
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_ends_it_too() -> None:
    """Whatever happens inside, the collector works again afterwards."""
    with pytest.raises(ValueError, match="inside"), uncollected():
        raise ValueError("inside")
    assert gc.isenabled()


def test_who_had_turned_it_off_keeps_it_off() -> None:
    """It is put back to what it was."""
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()
