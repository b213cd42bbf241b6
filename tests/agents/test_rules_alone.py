"""What the rules make of what people say where no labels are followed: they stand behind these."""

from __future__ import annotations

import pytest

from agents.providers.embedded import readers
from tests.evaluation.reading import GOALS, cases
from tests.evaluation.scoring import answer, right

EACH, PARTS = 5, 4
"""Of so many messages of the evaluation's half that is built one is told, in so many tests."""
SAID = [case for case in cases("built") if case.kind != GOALS][::EACH]
LEAST = 0.7
"""The share that rules alone have right at least."""


@pytest.mark.parametrize("part", range(PARTS))
def test_rules_alone_do_most_of_what_is_said(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """And of everything else they make words, a question or a change that the plan takes."""
    monkeypatch.setattr(readers, "guessed", lambda *_: None)
    told = [(case, answer(case)) for case in SAID[part::PARTS]]
    assert [] == [
        case.told for case, said in told if not (said.text or said.question or said.patches)
    ]
    assert sum(right(*pair) for pair in told) >= LEAST * len(told)
