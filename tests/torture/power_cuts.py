"""Power cuts under a ledger: a process appends, the disk forgets, and the next process has to find all.

Each round begins with what survived the last one. The power fails before an operation of the disk
that a seed chose: in the middle of a commit, of a checkpoint or of the recovery from the last cut.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Protocol

from tests.torture.appender import UNSOUND
from tests.torture.disk import Disk
from tools.paths import ROOT

PATIENCE_SECONDS = 600
EARLY = 0.3
"""The share of the cuts that are to come before the ledger is open again."""


class Lost(AssertionError):
    """What was acknowledged is not there, or the ledger is not what it has to be."""


class Database(Protocol):
    """The database of a ledger on the disk."""

    url: str
    """Where the ledger is."""

    opening: int
    """How many operations of the disk opening the ledger takes, recovery included."""

    readying: int
    """How many operations of it a process does once, before the first thing that it appends."""

    appending: int
    """How many operations of it are worth waiting for a cut."""

    def start(self) -> None:
        """Start what has to run for it. Raises AssertionError where it does not start."""
        ...

    def lose_power(self) -> None:
        """End what runs, as a power cut ends it."""
        ...


@dataclass
class Tally:
    """What happened."""

    cuts: int = 0
    early: int = 0
    """Cuts that came while the database was being made, opened or recovered."""
    acknowledged: int = 0
    """Changesets that were acknowledged, and found at the last check."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.cuts + other.cuts,
            self.early + other.early,
            self.acknowledged + other.acknowledged,
        )


class PowerCuts:
    """Rounds of appending and cutting, on one disk with one ledger."""

    def __init__(
        self, disk: Disk, database: Database, folder: Path, seed: int, plant: str | None = None
    ) -> None:
        """`folder`: a place on another disk. `plant`: a bug of `tests/torture/appender.py`."""
        self.tally = Tally()
        self._disk = disk
        self._database = database
        self._acknowledged = folder / "acknowledged"
        self._log = folder / "appender.log"
        self._chance = Random(seed)
        self._plant = ["--plant", plant] if plant else []

    def round(self) -> None:
        """Append until the power is cut, and put it on again. Raises Lost about earlier rounds."""
        early = self._chance.random() < EARLY
        if early:
            self._arm(self._database.opening)
        try:
            self._live(early)
        finally:
            self._database.lose_power()
        self.tally.cuts += 1
        self.tally.early += not self._is_open()
        self._disk.power_on()

    def check(self) -> None:
        """Open what survived the last round, and look. Raises Lost."""
        try:
            self._database.start()
        except AssertionError as error:
            raise Lost(str(error)) from error
        status = self._appender("--check-only").wait(PATIENCE_SECONDS)
        if status:
            raise Lost(self._said())
        self.tally.acknowledged = int(self._said().split()[1])

    def _arm(self, most: int, after: int = 0) -> None:
        self._disk.arm(after + self._chance.randint(1, most), self._chance.getrandbits(32))

    def _live(self, early: bool) -> None:
        self._log.unlink(missing_ok=True)
        try:
            self._database.start()
        except AssertionError as error:
            if self._disk.has_power:
                raise Lost(str(error)) from error
            return
        appender = self._appender()
        try:
            if not early:
                self._wait_until(appender, self._is_open)
                ready = self._chance.random() > EARLY
                self._arm(self._database.appending, self._database.readying * ready)
            self._wait_until(appender, lambda: not self._disk.has_power)
            if appender.poll() == UNSOUND:
                raise Lost(self._said())
        finally:
            appender.kill()
            appender.wait()

    def _wait_until(self, appender: subprocess.Popen[bytes], came: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not came():
            if appender.poll() is not None and self._disk.has_power:
                raise Lost(self._said())
            if time.monotonic() > end:
                raise AssertionError(f"the appender waits: {self._said()}")
            time.sleep(0.01)

    def _is_open(self) -> bool:
        return self._said().startswith("sound")

    def _appender(self, *more: str) -> subprocess.Popen[bytes]:
        seed = str(self._chance.getrandbits(32))
        key = str(self._disk.mountpoint / "signing.key")
        where = [self._database.url, key, str(self._acknowledged), seed, *self._plant, *more]
        return _start([*self._disk.inside, *_PROGRAM, *where], self._log)

    def _said(self) -> str:
        return self._log.read_text(errors="replace") if self._log.exists() else ""


_PROGRAM = [sys.executable, "-m", "tests.torture.appender"]


def _start(command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(command, stdout=output, stderr=output, cwd=ROOT)
