"""An instruction by its labels and by the rules: which of them is followed.

What was understood is done only where no doubt is left that it was meant (`doubts/`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial

from agents.ports import Context
from agents.providers.embedded.doubts.doubt import PREFIX, Doubt
from agents.providers.embedded.doubts.doubting import first_doubt
from agents.providers.embedded.doubts.leftovers import errands_beside, is_done, with_note
from agents.providers.embedded.doubts.nameless import nameless
from agents.providers.embedded.doubts.parts import spare_tasks
from agents.providers.embedded.goals import COURTESY
from agents.providers.embedded.grammar.clauses import Followed
from agents.providers.embedded.labels.spans import Labelled, labelled
from agents.providers.embedded.labels.words import Known
from agents.providers.embedded.outlines import is_an_errand
from agents.providers.embedded.references.scene import Ask, Tell
from agents.providers.embedded.rephrasing import in_plain_words
from agents.providers.embedded.ruled import (
    LONGEST_MEANT,
    RULES,
    STRICT,
    WHOLE,
    by_rules,
    check,
    framed,
    looked_at,
    ruled,
    scene_of,
)
from agents.providers.embedded.verbs import shared_verbs
from agents.providers.embedded.wishes.kinds import wished_for
from agents.providers.embedded.wishes.reading import Guess, guessed, refusal, unnamed

_NUMBERED = re.compile(r"(?<!\w)[tT#]\d+\b")
_SAYS_NO_MORE = re.compile(r"(?:remind (?:me|us) to\s*)?", re.IGNORECASE)
_WAS_DUE = re.compile(r"\b(?:due|deadline|by|until)\b", re.IGNORECASE)
SURE_WITHOUT_TASKS = 0.75
SURE_OF_AN_ERRAND = 0.7
"""How likely labels have to be right where most that is said is a goal, and where it is one thing to do."""
SUREST, SURER, SURE_UNASKED, SURE_TO_REMOVE, SURE = 0.95, 0.9, 0.5, 0.3, 0.15
"""How likely labels have to be right: to remove more than a reading of every word does, against such a
reading, against a question that knows what it asks, to remove anything, and otherwise."""


def follow(
    context: Context, instruction: str, given: Mapping[str, str], *, labels: bool = True
) -> Followed | None:
    """What it means, unless that would take more than was spoken of, or it may mean something else.

    `labels`: also by the labels of its words. Raises Ask or Tell.
    """
    context, instruction = in_plain_words(context, instruction)
    known = {key: answer for key, answer in given.items() if not key.startswith(PREFIX)}
    titles = (task.title for task in context.tree.tasks.values())
    kept, errands = errands_beside(instruction[:LONGEST_MEANT], titles)
    whole, problem = None, None
    try:
        whole = _followed(context, instruction, known, labels=labels)
    except (Ask, Tell) as reason:
        problem = reason
    edits = whole.scene.edits if whole is not None else ()
    left = [errand for errand in errands if not is_done(errand, edits)]
    if left and len(instruction) <= LONGEST_MEANT:
        with suppress(Ask, Tell):
            followed = _undoubted(
                context, kept, given, _followed(context, kept, known, labels=labels)
            )
            if followed is not None and followed.scene.edits:
                return with_note(followed, errands)
    if problem is not None:
        raise problem
    followed = _undoubted(context, instruction, given, whole)
    return followed or (_which_one(context, instruction, given) if labels else None)


def _which_one(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """What nobody understood, with the task that is meant by a name that none has. Raises Ask or Tell."""
    if len(instruction) > LONGEST_MEANT:
        return None
    scene = scene_of(context, instruction, {}, titles=False)
    doubt = nameless(scene, labelled(instruction, Known.in_plan(context.tree)))
    return None if doubt is None else _settled(context, instruction, given, doubt)


def _undoubted(
    context: Context, instruction: str, given: Mapping[str, str], followed: Followed | None
) -> Followed | None:
    """What was understood, where it is done as it was said. Raises Ask or Tell."""
    if followed is None or len(instruction) > LONGEST_MEANT:
        return followed
    known = {key: answer for key, answer in given.items() if not key.startswith(PREFIX)}
    spare_tasks(instruction, followed)
    scene = scene_of(context, instruction, known, titles=True)
    doubt = first_doubt(instruction, scene, followed)
    if doubt is None or any(doubt.words.lower() in key for key in known):
        return followed if _is_heard(context, instruction, followed) else None
    return _settled(context, instruction, given, doubt)


def _settled(
    context: Context, instruction: str, given: Mapping[str, str], doubt: Doubt
) -> Followed | None:
    """The instruction with what was answered to the doubt. Raises Ask where nobody was asked, or Tell."""
    if doubt.key not in given:
        raise doubt.ask()
    scene = scene_of(context, instruction, {}, titles=True)
    rest = {key: answer for key, answer in given.items() if key != doubt.key}
    return follow(context, doubt.settled(scene, instruction, given[doubt.key]), rest)


def _followed(
    context: Context, instruction: str, given: Mapping[str, str], *, labels: bool
) -> Followed | None:
    """By its labels where they are likely to be right, else by the rules, else by the labels after all.

    Raises Ask or Tell.
    """
    if (known := by_rules(context, instruction, given, WHOLE)) is not None:
        return replace(known, literal=True)
    guess = _guessed(context, instruction, given) if labels else None
    if guess is None:
        followed = ruled(context, instruction, given)
        is_short = labels and len(instruction) <= LONGEST_MEANT
        if is_short and followed is not None and followed.scene.edits and not followed.literal:
            refuse(context, instruction, given)
        if is_short:
            _ask_of_what(context, instruction, given, followed)
        return followed
    if guess.followed.removed and (plain := _nothing_to_do(context, instruction, given)):
        return plain
    return _weighed(context, instruction, given, guess)


def _weighed(
    context: Context, instruction: str, given: Mapping[str, str], guess: Guess
) -> Followed | None:
    """What its labels say, or the rules, whichever is likelier to be right. Raises Ask or Tell."""
    exact, problem = _exactly(context, instruction, given)
    is_asked = isinstance(problem, Ask) and not problem.vague
    removes = bool(guess.followed.removed)
    removes_more = exact is not None and not guess.followed.removed <= exact.removed
    otherwise = SURE_TO_REMOVE if removes else SURE
    least = SURE_UNASKED if is_asked else otherwise
    if exact is not None and not _says_all_of(guess.followed, exact):
        least = SUREST if removes_more else SURER
    elif isinstance(problem, Tell):
        least = SUREST
    if exact is not None and exact.removed > guess.followed.removed:
        least = SURE_UNASKED
    if guess.sure >= least:
        return guess.followed
    followed = exact or _unless_unsure(context, instruction, given, guess)
    _ask_of_what(context, instruction, given, followed)
    return followed


def _unless_unsure(
    context: Context, instruction: str, given: Mapping[str, str], guess: Guess
) -> Followed | None:
    """By rules; by its labels where these know nothing, or would only ask. Raises Ask or Tell."""
    otherwise = SURE_TO_REMOVE if guess.followed.removed else SURE
    try:
        followed = ruled(context, instruction, given)
    except (Ask, Tell) as reason:
        is_known = isinstance(reason, Tell) or not reason.vague
        if guess.sure < (SURE_UNASKED if is_known else otherwise):
            raise
        return guess.followed
    return guess.followed if followed is None and guess.sure >= otherwise else followed


def _nothing_to_do(context: Context, instruction: str, given: Mapping[str, str]) -> Followed | None:
    """What every word says has its place and is so already: then it cannot mean that something goes."""
    with suppress(Ask, Tell):
        followed = framed(context, instruction, given)
        return followed if followed is not None and not followed.scene.edits else None
    return None


def _is_heard(context: Context, instruction: str, followed: Followed) -> bool:
    """Whether labels may wish for what rules made of words that they do not know, or know no talk in them."""
    if followed.labelled:
        return True
    readings = labelled(instruction, Known.in_plan(context.tree))
    if _only_adds(followed) and _is_small_talk(instruction, readings):
        return False
    if followed.literal:
        return True
    is_talk = not readings[0].spans and readings[0].sure >= SURE_UNASKED
    return not is_talk or wished_for(followed.scene.edits, readings)


MANY_WORDS = 6
"""In so many words a new task would be labelled as one."""


def _only_adds(followed: Followed) -> bool:
    return {edit.op for edit in followed.scene.edits} == {"create"}


def _is_small_talk(instruction: str, readings: tuple[Labelled, ...]) -> bool:
    """Whether many words surely wish for nothing: "haha, the oven fights back today, anyway"."""
    surely = not readings[0].spans and readings[0].sure >= SUREST
    return surely and len(instruction.split()) >= MANY_WORDS


def _says_all_of(one: Followed, other: Followed) -> bool:
    """Whether one reading does all that the other one does, and something else: that one left it out.

    The same with further tasks is nothing else.
    """
    done, less = (list(_changes(followed)) for followed in (one, other))
    kinds = {change[1:] for change in less}
    return all(change in done for change in less) and any(c[1:] not in kinds for c in done)


def _changes(followed: Followed) -> Iterator[tuple[str, str, str, str]]:
    for patch in followed.scene.patches:
        fields = patch.fields() if patch.op == "update" else {"": None}
        for field, value in fields.items():
            yield patch.target_id, patch.op, field, str(value)


def _exactly(
    context: Context, instruction: str, given: Mapping[str, str]
) -> tuple[Followed | None, Ask | Tell | None]:
    """What it means where every word has its place or a rule knows the sentence; else why not."""
    problem: Ask | Tell | None = None
    for read in (framed, partial(by_rules, rules=STRICT)):
        try:
            followed = read(context, instruction, given)
        except (Ask, Tell) as reason:
            problem = reason
            continue
        if followed is not None and followed.scene.edits and not _is_past(followed, instruction):
            return replace(followed, literal=True), None
    return None, problem


def _is_past(followed: Followed, instruction: str) -> bool:
    """Whether it would only give tasks a day that is over, of which nobody said that they were due then."""
    today = followed.scene.context.today.isoformat()
    is_over = all(edit.due_date and edit.due_date < today for edit in followed.scene.edits)
    return is_over and not _WAS_DUE.search(instruction)


def wishes_besides(context: Context, instruction: str) -> bool:
    """Whether a message that begins as a question ends in a wish: "is there a task for X? Add one"."""
    if instruction.endswith("?") or "?" not in instruction:
        return False
    guess = _guessed(context, instruction, {})
    return guess is not None and guess.sure >= SURE


def no_wish(context: Context, text: str) -> bool:
    """Whether its labels know nothing that is wished for in it."""
    likely = labelled(text, Known.in_plan(context.tree))[0]
    return not likely.spans and likely.sure >= SURE_UNASKED


def wish_without_tasks(context: Context, instruction: str) -> Followed | None:
    """What a message to a plan without tasks wants written down; None where it is a goal to plan.

    Nothing, where it speaks of tasks that are not there.
    """
    likely = labelled(instruction, Known.in_plan(context.tree))[0]
    thing = only_thing(context, instruction)
    several = [span for span in likely.spans if span.role == "title"][1:]
    if (thing and not is_an_errand(thing)) or (several and shared_verbs(instruction.strip())):
        return None
    if guess := _guessed(context, instruction, {}):
        least = SURE_OF_AN_ERRAND if thing else SURE_WITHOUT_TASKS
        return guess.followed if guess.sure >= least else None
    wanted = {span.wish for span in likely.spans}
    least = SURE if _NUMBERED.search(instruction) else SURER
    speaks_of_tasks = wanted and not wanted & {"add", "group"} and likely.sure >= least
    return (
        Followed((), scene_of(context, instruction, {}, titles=False)) if speaks_of_tasks else None
    )


def only_thing(context: Context, instruction: str) -> str | None:
    """The one thing to do that is all of a message, besides until when: "bake a cake by friday"."""
    likely = labelled(instruction, Known.in_plan(context.tree))[0]
    roles = [span.role for span in likely.spans]
    if roles not in (["title"], ["title", "due"]):
        return None
    title = likely.spans[0]
    return title.text if _SAYS_NO_MORE.fullmatch(COURTESY.sub("", title.gap)) else None


def is_clearer(context: Context, instruction: str, shortened: str) -> bool:
    """Whether labels say what is wanted, and not more surely of the instruction without its reasons."""
    whole, rest = (_guessed(context, text, {}) for text in (instruction, shortened))
    if whole is None or whole.sure < SURE:
        return False
    return rest is None or rest.sure <= whole.sure


def refuse(context: Context, instruction: str, given: Mapping[str, str]) -> None:
    """Raise Tell where labels say surely what is wanted, and that cannot be: rules then took it otherwise."""
    scene = scene_of(context, instruction, given, titles=False)
    scene = replace(scene, recent=looked_at(scene))
    if reason := refusal(scene, instruction, RULES, SURE_WITHOUT_TASKS):
        raise reason


def _ask_of_what(
    context: Context, instruction: str, given: Mapping[str, str], followed: Followed | None
) -> None:
    """Raise Ask where labels say surely what has changed, and not of which task: no new one is meant."""
    if followed is not None and (followed.literal or not _only_adds(followed)):
        return
    scene = scene_of(context, instruction, given, titles=False)
    scene = replace(scene, recent=looked_at(scene))
    if question := unnamed(scene, instruction, RULES, SURE_UNASKED):
        raise question


def _guessed(context: Context, instruction: str, given: Mapping[str, str]) -> Guess | None:
    """What it means by its labels, as far as the plan allows it; of long texts nothing does."""
    if len(instruction) > LONGEST_MEANT:
        return None
    scene = scene_of(context, instruction, given, titles=False)
    scene = replace(scene, recent=looked_at(scene))
    guess = guessed(scene, instruction, RULES)
    with suppress(Tell):
        if guess is not None:
            check(context, guess.followed)
            return guess
    return None
