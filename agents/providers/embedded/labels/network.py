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
from threadpoolctl import threadpool_limits

from agents.providers.embedded.labels.words import Seen

Floats = NDArray[np.float32]
LAYERS = 2
_LEAST = np.float32(1e-30)
"""What no likelihood is below, so that it has a logarithm."""


@dataclass(frozen=True)
class Network:
    """Its weights by name, those of all members in one, and the words and labels that they are for."""

    weights: dict[str, Floats]
    word_of: dict[str, int]
    labels: tuple[str, ...]

    def scores(self, message: list[Seen]) -> Floats:
        """The logarithm of how likely each label is for each word; a row for a word."""
        likely = np.exp(_scores(self.weights, self._inputs(message)))
        return np.asarray(np.log(likely.mean(axis=0) + _LEAST), dtype=np.float32)

    def _inputs(self, message: list[Seen]) -> dict[str, NDArray[Any]]:
        return {
            "word": np.array([self.word_of.get(one.low, 0) for one in message]),
            "kind": np.array([one.kind for one in message]),
            "flags": np.array([one.flags for one in message], dtype=np.float32),
            "ends": np.array([one.ends for one in message]),
        }


def _scores(weights: dict[str, Floats], inputs: dict[str, NDArray[Any]]) -> Floats:
    """By member, word and label."""
    members, rows = len(weights["word"]), len(inputs["word"])
    state = np.concatenate(
        [
            weights["word"][:, inputs["word"]],
            weights["kind"][:, inputs["kind"]],
            np.broadcast_to(inputs["flags"], (members, *inputs["flags"].shape)),
            weights["ends"][:, inputs["ends"]].reshape(members, rows, -1),
        ],
        axis=2,
    )
    for layer in range(LAYERS):
        state = _both_ways(state, weights, layer)
    whole = np.broadcast_to(state.max(axis=1, keepdims=True), state.shape)
    hidden = np.tanh(
        np.concatenate([state, whole], axis=2) @ weights["hidden"] + weights["hidden_bias"][:, None]
    )
    return _log_softmax(hidden @ weights["label"] + weights["label_bias"][:, None])


def _both_ways(inputs: Floats, weights: dict[str, Floats], layer: int) -> Floats:
    """What a layer makes of a message, read ahead and back in the same steps."""
    ways = np.stack([inputs, inputs[:, ::-1]], axis=1)
    fed = ways @ weights[f"{layer}_in"] + weights[f"{layer}_bias"][:, :, None]
    recurrent = weights[f"{layer}_state"]
    size = recurrent.shape[2]
    output: Floats = np.zeros((*recurrent.shape[:2], 1, size), dtype=np.float32)
    cell = output
    outputs: Floats = np.empty((*fed.shape[:3], size), dtype=np.float32)
    for place in range(inputs.shape[1]):
        row: Floats = fed[:, :, place : place + 1] + output @ recurrent
        enter, forget, new, leave = np.split(row, 4, axis=-1)
        cell = _sigmoid(forget + 1) * cell + _sigmoid(enter) * np.tanh(new)
        output = _sigmoid(leave) * np.tanh(cell)
        outputs[:, :, place] = output[:, :, 0]
    return np.concatenate([outputs[:, 0], outputs[:, 1, ::-1]], axis=-1)


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)), dtype=np.float32)


def _log_softmax(x: Floats) -> Floats:
    shifted = x - x.max(axis=-1, keepdims=True)
    return np.asarray(
        shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)), dtype=np.float32
    )


@cache
def network() -> Network:
    """The one that comes with the planner.

    Its matrices are small: BLAS' threads would wait for each other, and for those of other requests, six
    times as long as one takes for all of it. Nothing else here needs them.
    """
    threadpool_limits(limits=1, user_api="blas")
    stored = (files("agents.providers.embedded") / "knowledge" / "labels.npz").read_bytes()
    return opened(stored)


def opened(stored: bytes) -> Network:
    """A network from what `tools/labels` wrote."""
    with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
        about = json.loads(bytes(arrays["about"]).decode())
        names = {name.partition("/")[2] for name in arrays.files} - {""}
        each = range(about["members"])
        weights = {
            name: np.stack([arrays[f"{member}/{name}"].astype(np.float32) for member in each])
            for name in names
        }
    for layer in range(LAYERS):
        for part in ("in", "state", "bias"):
            ways = [weights.pop(f"{way}{layer}_{part}") for way in ("ahead", "back")]
            weights[f"{layer}_{part}"] = np.stack(ways, axis=1)
    return Network(
        weights=weights,
        word_of={word: place for place, word in enumerate(about["words"], start=1)},
        labels=tuple(about["labels"]),
    )
