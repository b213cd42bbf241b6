"""The documents say what is there: settings, calls, problems, decisions."""

from __future__ import annotations

import json
import re
from typing import get_args

from agents.ports import FailureCode
from agents.usage import Usage
from api.settings import Settings
from tools.paths import ROOT

DOCS = ROOT / "docs"
IN_CODE = re.compile(
    r'(?:code="|(?:refused|Violation|NotStrict)\(\s*"|DoorProblem\(\s*\d+,\s*")([a-z_]+)"'
)


def test_every_setting_is_documented() -> None:
    """The table in docs/settings.md and the code name the same variables."""
    table = (DOCS / "settings.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)`", table, re.MULTILINE))
    fields = Settings.model_fields.items()
    named = {str(f.validation_alias or f"PATCHLEDGER_{name.upper()}") for name, f in fields}
    assert named == documented


def test_every_problem_code_is_documented() -> None:
    """Each code that the code can answer with stands in docs/http.md or on the page of its subject."""
    names = ("http.md", "operations.md", "integrity.md")
    pages = [(DOCS / name).read_text() for name in names]
    documented = set(re.findall(r"`([a-z_]+)`", "".join(pages)))
    files = [p for top in ("ledger", "projections", "api") for p in (ROOT / top).rglob("*.py")]
    used = {code for file in files for code in IN_CODE.findall(file.read_text())}
    assert len(used) > 20
    assert set() == used - documented - CLI_ONLY


CLI_ONLY = {"server_unreachable", "not_a_server"}
"""Codes that only the command line uses, about the way to a server."""


def test_every_call_is_described() -> None:
    """Each call of the OpenAPI document has a summary, a description, and its problems."""
    paths = json.loads((ROOT / "web" / "openapi.json").read_text())["paths"]
    calls = [(path, method, call) for path, ways in paths.items() for method, call in ways.items()]
    assert len(calls) > 25
    for path, method, call in calls:
        assert call.get("summary"), f"{method} {path}"
        assert call.get("description"), f"{method} {path}"


def test_links_between_documents_lead_somewhere() -> None:
    """No document points to a file that is not there."""
    for document in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name} → {target}"


def test_every_failure_of_a_provider_is_documented() -> None:
    """The closed set of codes stands in docs/agents.md, and so do those of refused edits."""
    documented = set(re.findall(r"`([a-z_]+)`", (DOCS / "agents.md").read_text()))
    files = (ROOT / "agents").glob("*.py")
    own = {code for file in files for code in IN_CODE.findall(file.read_text())} & AGENTS_ONLY
    assert set(get_args(FailureCode)) | own <= documented


AGENTS_ONLY = {
    "outside_task",
    "said_before",
    "too_many_conventions",
    "edits_refused",
    "instruction_too_long",
}
"""Codes that only agents' answers use."""


def test_every_recorded_field_is_documented() -> None:
    """What an answer took has a row for each of its fields."""
    documented = set(re.findall(r"`([a-z_]+)`", (DOCS / "agents.md").read_text()))
    assert set(Usage.__dataclass_fields__) <= documented


def test_what_the_page_promises_names_tests_that_there_are() -> None:
    """Each proof in docs/page.md is the name of a test, and each sentence has one."""
    promised = (DOCS / "page.md").read_text().partition("## How fast")[0]
    rows = re.findall(r"^\| (?!sentence|-)(.+?) \| (.+?) \|$", promised, re.MULTILINE)
    files = [p.read_text() for p in (ROOT / "tests").rglob("test_*.py")]
    there = set(re.findall(r"^def (test_\w+)", "\n".join(files), re.MULTILINE))
    assert len(rows) > 25
    for sentence, proofs in rows:
        named = set(re.findall(r"`(test_\w+)`", proofs))
        assert named, sentence
        assert set() == named - there
