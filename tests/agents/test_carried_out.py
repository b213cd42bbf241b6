"""Marked messages, carried out by their marks: what the rules do with labels that are right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from agents.ports import Context
from agents.providers.embedded.labels.spans import spans_of
from agents.providers.embedded.references.scene import Tell
from agents.providers.embedded.ruled import RULES, check, scene_of
from agents.providers.embedded.wishes.left_out import says_more
from agents.providers.embedded.wishes.reading import carried_out
from ledger.core.model import Tree
from tests.agents.talks import ACTOR, TODAY, numbered
from tests.plans import PROJECT, plan
from tools.labels.reading import HERE, Message, marked

EVERY = 90
"""Of so many messages one is looked at."""
FLOOR = 0.85
_ROW = re.compile(r"(?P<in>\s*)T(?P<number>\d+) (?P<title>.*?)(?P<mentions>(?: [@#]\S+)*)")


def test_what_is_marked_is_done() -> None:
    """But for what only a person knows: "this" where nothing is selected, a task by a word of their own."""
    told = list(_told())
    done = [message.text for tree, message in told if _is_done(tree, message)]
    assert len(done) > FLOOR * len(told) > 500


def _told() -> Iterator[tuple[Tree, Message]]:
    """Messages with a wish, each with the plan that it is about."""
    every = [(tree, text) for file in sorted(HERE.glob("?*.txt")) for tree, text in _in(file)]
    for rows, text in every[::EVERY]:
        message = marked(text, [row.strip().partition(" ")[2] for row in rows])
        if any(label != "O" for label in message.labels):
            yield _plan(rows), message


def _in(file: Path) -> Iterator[tuple[tuple[str, ...], str]]:
    rows: list[str] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("# plan"):
            rows = []
        elif line.startswith("> "):
            yield tuple(rows), line[2:]
        elif _ROW.fullmatch(line):
            rows.append(line)


@cache
def _plan(rows: tuple[str, ...]) -> Tree:
    patches, above = [], list[int]()
    for row in rows:
        said = _ROW.fullmatch(row)
        assert said is not None
        depth = len(said["in"]) // 2
        number, mentions = int(said["number"]), said["mentions"].split()
        who = [one[1:] for one in mentions if one[0] == "@"]
        fields = {
            "tags": tuple(one[1:] for one in mentions if one[0] == "#"),
            **({"assignee": who[0]} if who else {}),
        }
        parent = above[depth - 1] if depth else None
        patches.append(numbered(number, said["title"], parent, **fields))
        above[depth:] = [number]
    return plan(*patches)


def _is_done(tree: Tree, message: Message) -> bool:
    context = Context(project_id=PROJECT, tree=tree, today=TODAY, actor=ACTOR)
    scene = scene_of(context, message.text, {}, titles=False)
    spans = spans_of(message.text, message.words, message.labels)
    if says_more(message.text, spans, goes_on=False):
        return False
    followed = carried_out(scene, message.text, spans, RULES)
    with suppress(Tell):
        if followed is not None:
            check(context, followed)
            return bool(followed.scene.edits)
    return False
