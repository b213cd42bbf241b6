"""Train the model: `python -m tools.labels.train OUT.npz`; see README.md for what has to be installed."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from agents.providers.embedded.labels.network import LAYERS, opened
from agents.providers.embedded.labels.spans import likeliest
from agents.providers.embedded.labels.words import BUCKETS, FLAGS, KINDS, MOST_WORDS, seen
from tools.labels.plain import plain
from tools.labels.reading import HERE, Message, marked, messages, plans

WORD, KIND, ENDS, STATE = 64, 12, 12, 160
BATCH, RATE = 64, 3e-3
ALIKE = 40
"""Among the messages of so many batches those of one are chosen by their length."""
OF_TITLES = (0, 8, 9)
"""Which flags say that a word is in a title."""
Arrays = dict[str, Any]


def arrays(said: list[Message], words: dict[str, int]) -> Arrays:
    """What the model is shown of messages, padded to the longest that it reads."""
    shape = (len(said), MOST_WORDS)
    found = {
        "word": np.zeros(shape, np.int32),
        "kind": np.zeros(shape, np.int32),
        "flags": np.zeros((*shape, FLAGS), np.float32),
        "ends": np.zeros((*shape, 3), np.int32),
        "there": np.zeros(shape, np.float32),
    }
    for row, message in enumerate(said):
        for place, one in enumerate(seen(list(message.words), message.known)):
            found["word"][row, place] = words.get(one.low, 0)
            found["kind"][row, place] = one.kind
            found["flags"][row, place] = one.flags
            found["ends"][row, place] = one.ends
            found["there"][row, place] = 1
    return found


def beginning(key: Any, words: int, labels: int) -> Arrays:
    """Weights to begin with."""
    keys = iter(jax.random.split(key, 64))

    def some(rows: int, columns: int, scale: float = 1.0) -> Any:
        return jax.random.normal(next(keys), (rows, columns)) * scale / np.sqrt(rows)

    weights = {
        "word": jax.random.normal(next(keys), (words, WORD)) * 0.1,
        "kind": jax.random.normal(next(keys), (len(KINDS), KIND)) * 0.3,
        "ends": jax.random.normal(next(keys), (BUCKETS, ENDS)) * 0.1,
    }
    size = WORD + KIND + FLAGS + 3 * ENDS
    for layer in range(LAYERS):
        for way in ("ahead", "back"):
            weights[f"{way}{layer}_in"] = some(size, 4 * STATE)
            weights[f"{way}{layer}_state"] = some(STATE, 4 * STATE)
            weights[f"{way}{layer}_bias"] = jnp.zeros(4 * STATE)
        size = 2 * STATE
    weights["hidden"] = some(4 * STATE, 2 * STATE)
    weights["hidden_bias"] = jnp.zeros(2 * STATE)
    weights["label"] = some(2 * STATE, labels)
    weights["label_bias"] = jnp.zeros(labels)
    return weights


def _lstm(x: Any, there: Any, weights: Arrays, name: str, *, back: bool) -> Any:
    fed = jnp.swapaxes(x @ weights[f"{name}_in"] + weights[f"{name}_bias"], 0, 1)
    size = weights[f"{name}_state"].shape[0]

    def step(carry: Any, now: Any) -> Any:
        output, cell = carry
        row, on = now
        enter, forget, new, leave = jnp.split(row + output @ weights[f"{name}_state"], 4, -1)
        next_cell = jax.nn.sigmoid(forget + 1) * cell + jax.nn.sigmoid(enter) * jnp.tanh(new)
        next_output = jax.nn.sigmoid(leave) * jnp.tanh(next_cell)
        on = on[:, None]
        kept = (on * next_output + (1 - on) * output, on * next_cell + (1 - on) * cell)
        return kept, kept[0]

    nothing = jnp.zeros((x.shape[0], size))
    _, outputs = jax.lax.scan(
        step, (nothing, nothing), (fed, jnp.swapaxes(there, 0, 1)), reverse=back
    )
    return jnp.swapaxes(outputs, 0, 1)


def scores(weights: Arrays, x: Arrays, key: Any) -> Any:
    """Scores of labels, while some of what is seen is dropped: words most, those of titles above all."""
    keys = jax.random.split(key, 8)
    there = x["there"]

    def dropped(value: Any, which: int, share: float) -> Any:
        return value * jax.random.bernoulli(keys[which], 1 - share, value.shape) / (1 - share)

    in_title = x["flags"][..., 0]
    lost = jax.random.uniform(keys[0], there.shape) < 0.1 + 0.4 * in_title
    word = jnp.where(lost, 0, x["word"])
    # A word of a title is not always marked as one: people write it otherwise, or mean another task.
    unmarked = (jax.random.uniform(keys[2], there.shape) < 0.08)[..., None]
    of_titles = jnp.zeros(FLAGS).at[jnp.array(OF_TITLES)].set(1.0)
    flags = jnp.where(unmarked, x["flags"] * (1 - of_titles), x["flags"])
    ends = jnp.where((jax.random.uniform(keys[3], there.shape) < 0.1)[..., None], 0, x["ends"])
    state = jnp.concatenate(
        [
            weights["word"][word],
            weights["kind"][x["kind"]],
            flags,
            weights["ends"][ends].reshape(*there.shape, -1),
        ],
        -1,
    )
    state = dropped(state, 4, 0.2)
    for layer in range(LAYERS):
        ways = [
            _lstm(state, there, weights, f"ahead{layer}", back=False),
            _lstm(state, there, weights, f"back{layer}", back=True),
        ]
        state = dropped(jnp.concatenate(ways, -1), 5 + layer, 0.35)
    whole = jnp.max(state - 1e3 * (1 - there[..., None]), 1, keepdims=True)
    both = jnp.concatenate([state, jnp.broadcast_to(whole, state.shape)], -1)
    hidden = dropped(jnp.tanh(both @ weights["hidden"] + weights["hidden_bias"]), 7, 0.3)
    return hidden @ weights["label"] + weights["label_bias"]


def loss(weights: Arrays, x: Arrays, labels: Any, key: Any) -> Any:
    """The cross entropy of a batch, by the word."""
    likely = jax.nn.log_softmax(scores(weights, x, key))
    right = jnp.take_along_axis(likely, labels[..., None], 2)[..., 0]
    return -(right * x["there"]).sum() / x["there"].sum()


def batches(lengths: Any, order: np.random.Generator) -> Iterator[Any]:
    """The rows of each batch: mixed anew, those of a batch about equally long, so that little is padded."""
    mixed = order.permutation(len(lengths))
    near = [mixed[at : at + BATCH * ALIKE] for at in range(0, len(mixed), BATCH * ALIKE)]
    alike = np.concatenate([rows[np.argsort(lengths[rows], kind="stable")] for rows in near])
    starts = np.arange(0, len(alike) - BATCH + 1, BATCH)
    for at in order.permutation(starts):
        yield alike[at : at + BATCH]


def gone_on(old: Arrays, new: Arrays) -> Arrays:
    """Weights of a member that learns on; those of words and flags that it did not know are new."""
    kept = {name: jnp.asarray(value, jnp.float32) for name, value in old.items()}
    kept["word"] = jnp.concatenate([kept["word"], new["word"][len(kept["word"]) :]])
    behind = 3 * ENDS  # what stands behind the flags in what the first layer is fed
    for name in ("ahead0_in", "back0_in"):
        more = len(new[name]) - len(kept[name])
        flags = new[name][-behind - more : -behind]
        kept[name] = jnp.concatenate([kept[name][:-behind], flags, kept[name][-behind:]])
    return kept


def trained(
    x: Arrays, labels: Any, weights: Arrays, seed: int, asked: argparse.Namespace
) -> Arrays:
    """A member, trained from these weights."""
    epochs, count = asked.epochs, len(labels)
    steps = epochs * (count // BATCH)
    rate = optax.warmup_cosine_decay_schedule(1e-4, asked.rate, max(steps // 20, 1), steps)
    how = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=1e-2))
    state = how.init(weights)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(weights: Arrays, state: Any, x: Arrays, labels: Any, key: Any) -> Any:
        value, slope = jax.value_and_grad(loss)(weights, x, labels, key)
        change, state = how.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, value

    order, key = np.random.default_rng(seed), jax.random.PRNGKey(seed + 1000)
    lengths = x["there"].sum(1)
    for epoch in range(epochs):
        total = 0.0
        for rows in batches(lengths, order):
            longest = int(x["there"][rows].sum(1).max())
            width = min(MOST_WORDS, -(-longest // 8) * 8)
            key, now = jax.random.split(key)
            batch = {name: value[rows, :width] for name, value in x.items()}
            weights, state, value = step(weights, state, batch, labels[rows, :width], now)
            total += float(value)
        print(f"member {seed} epoch {epoch + 1}: {total / (count // BATCH):.4f}", flush=True)
    return {name: np.asarray(value) for name, value in weights.items()}


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
    parse.add_argument("--first", type=int, default=0, help="seed of the first member")
    parse.add_argument("--held", default="", help="names of files to hold back, with commas")
    parse.add_argument("--share", type=float, default=1.0)
    parse.add_argument("--again", default="", help="files and how often more: evaluation*:3,f?:2")
    parse.add_argument("--rate", type=float, default=RATE, help="the fastest that it learns")
    parse.add_argument("--on", type=Path, help="a model whose members learn on")
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
    often = Counter(word.text.lower() for message in said for word in message.words)
    old: Arrays = dict(np.load(asked.on)) if asked.on else {}
    about = json.loads(bytes(old["about"]).decode()) if asked.on else {"words": [], "labels": []}
    known = dict.fromkeys(about["words"])
    words = [*known, *(w for w, count in often.items() if count > 1 and w not in known)]
    marks = {label for message in said for label in message.labels if label != "O"}
    labels = about["labels"] or ["O", *sorted(marks | {f"I{label[1:]}" for label in marks})]
    x = arrays(said, {word: place for place, word in enumerate(words, 1)})
    y = np.zeros((len(said), MOST_WORDS), np.int32)
    place = {label: n for n, label in enumerate(labels)}
    for row, message in enumerate(said):
        y[row, : len(message.labels)] = [place[label] for label in message.labels]
    start = time.monotonic()
    sizes = (len(words) + 1, len(labels))
    members = []
    for seed in range(asked.first, asked.first + asked.members):
        weights = beginning(jax.random.PRNGKey(seed), *sizes)
        if asked.on:
            before = f"{seed % about['members']}/"
            learnt_so_far = {n.removeprefix(before): old[n] for n in old if n.startswith(before)}
            weights = gone_on(learnt_so_far, weights)
        members.append(trained(x, y, weights, seed, asked))
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
