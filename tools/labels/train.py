"""Train the model: `python -m tools.labels.train OUT.npz`; see README.md for what has to be installed."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from agents.providers.embedded.labels.network import LAYERS, opened
from agents.providers.embedded.labels.spans import likeliest
from agents.providers.embedded.labels.words import BUCKETS, FLAGS, KINDS, MOST_WORDS, seen
from tools.labels.plain import plain
from tools.labels.reading import HERE, Message, marked, messages, plans

WORD, KIND, ENDS = 64, 12, 12
BATCH, RATE = 96, 3e-3
OF_TITLES = (0, 8, 9)
"""Which flags say that a word is in a title."""
Arrays = dict[str, Any]


def arrays(said: list[Message], words: dict[str, int], place: dict[str, int]) -> Arrays:
    """What the model is shown of messages and should find, with zeros behind their ends."""
    shape = (len(said), MOST_WORDS)
    found: dict[str, Any] = {
        "word": np.zeros(shape, np.int64),
        "kind": np.zeros(shape, np.int64),
        "flags": np.zeros((*shape, FLAGS), np.float32),
        "ends": np.zeros((*shape, 3), np.int64),
        "label": np.zeros(shape, np.int64),
    }
    for row, message in enumerate(said):
        for at, one in enumerate(seen(list(message.words), message.known)):
            found["word"][row, at] = words.get(one.low, 0)
            found["kind"][row, at] = one.kind
            found["flags"][row, at] = one.flags
            found["ends"][row, at] = one.ends
            found["label"][row, at] = place[message.labels[at]]
    return {name: torch.from_numpy(value) for name, value in found.items()}


def beginning(words: int, labels: int, state: int) -> Any:
    """A member with weights to begin with."""
    parts = nn.ModuleDict(
        {
            "word": nn.Embedding(words, WORD),
            "kind": nn.Embedding(len(KINDS), KIND),
            "ends": nn.Embedding(BUCKETS, ENDS),
            "layer0": _both_ways(WORD + KIND + FLAGS + 3 * ENDS, state),
            "layer1": _both_ways(2 * state, state),
            "hidden": nn.Linear(4 * state, 2 * state),
            "label": nn.Linear(2 * state, labels),
        }
    )
    for name, scale in (("word", 0.1), ("kind", 0.3), ("ends", 0.1)):
        nn.init.normal_(parts[name].weight, std=scale)
    return parts


def _both_ways(inputs: int, state: int) -> Any:
    layer = nn.LSTM(inputs, state, bidirectional=True, batch_first=True)
    for name, value in layer.named_parameters():
        if name.startswith("weight"):
            nn.init.normal_(value, std=value.shape[1] ** -0.5)
        else:
            nn.init.zeros_(value)
            if name.startswith("bias_ih"):
                value.data[state : 2 * state] = 1  # it forgets little at first
    return layer


def scores(parts: Any, x: Arrays) -> Any:
    """Scores of labels, while some of what is seen is dropped: words most, those of titles above all."""
    shape = x["word"].shape

    def some(share: Any) -> Any:
        return torch.rand(shape) < share

    in_title = x["flags"][..., 0]
    word = x["word"].masked_fill(some(0.1 + 0.4 * in_title), 0)
    # A word of a title is not always marked as one: people write it otherwise, or mean another task.
    titles = torch.zeros(FLAGS)
    titles[list(OF_TITLES)] = 1
    flags = x["flags"] * (1 - some(0.08)[..., None] * titles)
    ends = x["ends"].masked_fill(some(0.1)[..., None], 0)
    letters = parts["ends"](ends).flatten(2)
    shown = torch.cat([parts["word"](word), parts["kind"](x["kind"]), flags, letters], -1)
    state = functional.dropout(shown, 0.2)
    for layer in range(LAYERS):
        state = functional.dropout(parts[f"layer{layer}"](state)[0], 0.35)
    whole = state.max(1, keepdim=True).values.expand_as(state)
    hidden = torch.tanh(parts["hidden"](torch.cat([state, whole], -1)))
    return parts["label"](functional.dropout(hidden, 0.3))


def batches(lengths: Any, order: np.random.Generator) -> Iterator[Any]:
    """The rows of each batch: mixed anew, those of a batch equally long."""
    alike = defaultdict[int, list[int]](list)
    for row in order.permutation(len(lengths)):
        alike[lengths[row]].append(row)
    found = [rows[at : at + BATCH] for rows in alike.values() for at in range(0, len(rows), BATCH)]
    for place in order.permutation(len(found)):
        yield found[place]


def trained(parts: Any, x: Arrays, lengths: list[int], seed: int, asked: argparse.Namespace) -> Any:
    """A member, trained from the weights that it has; what is multiplied is in bfloat16."""
    order = np.random.default_rng(seed)
    steps = asked.epochs * sum(1 for _ in batches(lengths, order))
    how = torch.optim.AdamW(parts.parameters(), asked.rate, weight_decay=1e-2)
    faster = torch.optim.lr_scheduler.OneCycleLR(
        how, asked.rate, total_steps=steps, pct_start=0.05, cycle_momentum=False
    )
    for epoch in range(asked.epochs):
        total, count = 0.0, 0
        for rows in batches(lengths, order):
            batch = {name: value[rows, : lengths[rows[0]]] for name, value in x.items()}
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = scores(parts, batch)
            value = functional.cross_entropy(found.float().flatten(0, 1), batch["label"].flatten())
            how.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(parts.parameters(), 1.0)
            how.step()
            faster.step()
            total, count = total + value.item(), count + 1
        print(f"member {seed} epoch {epoch + 1}: {total / count:.4f}", flush=True)
    return parts


def weights_of(parts: Any) -> Arrays:
    """The weights of a member as `labels/network.py` has them: matrices to multiply with from the right."""
    found: Arrays = {name: parts[name].weight for name in ("word", "kind", "ends")}
    for name in ("hidden", "label"):
        found |= {name: parts[name].weight.T, f"{name}_bias": parts[name].bias}
    for layer in range(LAYERS):
        for way, reverse in (("ahead", ""), ("back", "_reverse")):
            for name, value in _one_way(parts[f"layer{layer}"], reverse).items():
                found[f"{way}{layer}_{name}"] = value
    return {name: value.detach().numpy() for name, value in found.items()}


def _one_way(layer: Any, reverse: str) -> Arrays:
    bias = getattr(layer, f"bias_ih_l0{reverse}") + getattr(layer, f"bias_hh_l0{reverse}")
    size = layer.hidden_size
    ones = torch.zeros(4 * size)
    ones[size : 2 * size] = 1  # the network adds it
    return {
        "in": getattr(layer, f"weight_ih_l0{reverse}").T,
        "state": getattr(layer, f"weight_hh_l0{reverse}").T,
        "bias": bias - ones,
    }


def stored(members: list[Arrays], words: list[str], labels: list[str]) -> dict[str, Any]:
    """What is written to the file: weights in half precision."""
    found: dict[str, Any] = {
        f"{place}/{name}": value.astype(np.float16)
        for place, member in enumerate(members)
        for name, value in member.items()
    }
    about = {"members": len(members), "words": words, "labels": labels}
    return {**found, "about": np.frombuffer(json.dumps(about).encode(), np.uint8)}


def main() -> None:
    """Train on all messages but those of files that are held back; say how many of these are right."""
    parse = argparse.ArgumentParser(description=__doc__)
    parse.add_argument("out", type=Path)
    parse.add_argument("--epochs", type=int, default=13)
    parse.add_argument("--members", type=int, default=2)
    parse.add_argument("--state", type=int, default=256, help="how many numbers a state has")
    parse.add_argument("--first", type=int, default=0, help="seed of the first member")
    parse.add_argument("--held", default="", help="names of files to hold back, with commas")
    parse.add_argument("--share", type=float, default=1.0)
    parse.add_argument("--again", default="", help="files and how often more: evaluation*:3,f?:2")
    parse.add_argument("--rate", type=float, default=RATE, help="the fastest that it learns")
    asked = parse.parse_args()
    held = set(filter(None, asked.held.split(",")))
    files = sorted(HERE.glob("*.txt"))
    learnt = [file for file in files if file.stem not in held]
    said = [message for file in learnt for message in messages(file)]
    told = [plan for file in learnt for plan in plans(file)]
    said += [marked(text, plan) for plan, text in plain(told)]
    random.Random(1).shuffle(said)
    said = said[: int(len(said) * asked.share)]
    for form, times in (pair.split(":") for pair in filter(None, asked.again.split(","))):
        some = [file for file in learnt if fnmatch(file.stem, form)]
        said += [message for file in some for message in messages(file)] * int(times)
    said = [message for message in said if message.words]
    often = Counter(word.text.lower() for message in said for word in message.words)
    words = [word for word, count in often.items() if count > 1]
    marks = {label for message in said for label in message.labels if label != "O"}
    labels = ["O", *sorted(marks | {f"I{label[1:]}" for label in marks})]
    place = {label: n for n, label in enumerate(labels)}
    x = arrays(said, {word: at for at, word in enumerate(words, 1)}, place)
    lengths = [len(message.words) for message in said]
    start = time.monotonic()
    members = []
    for seed in range(asked.first, asked.first + asked.members):
        torch.manual_seed(seed)
        parts = beginning(len(words) + 1, len(labels), asked.state)
        members.append(weights_of(trained(parts, x, lengths, seed, asked)))
    np.savez_compressed(asked.out, **stored(members, words, labels))
    took, size = time.monotonic() - start, asked.out.stat().st_size / 1e6
    print(f"{len(said)} messages, {len(labels)} labels, {took:.0f} s, {size:.1f} MB")
    network = opened(asked.out.read_bytes())
    for name in sorted(held):
        kept = list(messages(HERE / f"{name}.txt"))
        right = sum(
            likeliest(network.scores(seen(list(m.words), m.known)), network.labels)[0][0]
            == list(m.labels)
            for m in kept
            if m.words
        )
        print(f"{name}: {right} of {len(kept)} right, {right / len(kept):.3f}")


if __name__ == "__main__":
    main()
