"""Put members of several files into one: `python -m tools.labels.joined OUT.npz IN.npz IN.npz:0,1 …`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

Arrays = dict[str, Any]


def joined(files: list[tuple[Path, list[int]]]) -> Arrays:
    """What is written to a file that has these members of each (all, where none are named).

    Each keeps to the words that it knows: to any other that the file has, it says what it says to
    unknown words. Raises ValueError where they do not have the same labels.
    """
    opened = [(np.load(file), members) for file, members in files]
    abouts = [json.loads(bytes(arrays["about"]).decode()) for arrays, _ in opened]
    labels = abouts[0]["labels"]
    if any(about["labels"] != labels for about in abouts):
        raise ValueError("the members have different labels")
    words = list(dict.fromkeys(word for about in abouts for word in about["words"]))
    found: Arrays = {}
    count = 0
    for (arrays, members), about in zip(opened, abouts, strict=True):
        for member in members or range(about["members"]):
            own = _of_member(arrays, member)
            own["word"] = _for_words(own["word"], about["words"], words)
            found |= {f"{count}/{name}": value for name, value in own.items()}
            count += 1
    about = {"members": count, "words": words, "labels": labels}
    return {**found, "about": np.frombuffer(json.dumps(about).encode(), np.uint8)}


def _of_member(arrays: Any, member: int) -> Arrays:
    start = f"{member}/"
    return {
        name.removeprefix(start): arrays[name] for name in arrays.files if name.startswith(start)
    }


def _for_words(known: Any, own: list[str], words: list[str]) -> Any:
    """A row for each of the words, behind the one for unknown words."""
    rows = {word: row for row, word in enumerate(own, start=1)}
    return known[[0, *(rows.get(word, 0) for word in words)]]


def _asked(said: str) -> tuple[Path, list[int]]:
    name, _, members = said.partition(":")
    return Path(name), [int(member) for member in members.split(",") if member]


def main() -> None:
    """Join the files that are named."""
    out, *files = sys.argv[1:]
    np.savez_compressed(out, **joined([_asked(file) for file in files]))


if __name__ == "__main__":
    main()
