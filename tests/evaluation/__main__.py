"""`python3 dev.py evaluate`: how often a planner does what people mean, by kind and half."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from agents.called import BUILT_IN
from agents.ports import Provider
from api.bootstrap import providers_from
from api.settings import SettingsRefused, load
from ledger.core.errors import LedgerError
from tests.agents.talks import Talk
from tests.evaluation.reading import GOALS, HALVES, KINDS, Case, cases
from tests.evaluation.scoring import answer, right


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the score, and on stderr each kind's when it is known.

    The status is 0 whatever it is, 2 for a planner that cannot be asked.
    """
    options = _parser().parse_args(arguments)
    try:
        planner = _planner(options.provider, options.model)
    except (_NotThere, SettingsRefused, LedgerError) as error:
        print(error, file=sys.stderr)
        return 2
    halves = [options.half] if options.half else HALVES
    asked, good = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for half, kind in product(halves, [options.kind] if options.kind else [*KINDS, GOALS]):
        begun = time.monotonic()
        for case in [one for one in cases(half) if one.kind == kind][:: options.each]:
            said = answer(case, planner)
            asked[half, kind] += 1
            if right(case, said):
                good[half, kind] += 1
            elif options.verbose:
                print("\n".join(_failure(case, said)))
        seconds = time.monotonic() - begun
        score = _score(good[half, kind], asked[half, kind]).strip()
        print(f"{half} {kind}: {score}, {seconds:.0f} s", file=sys.stderr, flush=True)
    print(f"{options.provider}{' / ' + options.model if options.model else ''}")
    print("\n".join(table(halves, asked, good)))
    return 0


def table(
    halves: Sequence[str], asked: Counter[tuple[str, str]], good: Counter[tuple[str, str]]
) -> Iterator[str]:
    """A line a kind, then all instructions together, then the goals."""
    rows = {**{kind: [kind] for kind in KINDS}, "all instructions": KINDS, GOALS: [GOALS]}
    yield f"{'':<18}" + "".join(f"{half:>20}" for half in halves)
    for title, kinds in rows.items():
        yield f"{title:<18}" + "".join(
            _score(
                sum(good[half, kind] for kind in kinds), sum(asked[half, kind] for kind in kinds)
            )
            for half in halves
        )


def _score(good: int, asked: int) -> str:
    return f"{good:>4} of {asked:>3} {good / asked:>7.1%}" if asked else f"{'none':>19}"


def _failure(case: Case, said: Talk) -> Iterator[str]:
    plan = f"{case.half} {case.place} ({case.plan})"
    yield f"✗ {plan}\n  > {case.told}"
    yield from (f"    {line}" for line in said.effects())
    yield f"    “{said.question.question if said.question else said.text}”"


class _NotThere(Exception):
    """A planner that there is not, or that is not set up."""


def _planner(name: str, model: str | None) -> Provider:
    """The provider as the server has it, with this model."""
    settings = load()
    if model:
        settings = settings.model_copy(update={f"{name}_model": model})
    providers = providers_from(settings)
    if name not in providers:
        raise _NotThere(f"There is no provider {name!r}, only {', '.join(sorted(providers))}.")
    setup = providers[name].setup()
    if not setup.ready:
        raise _NotThere(f"{name} is not set up: set {setup.missing_variable}.")
    return providers[name]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("dev.py evaluate", description=__doc__)
    parser.add_argument(
        "--provider", default=BUILT_IN, help="who plans; its key is in the environment"
    )
    parser.add_argument("--model", help="the model to ask, if not the provider's own choice")
    parser.add_argument("--half", choices=HALVES, help="only the cases of this half")
    parser.add_argument("--kind", choices=[*KINDS, GOALS], help="only the cases of this kind")
    parser.add_argument(
        "--each",
        type=_count,
        default=1,
        metavar="N",
        help="only each Nth case: a rough score sooner",
    )
    parser.add_argument("--verbose", action="store_true", help="list what was not right")
    return parser


def _count(text: str) -> int:
    """A number from one on. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"a number from 1 on, and not {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
