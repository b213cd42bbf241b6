"""Everything that `dev.py check` looks at. All of it runs, and every failure is shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools import circles, generate, node, sizes
from tools.paths import PYTHON, ROOT, VENV, WEB
from tools.steps import StepFailed, attempt, say

Outcome = tuple[bool, str]


@dataclass(frozen=True)
class Check:
    """One thing to look at, by its name on the command line."""

    name: str
    look: Callable[[], Outcome]


def main(names: Sequence[str] = ()) -> int:
    """Run the named checks, or all of them; 0 when everything is well."""
    unknown = set(names) - {check.name for check in CHECKS}
    if unknown:
        raise StepFailed(f"no such check: {', '.join(sorted(unknown))}")
    chosen = [check for check in CHECKS if not names or check.name in names]
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = [
            check.name
            for check, well in zip(chosen, pool.map(_run, chosen), strict=True)
            if not well
        ]
    say(f"✗ failed: {', '.join(failed)}" if failed else "✓ all checks passed")
    return 1 if failed else 0


def _run(check: Check) -> bool:
    begun = time.monotonic()
    try:
        well, output = check.look()
    except StepFailed as failure:
        well, output = False, str(failure)
    mark = "✓" if well else "✗"
    lines = [f"{mark} {check.name} ({time.monotonic() - begun:.1f} s)"]
    # One call: two checks run at a time, and their output must not mix.
    say("\n".join(lines if well else [*lines, output.rstrip()]))
    return well


def _python(*arguments: str) -> Callable[[], Outcome]:
    return lambda: attempt([PYTHON, "-m", *arguments])


def _npm_tool(tool: str, *arguments: str) -> Callable[[], Outcome]:
    return lambda: attempt([node.find().binary, node.tool(tool), *arguments], cwd=WEB)


def _types_of_page() -> Outcome:
    projects = ("tsconfig.json", "tsconfig.node.json")
    outcomes = [_npm_tool("tsc", "--project", project)() for project in projects]
    return all(well for well, _ in outcomes), "".join(output for _, output in outcomes)


def _findings(find: Callable[[], list[str]]) -> Callable[[], Outcome]:
    def look() -> Outcome:
        found = find()
        return not found, "\n".join(found)

    return look


def _drift() -> list[str]:
    return [f"{file}: run `python3 dev.py generate`" for file in generate.drifted()]


def _import_rules() -> Outcome:
    return attempt([VENV / "bin" / "lint-imports", "--no-logo", "--config", ROOT / ".importlinter"])


# The slow ones first, so that the two lanes end together.
CHECKS = (
    Check("mypy", _python("mypy")),
    Check("eslint", _npm_tool("eslint", "--max-warnings", "0", ".")),
    Check("tsc", _types_of_page),
    Check("drift", _findings(_drift)),
    Check("prettier", _npm_tool("prettier", "--check", "--log-level", "warn", ".")),
    Check("imports", _import_rules),
    Check("lint", _python("ruff", "check", "--quiet", "--output-format", "concise")),
    Check("format", _python("ruff", "format", "--check")),
    Check("sizes", _findings(sizes.findings)),
    Check("circles", _findings(circles.findings)),
)
