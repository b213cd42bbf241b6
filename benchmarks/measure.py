"""How a figure comes about: rounds of all variants in turn, the median of each, and paired ratios."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

ROUNDS = 5

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """One variant's speed. `per_second` is of whatever the work counts; `ratio` to the first variant."""

    name: str
    per_second: float
    ratio: float


def compare(count: int, variants: Mapping[str, Callable[[], Work]]) -> list[Figure]:
    """Time each variant's work on `count` things; each is made anew, untimed, for each round."""
    seconds: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, prepare in variants.items():
            work = prepare()
            began = perf_counter()
            work()
            seconds[name].append(perf_counter() - began)
    base = next(iter(seconds.values()))
    return [
        Figure(
            name,
            count / median(taken),
            median(b / t for b, t in zip(base, taken, strict=True)),
        )
        for name, taken in seconds.items()
    ]


def milliseconds(work: Work, rounds: int = 2 * ROUNDS) -> float:
    """The median time of one call."""
    taken = []
    for _ in range(rounds):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return median(taken) * 1000


def show(title: str, figures: list[Figure], unit: str) -> None:
    """Print a table."""
    print(f"\n{title}")
    for figure in figures:
        print(f"  {figure.name:<58}{figure.per_second:>12,.0f} {unit}/s{figure.ratio:>8.2f} ×")


RATIO, RATE = "×", "/s"
AT_LEAST = (RATIO, RATE)
"""The units of what has to be reached; what has another one has to stay below."""


@dataclass(frozen=True, slots=True)
class Target:
    """One line of the table: what is asked for, and what was measured."""

    name: str
    wanted: float
    measured: float
    unit: str = RATIO

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        enough, little = self.measured >= self.wanted, self.measured <= self.wanted
        return enough if self.unit in AT_LEAST else little

    def __str__(self) -> str:
        bound = "≥" if self.unit in AT_LEAST else "≤"
        wanted = f"{bound} {self.wanted:g} {self.unit}"
        mark = "✓" if self.is_met else "✗"
        return f"{self.name:<78} {wanted:>12} {self.measured:>9.2f} {self.unit:<2} {mark}"


def ratio_of_rounds(rounds: Sequence[tuple[float, float]]) -> float:
    """The median of measured over base, each pair taken in one round: (base, measured)."""
    return median(measured / base for base, measured in rounds)
