"""A message that only makes sense after the one before: "no, T5", "and T6 too", "make that 4", "one more".

What was said before is said again with another task or value in its place. Where the message puts something
right, the last change is taken back first, so that nothing is left of what was not meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from agents.ports import Context, TakenBackSaid
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.followups.cues import Cue, heard
from agents.providers.embedded.followups.former import (
    Former,
    former,
    has_a_number,
    said_in_full,
    set_plainly,
)
from agents.providers.embedded.followups.judging import judged
from agents.providers.embedded.followups.pointing import (
    another_place,
    first_time,
    of_the_same_kind,
    parts_of_it,
    pointed_out,
    put_in_its_place,
    told_of_it,
    with_it_named,
    with_names,
)
from agents.providers.embedded.followups.resaying import Clause, listed
from agents.providers.embedded.followups.sameness import (
    added_alike,
    put_there,
    same_for,
    shifted_alike,
    tagged_with,
)
from agents.providers.embedded.followups.titling import (
    another_title,
    looks_like_a_title,
    says_a_value,
)
from agents.providers.embedded.followups.turning import turned
from agents.providers.embedded.followups.twofold import twofold
from agents.providers.embedded.followups.unfinished import not_done
from agents.providers.embedded.hearing.days import days_by_the_last
from agents.providers.embedded.hearing.reasons import without_reasons
from agents.providers.embedded.references.resolver import find
from agents.providers.embedded.references.scene import Ask, Declined, Tell
from agents.providers.embedded.understanding import understand
from agents.providers.embedded.undoing import undone_first
from agents.taking_back import before_all, before_last
from ledger.core.algebra.diff import diff

LONGEST, LONGEST_NAME = 160, 3


def followed_up(context: Context, instruction: str) -> Answer | None:
    """The answer to a message that goes on from the one before; None for one that stands for itself."""
    text = " ".join(instruction.split())
    before = former(context)
    if before is None or len(text) > LONGEST or text.endswith("?"):
        return None
    text = judged(text, context.today, alone=not before.patches)
    dated = days_by_the_last(text, before.last_day)
    if dated != text and (by_that := understand(replace(context, turns=()), dated)).edits:
        return by_that
    due = first_time(before, text)
    if due != text and (due_then := understand(context, due)).edits:
        return due_then
    if another := undone_first(text):
        return _instead(context, with_it_named(before, another))
    if reopened := not_done(before, text):
        return understand(replace(context, turns=()), reopened)
    named = with_names(context, before, text)
    for said in dict.fromkeys((named, without_reasons(named))):
        cue = heard(said)
        if cue is not None and (answer := _heard(context, before, cue)):
            return answer
    return (
        twofold(context, named, lambda cue: _heard(context, before, cue))
        or _spelled(context, before, text)
        or put_in_its_place(context, before, text)
        or put_there(context, before, text)
        or pointed_out(context, before, text)
        or _asked(context, before, text)
    )


def _heard(context: Context, before: Former, cue: Cue) -> Answer | None:
    if cue.kind == "again":
        return _again(context, before)
    if not before.patches and cue.kind in ("on", "not"):
        return None
    if cue.kind == "on":
        return _instead(context, f"{before.text.rstrip(' .!')} {cue.rest}", "Instead:")
    if cue.kind == "not":
        return _not_this(context, before, cue)
    return (
        _put_right(context, before, cue) if cue.kind == "instead" else _also(context, before, cue)
    )


def _again(context: Context, before: Former) -> Answer | None:
    """The same once more, where it moves or shifts something and makes nothing new."""
    answer = understand(replace(context, turns=()), before.text)
    return answer if answer.edits and all(edit.op == "update" for edit in answer.edits) else None


def _also(context: Context, before: Former, cue: Cue) -> Answer | None:
    """The same for other tasks, or more of what was added."""
    cue = _found_by_root(context, before, cue)
    same = put_there(context, before, cue.rest) or same_for(context, before, cue)
    same = same or tagged_with(context, before, cue.rest)
    if same := same or added_alike(context, before, cue):
        return same
    anew = said_in_full(before, context, cue)
    if anew is None or anew == before.text:
        return shifted_alike(context, before, cue) or _said_of_it(context, cue)
    there = replace(context, turns=())
    answer = understand(there, anew)
    if answer.edits:
        return answer
    whole = understand(replace(before.context, turns=()), anew)
    return _behind_it(context, before, whole) if before.patches else None


def _found_by_root(context: Context, before: Former, cue: Cue) -> Cue:
    """With the task's number, where what is meant too has only its root in common with a title.

    The word for one more of what was added is as good a new title.
    """
    changed = bool(before.patches) and all(patch.op == "update" for patch in before.patches)
    said = Clause.on(replace(context, turns=()), cue.rest)
    if not (changed and cue.sure) or said.task_ids or len(cue.rest.split()) > LONGEST_NAME:
        return cue
    with suppress(Ask, Declined, Tell):
        return replace(cue, rest=listed(said.scene, find(said.scene, cue.rest).ids) or cue.rest)
    return cue


def _said_of_it(context: Context, cue: Cue) -> Answer | None:
    """A value of what was spoken of: "and 3 hours"."""
    only = says_a_value(context, cue.rest)
    answer = understand(context, cue.rest) if only else Answer()
    return answer if answer.edits else None


def _put_right(context: Context, before: Former, cue: Cue) -> Answer | None:
    """What was meant instead, on the draft as it was before."""
    if not cue.rest:
        return None
    there = replace(before.context, turns=())
    if (way := turned(before.text, cue.rest)) and (
        right := _the_other_way(context, there, before, way)
    ):
        return right
    for other in _others(there, before, cue):
        if other is not None and (right := _behind_it(context, before, other)):
            return right
    return another_place(context, before, cue.rest)


def _the_other_way(context: Context, there: Context, before: Former, way: str) -> Answer | None:
    """The wish before with the contrary way; where that changes nothing, all is as it was before."""
    answer = understand(there, way)
    if answer.edits or answer.question or before_last(context) is None:
        return _behind_it(context, before, answer)
    text = f"Took back the last change. {answer.text}"
    return replace(answer, taken_back=TakenBackSaid(everything=False), text=text)


def _others(there: Context, before: Former, cue: Cue) -> Iterator[Answer | None]:
    """What may be meant instead, the likeliest first."""
    if looks_like_a_title(there, cue.rest):
        yield another_title(there, before, cue)
    if anew := said_in_full(before, there, cue):
        yield understand(there, anew)
    if value := set_plainly(before, there, cue):
        yield understand(there, value)
    yield same_for(there, before, cue)
    yield tagged_with(there, before, cue.rest)
    yield another_title(there, before, cue)
    yield told_of_it(before, cue.rest)
    if cue.sure:
        yield of_the_same_kind(there, before, cue.rest)


def _not_this(context: Context, before: Former, cue: Cue) -> Answer | None:
    """What was changed of this task was not meant; of some of several, that is not done here."""
    wrong = set(parts_of_it(before, cue.rest))
    if not wrong or not wrong.issuperset(before.targets) or before_last(context) is None:
        return None
    return Answer(text="Took back the last change.", taken_back=TakenBackSaid(everything=False))


def _spelled(context: Context, before: Former, text: str) -> Answer | None:
    """What the parts are that something was split into, or another one's number, said without a verb."""
    if has_a_number(context, text):
        return _also(context, before, Cue("also", text, sure=False))
    whole = before.split_up(text)
    return _instead(context, whole, "Instead:") if whole else None


def _asked(context: Context, before: Former, text: str) -> Answer | None:
    """What is meant of a task that is all that is said, where the wish before does not tell."""
    cue = heard(text)
    if cue is None or cue.kind not in ("also", "instead") or not before.patches:
        return None
    said = Clause.on(replace(context, turns=()), cue.rest)
    named = listed(said.scene, said.task_ids) if said.names_only_tasks else ""
    return Answer(question=f"What should change about {named}?") if named else None


def _instead(
    context: Context, said: str, told: str = "Took back the last change."
) -> Answer | None:
    """What is wished for when the last change was taken back: "put it back and delete T7"."""
    before = before_last(context)
    if before is None:
        return None
    answer = understand(replace(context, tree=before, turns=()), said)
    if not answer.edits:
        return None
    text = f"{told} {answer.text}"
    return replace(answer, taken_back=TakenBackSaid(everything=False), text=text)


def _behind_it(context: Context, before: Former, answer: Answer) -> Answer | None:
    """The answer behind taking back what the wish before changed; None where it changes nothing."""
    if not answer.edits:
        return None
    if not before.patches:
        return answer
    started = (before_last(context), before_all(context))
    back = [tree is not None and not diff(tree, before.context.tree) for tree in started]
    if not any(back):
        return None
    text = f"Instead: {answer.text}"
    return replace(answer, taken_back=TakenBackSaid(everything=not back[0]), text=text)
