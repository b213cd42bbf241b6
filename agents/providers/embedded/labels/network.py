"""The model that tells what a word is in a wish: two layers of LSTMs that read both ways.

Bidirectional LSTMs over words for slot filling: Mesnil et al. 2015, “Using Recurrent Neural Networks for
Slot Filling in Spoken Language Understanding”. What it has seen of the whole message (the largest of each
feature) is told to each word. It is trained by `tools/labels`; here it only reads, in numpy, the mean of
several that were trained from different beginnings.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from agents.providers.embedded.labels.words import Seen

Floats = NDArray[np.float32]
LAYERS = 2
_LEAST = np.float32(1e-30)
"""What no likelihood is below, so that it has a logarithm."""


@dataclass(frozen=True)
class Network:
    """Its weights by name, one set for each member, and the words and labels that they are for."""

    members: tuple[dict[str, Floats], ...]
    word_of: dict[str, int]
    labels: tuple[str, ...]

    def scores(self, message: list[Seen]) -> Floats:
        """The logarithm of how likely each label is for each word; a row for a word."""
        inputs = self._inputs(message)
        each = [np.exp(_scores(member, inputs)) for member in self.members]
        return np.asarray(np.log(np.mean(each, axis=0) + _LEAST), dtype=np.float32)

    def _inputs(self, message: list[Seen]) -> dict[str, NDArray[Any]]:
        return {
            "word": np.array([self.word_of.get(one.low, 0) for one in message]),
            "kind": np.array([one.kind for one in message]),
            "flags": np.array([one.flags for one in message], dtype=np.float32),
            "ends": np.array([one.ends for one in message]),
        }


def _scores(weights: dict[str, Floats], inputs: dict[str, NDArray[Any]]) -> Floats:
    rows = len(inputs["word"])
    state = np.concatenate(
        [
            weights["word"][inputs["word"]],
            weights["kind"][inputs["kind"]],
            inputs["flags"],
            weights["ends"][inputs["ends"]].reshape(rows, -1),
        ],
        axis=1,
    )
    for layer in range(LAYERS):
        ahead = _lstm(state, weights, f"ahead{layer}")
        back = _lstm(state[::-1], weights, f"back{layer}")[::-1]
        state = np.concatenate([ahead, back], axis=1)
    whole = np.broadcast_to(state.max(axis=0), state.shape)
    hidden = np.tanh(
        np.concatenate([state, whole], axis=1) @ weights["hidden"] + weights["hidden_bias"]
    )
    return _log_softmax(hidden @ weights["label"] + weights["label_bias"])


def _lstm(inputs: Floats, weights: dict[str, Floats], name: str) -> Floats:
    fed = inputs @ weights[f"{name}_in"] + weights[f"{name}_bias"]
    recurrent = weights[f"{name}_state"]
    output = cell = np.zeros(recurrent.shape[0], dtype=np.float32)
    outputs = np.empty((len(inputs), len(output)), dtype=np.float32)
    for place, row in enumerate(fed):
        enter, forget, new, leave = np.split(row + output @ recurrent, 4)
        cell = _sigmoid(forget + 1) * cell + _sigmoid(enter) * np.tanh(new)
        output = _sigmoid(leave) * np.tanh(cell)
        outputs[place] = output
    return outputs


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)), dtype=np.float32)


def _log_softmax(x: Floats) -> Floats:
    shifted = x - x.max(axis=1, keepdims=True)
    return np.asarray(
        shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)), dtype=np.float32
    )


@cache
def network() -> Network:
    """The one that comes with the planner."""
    stored = (files("agents.providers.embedded") / "knowledge" / "labels.npz").read_bytes()
    return opened(stored)


def opened(stored: bytes) -> Network:
    """A network from what `tools/labels` wrote."""
    with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
        about = json.loads(bytes(arrays["about"]).decode())
        members: list[dict[str, Floats]] = [{} for _ in range(about["members"])]
        for name in arrays.files:
            place, _, weight = name.partition("/")
            if weight:
                members[int(place)][weight] = arrays[name].astype(np.float32)
    return Network(
        members=tuple(members),
        word_of={word: place for place, word in enumerate(about["words"], start=1)},
        labels=tuple(about["labels"]),
    )
