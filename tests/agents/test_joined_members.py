"""Members of several files in one: each says what it said alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agents.providers.embedded.labels.network import LAYERS, opened
from agents.providers.embedded.labels.words import BUCKETS, FLAGS, KINDS, Known, seen, words
from tools.labels.joined import joined

LABELS = ["O", "B-add.title", "I-add.title"]
STATE = 4


def member(known: list[str], seed: int) -> dict[str, Any]:
    """A file of one member with weights of its own."""
    made = np.random.default_rng(seed)
    shown = 3 + 2 + FLAGS + 3 * 2
    shapes: dict[str, tuple[int, ...]] = {
        "word": (len(known) + 1, 3),
        "kind": (len(KINDS), 2),
        "ends": (BUCKETS, 2),
        "hidden": (4 * STATE, 2 * STATE),
        "hidden_bias": (2 * STATE,),
        "label": (2 * STATE, len(LABELS)),
        "label_bias": (len(LABELS),),
    }
    for layer in range(LAYERS):
        for way in ("ahead", "back"):
            shapes[f"{way}{layer}_in"] = (2 * STATE if layer else shown, 4 * STATE)
            shapes[f"{way}{layer}_state"] = (STATE, 4 * STATE)
            shapes[f"{way}{layer}_bias"] = (4 * STATE,)
    weights = {f"0/{name}": made.normal(size=shape) for name, shape in shapes.items()}
    about = json.dumps({"members": 1, "words": known, "labels": LABELS}).encode()
    return {**weights, "about": np.frombuffer(about, np.uint8)}


def test_members_with_other_words_say_together_the_mean_of_what_they_say_alone(
    tmp_path: Path,
) -> None:
    """To a word that a member does not know it says what it says to any that is unknown."""
    files = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for seed, (file, known) in enumerate(
        zip(files, (["buy", "paint"], ["paint", "a"]), strict=True)
    ):
        np.savez(file, **member(known, seed))
    together = tmp_path / "together.npz"
    np.savez(together, **joined([(file, []) for file in files]))
    message = seen(words("buy a paint brush"), Known.of(["Paint the wall"], [], []))
    alone = [np.exp(opened(file.read_bytes()).scores(message)) for file in files]
    said = np.exp(opened(together.read_bytes()).scores(message))
    assert np.allclose(np.mean(alone, axis=0), said, atol=1e-5)


def test_members_with_other_labels_are_not_put_together(tmp_path: Path) -> None:
    """What one of them says would be read as something else."""
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    arrays = member(["a"], 0)
    np.savez(one, **arrays)
    about = json.dumps({"members": 1, "words": ["a"], "labels": [*LABELS, "B-add.who"]}).encode()
    np.savez(two, **{**arrays, "about": np.frombuffer(about, np.uint8)})
    with pytest.raises(ValueError, match="labels"):
        joined([(one, []), (two, [])])
