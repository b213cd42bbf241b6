"""The commands of dev.py, one function each."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence

from tools import checks, generate, locks, node, setup
from tools import tests as test_runs
from tools.paths import CACHE, PAGE, PYTHON, ROOT, VENV, WEB
from tools.steps import StepFailed, run, say

Command = Callable[[Sequence[str]], int]


def serve(arguments: Sequence[str]) -> int:
    """Set everything up and serve the page and the API: http://127.0.0.1:8400."""
    setup.for_serving()
    sys.stdout.flush()
    os.chdir(ROOT)
    # Replaces this process: whoever stops dev.py stops the server.
    os.execv(PYTHON, [str(PYTHON), "-m", "api", "serve", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run every test; arguments go to pytest and select from its tests alone."""
    # The browser tests build the page themselves when they are among the selected.
    setup.for_developing(page=not arguments)
    return test_runs.some(arguments) if arguments else test_runs.everything()


def check(arguments: Sequence[str]) -> int:
    """Lint, formats, types, import rules, sizes, drift of generated files."""
    setup.for_developing()
    return checks.main(arguments)


def format_(arguments: Sequence[str]) -> int:
    """Format everything, and mend what the linters can mend."""
    setup.for_developing()
    run([PYTHON, "-m", "ruff", "check", "--quiet", "--fix-only", *arguments])
    run([PYTHON, "-m", "ruff", "format", *arguments])
    node.find().npm("run", "--silent", "format")
    return 0


def bench(arguments: Sequence[str]) -> int:
    """Run the benchmarks."""
    setup.for_developing()
    return subprocess.run([str(PYTHON), "-m", "benchmarks", *arguments], cwd=ROOT).returncode


def evaluate(arguments: Sequence[str]) -> int:
    """Score a planner on instructions and goals as people phrase them; --help lists the options."""
    setup.for_python()
    return subprocess.run([str(PYTHON), "-m", "tests.evaluation", *arguments], cwd=ROOT).returncode


def torture(arguments: Sequence[str]) -> int:
    """Kill servers, cut connections, press with load; --help lists it."""
    setup.for_developing()
    return subprocess.run([str(PYTHON), "-m", "tests.torture", *arguments], cwd=ROOT).returncode


def screenshots(arguments: Sequence[str]) -> int:
    """Take the pictures of the README anew, from a real server."""
    setup.for_developing()
    program = [str(PYTHON), "-m", "tests.browser.pictures", *arguments]
    return subprocess.run(program, cwd=ROOT).returncode


def web(arguments: Sequence[str]) -> int:
    """Serve the page from its sources on port 5173, and the API beside it; both reload."""
    setup.for_developing()
    found = node.find()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    api = _reloading_api()
    page = subprocess.Popen(
        [found.binary, node.tool("vite"), *arguments], cwd=WEB, env=found.env() | _api_address()
    )
    try:
        return page.wait()
    except KeyboardInterrupt:
        say("")
        return 0
    finally:
        for process in (page, api):
            process.terminate()
            process.wait()


def _api_address() -> dict[str, str]:
    """Where the page finds the API, unless that is said already."""
    port = os.environ.get("PATCHLEDGER_PORT", "8400")
    return {"PATCHLEDGER_API": os.environ.get("PATCHLEDGER_API", f"http://127.0.0.1:{port}")}


def generate_(_: Sequence[str]) -> int:
    """Write web/openapi.json and the page's types from the API."""
    setup.for_developing()
    return generate.main()


def lock(arguments: Sequence[str]) -> int:
    """Resolve the dependencies into the lock files; `--upgrade` takes newer versions."""
    return locks.main(arguments)


def clean(_: Sequence[str]) -> int:
    """Remove everything that dev.py made; ledgers stay."""
    made = [VENV, CACHE, PAGE, WEB / "node_modules"]
    caches = [ROOT / f".{tool}_cache" for tool in ("mypy", "ruff", "pytest", "import_linter")]
    for folder in [*made, *caches]:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def help_(_: Sequence[str]) -> int:
    """List the commands."""
    say("Usage: python3 dev.py COMMAND [ARGUMENTS]\n")
    for name, command in COMMANDS.items():
        say(f"  {name:<11} {(command.__doc__ or '').splitlines()[0]}")
    return 0


COMMANDS: dict[str, Command] = {
    "serve": serve,
    "test": test,
    "check": check,
    "format": format_,
    "web": web,
    "screenshots": screenshots,
    "bench": bench,
    "evaluate": evaluate,
    "torture": torture,
    "generate": generate_,
    "lock": lock,
    "clean": clean,
    "help": help_,
}


def main(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    command = COMMANDS.get("help" if name in ("-h", "--help") else name)
    if command is None:
        say(f"dev.py has no command {name!r}.\n")
        help_([])
        return 2
    try:
        return command(rest)
    except StepFailed as failure:
        say(f"✗ {failure}")
        return 1
    except KeyboardInterrupt:
        return 130


def _reloading_api() -> subprocess.Popen[bytes]:
    server = f"{PYTHON} -m api serve"
    packages = ["api", "agents", "projections", "ledger"]
    return subprocess.Popen(
        [str(VENV / "bin" / "watchfiles"), "--filter", "python", server, *packages],
        cwd=ROOT,
        env={**os.environ, "PATCHLEDGER_NO_BROWSER": "1"},
    )
