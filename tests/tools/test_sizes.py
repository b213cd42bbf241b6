from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tools import sizes


def test_a_function_is_measured_without_its_decorators_and_docstring() -> None:
    source = dedent('''
        @decorated
        def f(
            x,
        ):
            """Two lines,

            or more.
            """
            y = x
            return y
    ''')
    assert [5] == sizes.function_lengths(source)


def test_a_function_that_only_has_a_docstring_counts_as_one_line() -> None:
    assert [1] == sizes.function_lengths('def f():\n    """Say so."""\n')


def test_short_functions_pass() -> None:
    assert [] == sizes.complaints("p", [1, 5, 10, 30])


def test_no_functions_pass() -> None:
    assert [] == sizes.complaints("p", [])


def test_a_long_median_is_named() -> None:
    assert ["p: the median function has 11 lines, limit 10"] == sizes.complaints("p", [11, 11, 11])


def test_one_long_function_in_ten_is_allowed() -> None:
    assert [] == sizes.complaints("p", [5] * 9 + [200])


def test_two_long_functions_in_ten_are_too_many() -> None:
    assert 1 == len(sizes.complaints("p", [5] * 8 + [31, 31]))


def test_a_long_file_is_named_with_its_length(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "long.py").write_text("x = 1\n" * 401)
    (tmp_path / "ledger" / "right.py").write_text("x = 1\n" * 400)
    expected = ["ledger/long.py: 401 lines, the limit is 400: split it by what changes"]
    assert expected == sizes.findings(tmp_path)
