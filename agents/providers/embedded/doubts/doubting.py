"""Whether an instruction may mean something else than what was made of it."""

from __future__ import annotations

from agents.providers.embedded.doubts.conditions import (
    alternative,
    condition,
    contrary,
    supposed,
    whose_doing,
)
from agents.providers.embedded.doubts.done_or_gone import done_or_gone
from agents.providers.embedded.doubts.doubt import Doubt, Heard
from agents.providers.embedded.doubts.event_days import event_day, over_day
from agents.providers.embedded.doubts.leftovers import refuse_errand
from agents.providers.embedded.doubts.no_task_of_it import no_task_of_it
from agents.providers.embedded.doubts.nobody_yet import nobody_yet
from agents.providers.embedded.doubts.not_before import not_before
from agents.providers.embedded.doubts.one_of_several import one_of_several
from agents.providers.embedded.doubts.reports import (
    amount,
    happened,
    helping,
    other_way,
    there_already,
    wanted_done,
)
from agents.providers.embedded.doubts.shares import (
    one_assignee,
    only_some,
    same_value,
    set_twice,
    untied,
)
from agents.providers.embedded.doubts.somebody_else import somebody_else
from agents.providers.embedded.doubts.sweeping import rest_of_what, sweeping
from agents.providers.embedded.doubts.unheard import unheard
from agents.providers.embedded.doubts.values import (
    a_person,
    no_lag,
    no_person,
    no_status,
    no_task,
    no_title,
    not_done_anyway,
    nothing_to_move,
    only_a_field,
    untitled,
)
from agents.providers.embedded.doubts.weak import another_thing, weak_reference
from agents.providers.embedded.doubts.where_to import where_to
from agents.providers.embedded.grammar.clauses import Followed
from agents.providers.embedded.references.scene import Scene

DOUBTS = (
    contrary,
    supposed,
    condition,
    alternative,
    untitled,
    no_person,
    no_title,
    nothing_to_move,
    not_done_anyway,
    no_lag,
    whose_doing,
    happened,
    other_way,
    wanted_done,
    there_already,
    helping,
    amount,
    not_before,
    nobody_yet,
    event_day,
    over_day,
    somebody_else,
    no_task_of_it,
    rest_of_what,
    sweeping,
    no_status,
    one_of_several,
    done_or_gone,
    only_some,
    same_value,
    one_assignee,
    set_twice,
    untied,
    only_a_field,
    a_person,
    no_task,
    another_thing,
    weak_reference,
    where_to,
    unheard,
)

LEFT_OPEN = (
    contrary,
    supposed,
    condition,
    alternative,
    whose_doing,
    happened,
    other_way,
    wanted_done,
    there_already,
    helping,
    amount,
    not_before,
    nobody_yet,
    event_day,
    over_day,
    somebody_else,
    no_task_of_it,
    rest_of_what,
    sweeping,
    no_status,
    one_of_several,
    done_or_gone,
    only_some,
    one_assignee,
    set_twice,
    no_lag,
    not_done_anyway,
    where_to,
    another_thing,
)
"""What may be doubted though it is known which words say what."""


def first_doubt(instruction: str, scene: Scene, followed: Followed) -> Doubt | None:
    """The first question that is to be asked before this is done; None where it is clear enough.

    Raises Tell where it is nothing that can be done.
    """
    if not followed.scene.edits:
        return None
    refuse_errand(instruction, scene, followed)
    heard = Heard.of(instruction, scene, followed)
    doubts = LEFT_OPEN if followed.labelled else DOUBTS
    return next((found for doubt in doubts if (found := doubt(heard)) is not None), None)
