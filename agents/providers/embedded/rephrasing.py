"""What was said in words that the readers know: each way of saying something is a module of `hearing/`."""

from __future__ import annotations

from collections.abc import Callable

from agents.ports import Context
from agents.providers.embedded.hearing.ahead import counted_back
from agents.providers.embedded.hearing.amounts import amount_put_right
from agents.providers.embedded.hearing.apart import set_apart
from agents.providers.embedded.hearing.apostrophes import with_apostrophes
from agents.providers.embedded.hearing.beside_event import dated_by_event
from agents.providers.embedded.hearing.binning import thrown_away
from agents.providers.embedded.hearing.calling import called_so
from agents.providers.embedded.hearing.combining import combined
from agents.providers.embedded.hearing.cutting import cut_up
from agents.providers.embedded.hearing.days import days_written
from agents.providers.embedded.hearing.dividing import divided
from agents.providers.embedded.hearing.doing import done_on
from agents.providers.embedded.hearing.duties import duties_told
from agents.providers.embedded.hearing.entitled import entitled
from agents.providers.embedded.hearing.events import event_dated
from agents.providers.embedded.hearing.exceptions import exceptions_first
from agents.providers.embedded.hearing.halfway import halfway
from agents.providers.embedded.hearing.handing_over import handed_over
from agents.providers.embedded.hearing.in_turn import each_in_turn
from agents.providers.embedded.hearing.introduced import introduced
from agents.providers.embedded.hearing.links import unlinked
from agents.providers.embedded.hearing.messengers import told_of
from agents.providers.embedded.hearing.missing import put_in
from agents.providers.embedded.hearing.needed import needed_first
from agents.providers.embedded.hearing.newcomers import newcomer_named
from agents.providers.embedded.hearing.not_waiting import waits_no_longer
from agents.providers.embedded.hearing.noting import noted
from agents.providers.embedded.hearing.only import others_back
from agents.providers.embedded.hearing.parting import parted
from agents.providers.embedded.hearing.places import placed
from agents.providers.embedded.hearing.pointed_at import pointed_at
from agents.providers.embedded.hearing.relatives import by_name
from agents.providers.embedded.hearing.remembering import remembered
from agents.providers.embedded.hearing.renaming import renamed_somehow
from agents.providers.embedded.hearing.replacing import found_anew
from agents.providers.embedded.hearing.reported import reported
from agents.providers.embedded.hearing.saying import in_full
from agents.providers.embedded.hearing.scaling import scaled
from agents.providers.embedded.hearing.shifting import all_shifted, followers_shifted
from agents.providers.embedded.hearing.slashes import slashes_written
from agents.providers.embedded.hearing.somebody import somebody_must
from agents.providers.embedded.hearing.starting import starts_then
from agents.providers.embedded.hearing.steps import steps_by_place
from agents.providers.embedded.hearing.takers import owned
from agents.providers.embedded.hearing.therefore import therefore
from agents.providers.embedded.hearing.waiting import waits_for
from agents.providers.embedded.hearing.whole_parts import whole_named
from agents.providers.embedded.hearing.whose import with_owner
from agents.providers.embedded.references.scene import Scene
from agents.providers.embedded.ruled import LONGEST_MEANT, scene_of

Heard = Callable[[Scene, str], str]


def _linked(scene: Scene, text: str) -> str:
    """What waits for what; whether it does so is no wish for it."""
    if text.rstrip().endswith("?"):
        return text
    return each_in_turn(scene, waits_for(scene, waits_no_longer(scene, text)))


BY_TASKS: tuple[Heard, ...] = (
    whole_named,
    thrown_away,
    slashes_written,
    cut_up,
    entitled,
    called_so,
    combined,
    noted,
    set_apart,
    remembered,
    done_on,
    duties_told,
    amount_put_right,
    event_dated,
    therefore,
    pointed_at,
    introduced,
    divided,
    put_in,
    somebody_must,
    owned,
    dated_by_event,
    starts_then,
    needed_first,
    _linked,
    counted_back,
    days_written,
    others_back,
)
"""The ways of saying something that name a task, in their order."""


def in_plain_words(context: Context, instruction: str) -> tuple[Context, str]:
    """The message in plain words, and the context in which these are to be read.

    A long text is none of these sentences, and would be searched for them too long.
    """
    if len(instruction) > LONGEST_MEANT:
        return placed(context, steps_by_place(context, exceptions_first(instruction)))
    instruction = with_apostrophes(instruction)
    instruction = reported(scene_of(context, instruction, {}, titles=False), instruction)
    instruction = handed_over(context, by_name(told_of(halfway(instruction))))
    instruction = scaled(all_shifted(exceptions_first(with_owner(context, instruction))))
    instruction = in_full(context, parted(context, newcomer_named(instruction)))
    instruction = renamed_somehow(unlinked(context, steps_by_place(context, instruction)))
    context, instruction = placed(context, followers_shifted(found_anew(instruction)))
    scene = scene_of(context, instruction, {}, titles=False)
    for heard in BY_TASKS:
        instruction = heard(scene, instruction)
    return context, instruction
