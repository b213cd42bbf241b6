"""The words of labels: what is left unsaid beside them, and which tasks they name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from agents.providers.embedded.references.scene import Ask
from agents.providers.embedded.ruled import scene_of
from agents.providers.embedded.wishes.left_out import says_more
from agents.providers.embedded.wishes.naming import meant
from tests.agents.test_wishes import context, spans_in
from tests.evaluation.plans import PLANS

SAYS_MORE = {
    "remove the title of docs": "delete.target:docs@ the title of ",
    "add acceptance criteria to docs": "add.title:acceptance criteria  add.parent:docs",
    "T4 needs 2h more than planned": "set.target:T4  set.estimate:2h",
    "T7 stays, drop T6": "delete.target:T6",
    "replace T1 with T6": "swap.target:T1  swap.target:T6",
    "delete the dependencies": "delete.target:dependencies",
}


@pytest.mark.parametrize("text", SAYS_MORE)
def test_what_no_label_can_say_is_left_to_the_rules(text: str) -> None:
    said = SAYS_MORE[text]
    label, _, gap = said.partition("@")
    spans = spans_in(label)
    marked = [replace(span, gap=gap or span.gap) for span in spans]
    assert says_more(text, marked, goes_on=False)
    assert not says_more("docs", marked[:0], goes_on=False)


def test_what_goes_on_from_before_is_left_to_the_rules() -> None:
    spans = spans_in("add.title:logo")
    assert says_more("and a logo", spans, goes_on=True)
    assert not says_more("and a logo", spans, goes_on=False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("drop the tag search", "delete.target:tag search"),
        ("T4 needs 2h", "set.target:T4  set.estimate:2h"),
        ("swap T1 and T6", "swap.target:T1  swap.target:T6"),
        ("add a logo", "add.title:logo"),
    ],
)
def test_what_labels_say_whole_is_left_to_them(text: str, said: str) -> None:
    assert not says_more(text, spans_in(said), goes_on=False)


MEANT = {
    ("move", "all three quotes", ""): (4,),
    ("move", "keys of the old flat", ""): (19,),
    ("move", "old flat", " is painted, finally"): (18,),
    ("shop", "third milestone", ""): (15,),
    ("shop", "three payment tasks", ""): (10, 11, 12),
    ("shop", "second one", ""): (7,),
    ("login", "two write tasks under T3", ""): (4, 5),
    ("login", "schema in the login API", ""): (4,),
    ("login", "APIs", ""): (2, 3),
    ("login", "whole API stuff", ""): (2, 3),
    ("move", "sofa thing", ""): (8,),
    ("move", "registration papers", ""): (16,),
    ("shop", "confirmations", ""): (14,),
    ("shop", "going live", ""): (25,),
}


@pytest.mark.parametrize("said", MEANT, ids=lambda said: said[1])
def test_words_that_are_known_to_name_a_task_are_read_less_strictly(
    said: tuple[str, str, str],
) -> None:
    plan, phrase, behind = said
    scene = scene_of(context(PLANS[plan]), "", {}, titles=False)
    found = [scene.tree.tasks[id].number for id in meant(scene, phrase, behind)]
    assert tuple(found) == MEANT[said]


@pytest.mark.parametrize(
    "phrase",
    [
        "two write tasks under T7",
        "five quotes",
        "zebras in the kitchen",
        "zebra",
        "flat party keys",
    ],
)
def test_what_is_not_there_is_asked_for_however_it_is_read(phrase: str) -> None:
    with pytest.raises(Ask):
        meant(scene_of(context(PLANS["move"]), "", {}, titles=False), phrase)
