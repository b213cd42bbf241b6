"""What a message does when its labels are right: `marked.txt`, by hand, whatever the model says of it.

A row is a message as `tools/labels` marks it, with the net changes that it makes behind it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from agents.ports import Context
from agents.providers.embedded.labels.spans import spans_of
from agents.providers.embedded.ruled import RULES, scene_of
from agents.providers.embedded.wishes.left_out import says_more
from agents.providers.embedded.wishes.reading import carried_out
from tests.agents.talks import ACTOR, TODAY, applied, effects
from tests.evaluation.plans import PLANS
from tests.plans import PROJECT
from tools.labels.reading import marked

HERE = Path(__file__).parent


def _rows() -> list[tuple[str, str, list[str]]]:
    found: list[tuple[str, str, list[str]]] = []
    plan = ""
    for line in (HERE / "marked.txt").read_text("utf-8").splitlines():
        if line.startswith("# plan: "):
            plan = line.removeprefix("# plan: ")
        elif line.startswith("> "):
            found.append((plan, line[2:], []))
        else:
            found[-1][2].append(line.strip())
    return found


ROWS = _rows()


@pytest.mark.parametrize(("plan", "said", "expected"), ROWS)
def test_what_is_marked_is_carried_out(plan: str, said: str, expected: list[str]) -> None:
    tree = PLANS[plan]
    message = marked(said, [task.title for task in tree.tasks.values()])
    spans = spans_of(message.text, message.words, message.labels)
    scene = scene_of(
        Context(project_id=PROJECT, tree=tree, today=TODAY, actor=ACTOR),
        message.text,
        {},
        titles=False,
    )
    assert not says_more(message.text, spans, goes_on=False)
    followed = carried_out(scene, message.text, spans, RULES)
    assert followed is not None
    assert expected == sorted(effects(tree, applied(tree, followed.scene.patches)))
