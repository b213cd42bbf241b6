"""The words around an answer, read in pieces until the answer itself begins."""

from __future__ import annotations

import re

FOLLOWS = {"{": '"}', "[": "{"}
"""What has to come after a bracket for an answer to begin with it: "[sic]" is prose."""
THOUGHTS = {"think", "thinking", "thought"}
LONGEST_TAG = len("/thinking")

_SIGN = re.compile(r"[<{\[]")
_FENCE = re.compile(r"```[\w-]*")


class Prose:
    """Prose without code fences and without what the model thought aloud."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._thinking = False
        self._tag: str | None = None
        self._bracket = ""  # one that may begin an answer, and the blanks after it

    def read(self, delta: str, at: int) -> tuple[int, str]:
        """Read on; gives where, and the bracket with which an answer begins just before there, or ""."""
        if self._bracket:
            return self._after_bracket(delta, at)
        if self._tag is not None:
            return self._in_tag(delta[at], at), ""
        found = _SIGN.search(delta, at)
        if found is None:
            self._say(delta[at:])
            return len(delta), ""
        self._say(delta[at : found.start()])
        if found[0] == "<":
            self._tag = ""
        elif not self._thinking:
            self._bracket = found[0]
        return found.end(), ""

    def take(self) -> str:
        """The words so far, which are then forgotten."""
        text = _FENCE.sub("", "".join(self._words)).strip()
        self._words.clear()
        return text

    def finish(self) -> str:
        """The last words: nothing comes after them."""
        self._say(self._bracket if self._tag is None else f"<{self._tag}")
        return self.take()

    def _after_bracket(self, delta: str, at: int) -> tuple[int, str]:
        if delta[at].isspace():
            self._bracket += delta[at]
            return at + 1, ""
        begun, self._bracket = self._bracket, ""
        if delta[at] in FOLLOWS[begun[0]]:
            return at, begun[0]
        self._say(begun)
        return at, ""

    def _in_tag(self, char: str, at: int) -> int:
        tag = self._tag or ""
        if char != ">" and (char.isalpha() or char == "/") and len(tag) < LONGEST_TAG:
            self._tag = tag + char
            return at + 1
        self._tag = None
        name = tag.lower().removeprefix("/")
        if char != ">" or name not in THOUGHTS:
            self._say(f"<{tag}")
            return at
        if tag.startswith("/") and not self._thinking:
            self._words.clear()  # some models are made to begin with thoughts, and only end them
        self._thinking = not tag.startswith("/")
        return at + 1

    def _say(self, words: str) -> None:
        if not self._thinking:
            self._words.append(words)
