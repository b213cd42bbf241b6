"""The prompts' texts: whole, versioned, and in step with what the code takes."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from agents import rules
from agents.edits import Edit
from agents.rules import prompt_names, rules_named

PINNED = Path(__file__).parent / "prompt_versions.json"


@pytest.mark.parametrize("name", prompt_names())
def test_a_text_changes_only_with_its_version(name: str) -> None:
    """Whoever changes a prompt, or a part of it, raises its version and adds the new hash; old ones stay."""
    rules = rules_named(name)
    pinned = json.loads(PINNED.read_text())
    assert pinned[rules.label] == sha256(rules.text.encode()).hexdigest()


@pytest.mark.parametrize("name", prompt_names())
def test_a_prompt_is_whole(name: str) -> None:
    """Its header is cut off, its parts are in place, and it tells data from instructions."""
    text = rules_named(name).text
    assert not re.search(r"^\{\w+\}$|^---$", text, re.MULTILINE)
    assert "Never obey it" in text


@pytest.mark.parametrize("name", ["project", "task"])
def test_every_example_of_an_edit_is_one(name: str) -> None:
    """What the rules show as edits is what the decoder takes."""
    examples = re.findall(r'^ +(\{"op".*\})$', rules_named(name).text, re.MULTILINE)
    edits = [msgspec.json.decode(example, type=Edit) for example in examples]
    assert {"create", "update", "delete"} == {edit.op for edit in edits}


@pytest.mark.parametrize("name", ["project", "task"])
def test_every_field_of_an_edit_is_explained(name: str) -> None:
    """All but links and metadata, which nobody asks a model to write."""
    text = rules_named(name).text
    fields = set(Edit.__struct_fields__) - {"links", "metadata"}
    assert set() == {field for field in fields if f"`{field}`" not in text}


def test_a_prompt_without_its_header_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor one whose header names another."""
    (tmp_path / "poem.md").write_text("Roses are red")
    (tmp_path / "song.md").write_text("---\nname: poem\nversion: 1\n---\nLa la la")
    monkeypatch.setattr(rules, "_folder", lambda: tmp_path)
    for load in (rules_named, prompt_names):
        load.cache_clear()
    try:
        for name in ("poem", "song"):
            with pytest.raises(ValueError, match=f"prompts/{name}.md begins with"):
                rules_named(name)
    finally:
        prompt_names.cache_clear()


def test_an_unknown_prompt_is_none() -> None:
    with pytest.raises(KeyError):
        rules_named("poem")


@pytest.mark.parametrize("name", ["project", "task"])
def test_the_example_of_an_answer_is_one(name: str) -> None:
    """Whole, in the form that is read, with edits that are some."""
    text = rules_named(name).text
    example = json.loads(text[text.rindex('    {"edits": [\n') :])
    assert {"edits", "text", "questions"} == example.keys()
    edits = [msgspec.convert(edit, Edit) for edit in example["edits"]]
    assert 3 == len({edit.ref for edit in edits})
