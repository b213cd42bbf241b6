"""Wishes of labelled messages: which spans belong together, and what is done when each is a command."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.ports import Context
from agents.providers.embedded.labels.spans import Span
from agents.providers.embedded.references.scene import Ask, Declined
from agents.providers.embedded.ruled import RULES, scene_of
from agents.providers.embedded.wishes.grouping import wishes
from agents.providers.embedded.wishes.reading import guessed, told
from agents.providers.embedded.wishes.relabelling import in_its_place
from ledger.core.apply import apply_all
from ledger.core.model import Tree
from tests.agents.talks import ACTOR, PLAN, TODAY, effects, tell
from tests.agents.test_labels import TEXTS
from tests.evaluation.plans import PLANS
from tests.plans import PROJECT


@given(text=TEXTS, plan=st.sampled_from(sorted(PLANS)))
def test_a_guess_is_a_change_that_the_rules_of_the_plan_take_or_none(text: str, plan: str) -> None:
    scene = scene_of(context(PLANS[plan]), text, {}, titles=False)
    guess = guessed(scene, text, RULES)
    if guess is not None:
        assert guess.followed.scene.edits
        assert guess.followed.scene.tree.tasks != scene.tree.tasks


def context(tree: Tree, task: str | None = None) -> Context:
    context = Context(project_id=PROJECT, tree=tree, today=TODAY, actor=ACTOR)
    return replace(context, mode="task", task_id=task) if task else context


def spans_in(said: str) -> list[Span]:
    """`set.status=completed:done` is a span; a bar: it may begin a clause; `@ is :`: what is before it."""
    found = []
    for one in said.split("  "):
        label, _, text = one.removeprefix("| ").partition(":")
        label, _, gap = label.partition("@")
        wish, _, rest = label.partition(".")
        role, _, value = rest.partition("=")
        found.append(Span(wish, role, value, text, gap or ", " * one.startswith("| ")))
    return found


WISHES = {
    "set.who:Ann  set.target:docs  | set.who:Bob  set.target:tests": ["who target", "who target"],
    "set.target:docs  set.status=completed:done  | set.target:tests  set.status=completed:too": [
        "target status",
        "target status",
    ],
    "set.target:schema  set.status=completed:done  | set.who:Ann  set.target:handler": [
        "target status",
        "who target",
    ],
    "set.target:a  set.status=completed:done  | set.estimate:2h  | set.target:b": [
        "target status",
        "estimate target",
    ],
    "set.target:a  | set.target:b  set.due:friday": ["target target due"],
    "set.who:Ann  set.target:a  set.due:friday": ["who target due"],
    "set.target:a  set.who:Ann  | set.target:it  set.due:friday": ["target who due"],
    "set.who:Ann  set.target:a  | set.target:b  set.due@ is :friday": ["who target", "target due"],
    "set.who:Ann  set.target:a  | set.target:b  set.due@ by :friday": ["who target target due"],
    "move.target:a  move.before:b  | move.target:c  move.place:last": [
        "target before",
        "target place",
    ],
    "move.parent:x  move.target:a  | move.target:b": ["parent target target"],
    "move.target:a  move.place:at  move.place:very end": ["target place place"],
    "depend.target:a  depend.on:b  | depend.on:c": ["target on on"],
    "depend.on:b  depend.target:a": ["on target"],
    "rename.target:a  rename.title:x  | rename.target:b  rename.title:y": [
        "target title",
        "target title",
    ],
    "add.title:x  | add.title:y  add.parent:z": ["title title parent"],
    "add.title:x  add.who:Ann  | add.title:y  add.who:Bob": ["title who", "title who"],
    "delete.target:a  | add.title:x": ["target", "title"],
    "split.target:a  split.part:x  | split.part:y  | split.target:b": [
        "target part part",
        "target",
    ],
    "merge.target:a  merge.target:b  merge.title:x  | merge.target:c  merge.into:d": [
        "target target title",
        "target into",
    ],
}


@pytest.mark.parametrize("said", WISHES)
def test_spans_belong_to_the_wish_that_they_are_said_with(said: str) -> None:
    found = [" ".join(span.role for span in wish.spans) for wish in wishes(spans_in(said))]
    assert found == WISHES[said]


DONE = {
    "delete.target:docs  | delete.target:staging": ["-T6", "-T7"],
    "keep.target:signup  | keep.target:login api": ["-T1", "-T6", "-T7"],
    "rename.target:docs  rename.title:“Docs, tips and tricks”": ["T7 title=Docs, tips and tricks"],
    "rename.target:docs  rename.title:Manual  | rename.title:Tutorial": [
        "+Manual at T7[0]",
        "+Tutorial at T7[1]",
    ],
    "swap.target:schema  swap.target:handler": ["T4 at T3[1]"],
    "merge.target:design  merge.target:docs  merge.title:Paperwork": None,
    "merge.target:schema  merge.into:handler": None,
    "merge.target:schema  merge.into:handler  merge.title:All of it": None,
    "group.target:design  group.target:docs  group.title:Paper": [
        "+Paper at P[0]",
        "T1 at Paper[0]",
        "T7 at Paper[1]",
    ],
    "ungroup.target:login api": None,
    "flatten.target:login api": ["-T4", "-T5"],
    "split.target:docs  split.part:user docs  | split.part:API docs": [
        "+API docs at T7[1]",
        "+User docs at T7[0]",
    ],
    "break.target:docs  break.count:4": None,
    "depend.target:docs  depend.on:staging": ["T7 depends_on={T6}"],
    "free.target:login api  free.on:signup": ["T3 depends_on={}"],
    "free.target:login api": ["T3 depends_on={}"],
    "move.target:docs  move.before:staging": ["T7 at P[3]"],
    "move.target:docs  move.parent:login api": ["T7 at T3[2]"],
    "move.target:docs  move.parent:login api  move.place:first": ["T7 at T3[0]"],
    "move.target:docs  move.place:at  move.place:the top": ["T7 at P[0]"],
    "move.target:design  move.place:the end": ["T1 at P[4]"],
    "move.target:docs  move.place:up": ["T7 at P[3]"],
    "move.target:schema  move.place:one level up": ["T4 at P[3]"],
    "move.target:schema  move.place:top level": ["T4 at P[3]"],
    "add.title:a rest  add.after:docs  | add.title:b": ["+A rest at P[5]", "+B at P[6]"],
    "add.title:x  | add.title:y  add.after:design": ["+X at P[1]", "+Y at P[2]"],
    "add.title:x  add.parent:login api  add.place:the top": ["+X at T3[0]"],
    "add.title:x  add.place:first  add.who:me  add.due:friday  add.priority=high:hot": [
        "+X at P[0] assignee=me due_date=2026-11-27 priority=high"
    ],
    "add.title:x  add.place:last": ["+X at P[5]"],
    "set.target:docs  set.who:I  set.estimate:2 days": ["T7 assignee=me estimated_minutes=960"],
    "set.target:docs  set.start:today  set.clear=due:no deadline": [
        "T7 due_date=None start_date=2026-11-23"
    ],
    "set.target:docs  set.later:one more week": ["T7 due_date=2026-11-27"],
    "set.target:docs  set.later:week": ["T7 due_date=2026-11-27"],
    "set.target:docs  set.earlier:2 days": ["T7 due_date=2026-11-18"],
    "set.target:login api  set.clear=who:nobody  set.untag:backend  set.tag:core": [
        "T3 assignee=None tags={core}"
    ],
    "set.target:staging  set.status=in_review:being looked at": ["T6 status=in_review"],
    "set.target:docs  set.note:ask Bob, again": ["T7 description=ask Bob, again"],
    "delete.target:docs  | add.title:wiki": ["+Wiki at P[4]", "-T7"],
    "replace.target:login  replace.title:sign-in": [
        "T1 title=Design sign-in screen",
        "T3 title=sign-in API",
    ],
    "group.target:both  group.target:APIs  group.title:Backend": [
        "+Backend at P[1]",
        "T2 at Backend[0]",
        "T3 at Backend[1]",
    ],
    "group.target:schema  group.target:handler  group.title:Code  group.parent:docs": [
        "+Code at T7[0]",
        "T4 at Code[0]",
        "T5 at Code[1]",
    ],
    "move.target:docs  move.before:signup  move.before:design": ["T7 at P[0]"],
    "move.target:design  move.after:staging  move.after:signup": ["T1 at P[3]"],
    "move.target:schema  move.after:it": ["T4 at P[3]"],
    "move.target:schema  move.before:it": ["T4 at P[2]"],
    "move.target:schema  move.place:a task of its own": ["T4 at P[3]"],
    "set.target:docs  set.due:21st  set.due:monday": ["T7 due_date=2026-12-21"],
    "set.target:docs  set.due:24 december  set.due:thur": ["T7 due_date=2026-12-24"],
    "set.target:docs  set.due@ next :friday": ["T7 due_date=2026-12-04"],
    "set.target:docs  set.due:30": ["T7 due_date=2026-11-30"],
    "set.target:docs  set.estimate:3": ["T7 estimated_minutes=180"],
    "set.target:docs  set.estimate@ took :3h": ["T7 actual_minutes=180"],
    "set.target:design  set.estimate:4h  | set.target:docs  set.estimate:3h  set.who@, both :Ann": [
        "T1 assignee=Ann estimated_minutes=240",
        "T7 assignee=Ann estimated_minutes=180",
    ],
    "set.target:docs  set.estimate:hour": ["T7 estimated_minutes=60"],
    "add.who:Mum  add.title:cake  add.due:friday": [
        "+Cake at P[5] assignee=Mum due_date=2026-11-27"
    ],
    "rename.target:docs  rename.target:staging  rename.title:Manual  rename.title:Beta": [
        "T6 title=Beta",
        "T7 title=Manual",
    ],
    "depend.on:design  depend.target@, then :staging  depend.target@, then :docs": [
        "T6 depends_on={T1, T3}",
        "T7 depends_on={T6}",
    ],
    "depend.target:staging  depend.on@ only has to wait for :design": ["T6 depends_on={T1}"],
    "delete.target:login api  | move.target:schema  move.target:handler  move.after:docs": [
        "-T3",
        "T4 at P[4]",
        "T5 at P[5]",
    ],
    "delete.target:everything under login api  delete.but:handler": None,
    "move.target:handler  move.place:number one": ["T5 at T3[0]"],
    "move.target:schema  move.place:one to the left": ["T4 at P[3]"],
    "move.target:docs  move.place:in by one": ["T7 at T6[0]"],
    "rename.title:Login APIs": ["T3 title=Login APIs"],
}


@pytest.mark.parametrize("said", DONE)
def test_each_wish_is_put_as_a_command_that_does_it(said: str) -> None:
    scene = scene_of(context(PLAN), "", {}, titles=False)
    followed = told(scene, spans_in(said), RULES)
    assert followed is not None
    done = sorted(effects(PLAN, apply_all(PLAN, followed.scene.patches)))
    assert done
    if (expected := DONE[said]) is not None:
        assert [line.lower() for line in done] == sorted(line.lower() for line in expected)


@pytest.mark.parametrize(
    "said",
    [
        "rename.target:docs",
        "rename.title:”  rename.target:docs",
        "depend.target:docs",
        "delete.target:docs  delete.but:write docs",
        "split.target:docs  split.part:one",
        "move.target:docs",
        "add.who:Ann",
        "set.target:docs",
    ],
)
def test_half_a_wish_is_declined(said: str) -> None:
    with pytest.raises(Declined):
        told(scene_of(context(PLAN), "", {}, titles=False), spans_in(said), RULES)


def test_a_task_that_nobody_knows_is_asked_for() -> None:
    with pytest.raises(Ask):
        told(scene_of(context(PLAN), "", {}, titles=False), spans_in("delete.target:zebra"), RULES)


def test_what_was_just_made_is_spoken_of_though_it_has_no_number() -> None:
    scene = scene_of(context(PLAN), "", {}, titles=False)
    added = told(scene, spans_in("add.title:Wiki"), RULES)
    assert added is not None
    moved = told(added.scene, spans_in("move.target:wiki  move.parent:docs"), RULES)
    assert moved is not None
    assert sorted(effects(PLAN, moved.scene.tree)) == ["+Wiki at T7[0]"]


def test_the_selected_task_need_not_be_named() -> None:
    task = next(task.id for task in PLAN.walk() if task.number == 7)
    scene = replace(scene_of(context(PLAN, task), "", {}, titles=False), recent=(task,))
    for said in ("delete.target:delete", "delete.target:this"):
        followed = told(scene, spans_in(said), RULES)
        assert followed is not None
        assert sorted(effects(PLAN, followed.scene.tree)) == ["-T7"]


def test_a_part_neither_waits_for_its_whole_nor_the_whole_for_it() -> None:
    scene = scene_of(context(PLAN), "", {}, titles=False)
    for said, done in {
        "move.target:signup  move.parent:login api": ["T2 at T3[2]", "T3 depends_on={}"],
        "move.target:staging  move.parent:login api": ["T6 at T3[2] depends_on={}"],
        "move.target:staging  move.after:schema": ["T6 at T3[1] depends_on={}"],
        "move.target:staging  move.parent:login api  move.place:first": [
            "T6 at T3[0] depends_on={}"
        ],
    }.items():
        followed = told(scene, spans_in(said), RULES)
        assert followed is not None
        assert sorted(effects(PLAN, followed.scene.tree)) == done
        apply_all(PLAN, followed.scene.patches)


def test_a_correction_of_a_part_of_a_title_leaves_the_rest_of_it() -> None:
    scene = scene_of(context(PLANS["shop"]), "", {}, titles=False)
    for said, title in {
        "rename.target:cart@ not  rename.title:basket@, it's not ": "Shopping basket",
        "rename.title:basket  rename.target:cart@ instead of ": "Shopping basket",
        "rename.title:Shopping basket  rename.target:cart@ instead of ": "Shopping basket",
        "rename.target:cart  rename.title:Basket": "Basket",
    }.items():
        spans = []
        for one in said.split("  "):
            label, _, gap = one.partition("@")
            spans.append(replace(spans_in(label)[0], gap=gap))
        followed = told(scene, spans, RULES)
        assert followed is not None
        assert sorted(effects(PLANS["shop"], followed.scene.tree)) == [f"T8 title={title}"]


def test_what_comes_instead_comes_in_its_place() -> None:
    scene = scene_of(context(PLANS["shop"]), "", {}, titles=False)
    spans = spans_in("delete.target:instagram  | add.title:Google ads")
    followed = told(scene, in_its_place(spans), RULES)
    assert followed is not None
    assert sorted(effects(PLANS["shop"], followed.scene.tree)) == ["+Google ads at T19[2]", "-T22"]
    with_a_place = [*spans, *spans_in("add.parent:launch")]
    assert in_its_place(with_a_place) == with_a_place


def test_what_is_said_of_one_is_said_of_another_too() -> None:
    scene = scene_of(context(PLAN), "", {}, titles=False)
    docs, done, design = spans_in("set.target:docs  set.status=completed:done  | set.target:design")
    for behind, also in {" too, I think": ["T1 status=completed"], " is next": []}.items():
        spans = [docs, done, replace(design, behind=behind)]
        if not also:
            with pytest.raises(Declined):
                told(scene, spans, RULES)
            continue
        followed = told(scene, spans, RULES)
        assert followed is not None
        assert sorted(effects(PLAN, followed.scene.tree)) == [*also, "T7 status=completed"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Ann is back, she does the docs", "Ann"),
        ("Zoë is back and Lars has time, he does the docs", ""),
        ("Lars has time, so he does the docs", "Lars"),
        ("This is fine, he does the docs", ""),
    ],
)
def test_he_and_she_are_the_one_who_is_spoken_of(text: str, who: str) -> None:
    scene = scene_of(context(PLAN), text, {}, titles=False)
    spans = spans_in("set.who:she  set.target:docs")
    if not who:
        with pytest.raises(Declined):
            told(scene, spans, RULES)
        return
    followed = told(scene, spans, RULES)
    assert followed is not None
    assert sorted(effects(PLAN, followed.scene.tree)) == [f"T7 assignee={who}"]


def test_the_end_of_the_plan_is_not_that_of_its_part() -> None:
    scene = scene_of(context(PLAN), "", {}, titles=False)
    target, place = spans_in("move.target:schema  move.place:the end")
    for behind, done in {" of the whole plan": "T4 at P[5]", " of it": "T4 at T3[1]"}.items():
        followed = told(scene, [target, replace(place, behind=behind)], RULES)
        assert followed is not None
        assert sorted(effects(PLAN, followed.scene.tree)) == [done]


def test_both_are_the_two_that_were_spoken_of() -> None:
    scene = scene_of(context(PLAN), "", {}, titles=False)
    said = "move.target:docs  move.before:staging  | set.target:both  set.who:Bob"
    followed = told(scene, spans_in(said), RULES)
    assert followed is not None
    done = sorted(effects(PLAN, followed.scene.tree))
    assert done == ["T6 assignee=Bob", "T7 at P[3] assignee=Bob"]


def test_a_place_may_be_named_by_more_words_than_its_title_has() -> None:
    scene = scene_of(context(PLANS["shop"]), "", {}, titles=False)
    said = "add.title:Apple Pay  add.parent:the payment methods"
    followed = told(scene, spans_in(said), RULES)
    assert followed is not None
    assert sorted(effects(PLANS["shop"], followed.scene.tree)) == ["+Apple Pay at T9[3]"]
    with pytest.raises(Ask):
        told(scene, spans_in("delete.target:the payment methods"), RULES)


def test_a_count_of_parts_says_how_many_there_are() -> None:
    scene = scene_of(context(PLAN), "", {}, titles=False)
    for said, count in {"two": 2, "half": 2, "2 halves": 2, "3": 3}.items():
        followed = told(scene, spans_in(f"split.target:docs  split.count:{said}"), RULES)
        assert followed is not None
        assert len(followed.scene.tree.ordered(_id(7))) == count


def _id(number: int) -> str:
    return next(task.id for task in PLAN.walk() if task.number == number)


def test_removing_needs_more_than_a_likely_guess() -> None:
    """What the rules do not understand is not taken for a removal: they ask."""
    for text in ("clear the status of 7", "remove the title of 7", "T7 stays, drop T6"):
        removed = [line for line in tell(text).effects() if line == "-T7"]
        assert removed == []


def test_a_word_is_replaced_in_all_titles_where_that_is_said() -> None:
    assert tell("in all titles replace login by sign-in").effects() == [
        "T1 title=Design sign-in screen",
        "T3 title=Sign-in API",
    ]
