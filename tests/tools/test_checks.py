from __future__ import annotations

import pytest

from tools import checks
from tools.steps import StepFailed


def use(monkeypatch: pytest.MonkeyPatch, *chosen: checks.Check) -> None:
    monkeypatch.setattr(checks, "CHECKS", chosen)


def well() -> checks.Outcome:
    return True, "not shown"


def ill() -> checks.Outcome:
    return False, "line 3 is wrong"


def broken() -> checks.Outcome:
    raise StepFailed("the tool is missing")


def test_every_check_runs_and_every_failure_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(
        monkeypatch,
        checks.Check("one", ill),
        checks.Check("two", broken),
        checks.Check("three", well),
    )
    assert 1 == checks.main()
    shown = capsys.readouterr().out
    assert "line 3 is wrong" in shown
    assert "the tool is missing" in shown
    assert "not shown" not in shown
    assert shown.endswith("✗ failed: one, two\n")


def test_when_all_is_well_it_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, checks.Check("one", well))
    assert 0 == checks.main()
    assert capsys.readouterr().out.endswith("✓ all checks passed\n")


def test_a_check_can_be_run_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, checks.Check("one", ill), checks.Check("two", well))
    assert 0 == checks.main(["two"])


def test_a_check_that_does_not_exist_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, checks.Check("one", well))
    with pytest.raises(StepFailed, match="tow"):
        checks.main(["tow"])
