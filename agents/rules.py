"""The rules that a model works by: reviewed texts with versions, one file a prompt in `agents/prompts`.

A prompt begins with a header (`name`, `version`), and names the parts that it shares with others on
lines of their own: `{edits}` is `parts/edits.md`. Whoever changes a word raises the version of each
prompt that it is part of; a test holds the texts against their versions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_HEADER = re.compile(r"---\nname: (\S+)\nversion: (\d+)\n---\n")
_PART = re.compile(r"^\{([a-z_]+)\}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rules:
    """A prompt's text, with its parts in place."""

    name: str
    version: int
    text: str

    @property
    def label(self) -> str:
        """How the ledger records it: "project-1"."""
        return f"{self.name}-{self.version}"


@cache
def rules_named(name: str) -> Rules:
    """The prompt in `agents/prompts/<name>.md`. Raises KeyError where there is none."""
    if name not in prompt_names():
        raise KeyError(f"there is no prompt {name}")
    written = (_folder() / f"{name}.md").read_text("utf-8")
    header = _HEADER.match(written)
    if header is None or header[1] != name:
        raise ValueError(
            f"prompts/{name}.md begins with the lines ---, name: {name}, version: 1, ---"
        )
    return Rules(name, int(header[2]), _PART.sub(_part, written[header.end() :]).strip())


@cache
def prompt_names() -> tuple[str, ...]:
    """The prompts that there are."""
    found = (file.name for file in _folder().iterdir() if file.is_file())
    return tuple(sorted(name.removesuffix(".md") for name in found if name.endswith(".md")))


def _part(said: re.Match[str]) -> str:
    return (_folder() / "parts" / f"{said[1]}.md").read_text("utf-8").strip()


def _folder() -> Traversable:
    return files("agents") / "prompts"
