"""A project's conventions: noted when somebody says how it is always done here, and followed since.

They are sentences in the project's metadata, so noting one is an edit like any other. Followed are those
that say to add a task to every plan, how to round estimates, what to tag tasks with, and who gets new
tasks; a model is given all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from agents.conventions import MOST, conventions, unfollowed
from agents.edits import PROJECT, Edit
from agents.ports import Context
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.hearing.remembering import remembered
from agents.providers.embedded.likeness import alike
from agents.providers.embedded.ruled import scene_of
from agents.providers.embedded.terms.calendar import MONTH
from agents.providers.embedded.terms.vocabulary import capitalized, listed
from agents.providers.embedded.words import telling

A_PLAN = 3
"""So many new tasks side by side are a plan, to which conventions add theirs."""
_NOTE: Final = re.compile(
    r"(?:please )?(?:remember(?! to (?!always|never)| (?:when |how |that )?\w+ (?:said|told|asked|wanted"
    r"|had) )"
    r"|note(?! (?:on|to|for|at|about|in|with|under|down|this|it) )|keep in mind)"
    r"(?: that|:|,)? +(?P<a>.{4,})"
    r"|(?P<b>(?:(?:in|for) this project,? )?(?:we|i) (?:always|never|usually) .{4,})"
    r"|(?P<c>(?:always|never(?! mind)) .{4,})"
    r"|from now on,? (?P<d>.{4,})|(?:our|a|the|new)? ?convention(?: is(?: that)?|:) +(?P<e>.{4,})"
    r"|(?P<f>every (?:plan|project|release|feature|milestone|epic) (?:has|needs|gets|must have) .{3,})"
    r"|(?P<g>(?:(?:all|our|the) )*(?:estimates|titles|task (?:names|titles))"
    r" (?:should|must|shall|are|have to)(?: always)?(?: be)? (?:(?:given|written|rounded|made|kept) )?"
    r"(?:in|to|as|with) (?!the\b).{3,})"
    r"|(?P<h>estimate (?:(?:everything|all|tasks|always|the|our) )+in .{3,})"
    r"|(?P<i>(?:call|name|title|word|phrase|write) (?:(?:all|our|the|new) )*(?:tasks|titles)"
    r" (?:in|as|with|like) .{3,})"
    r"|(?P<j>(?:(?:every|each|any) new task|new tasks) (?:(?:always|should|must) )*(?:go(?:es)?|belongs?"
    r"|(?:is|are|gets?|be) (?:always )?assigned) to .{2,})",
    re.IGNORECASE,
)
_OF_A_DAY = re.compile(
    rf"(?:please )?(?:remember|note|keep in mind)\b(?!.*\b(?:always|never|every|each|all|usually)\b).*"
    rf"\b(?:by|until|till|before|on|from|since) (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?\b|{MONTH} \d"
    rf"|tomorrow\b|next )",
    re.IGNORECASE,
)
"""What is so on one day is no convention: "note that the venue has to be booked by 15 January"."""
_FORGET = re.compile(
    r"(?:please )?(?:forget|drop|remove|delete)(?: (?:the|our|this|that))? convention(?:s)?"
    r"(?: (?:about|on|that|for|of|to))?:? *(?P<a>.*)|(?:please )?forget (?:that|about) (?P<b>.+)"
    r"|we (?:no longer|do not|don['’]t) (?:always )?(?P<c>.+?)(?: any ?more)?",
    re.IGNORECASE,
)
_FORGET_ALL = re.compile(
    r"(?:please )?forget (?:all|every|the|our)(?: of)?(?: (?:our|the))? ?conventions?",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:what (?:are|is)|list|show(?: me)?) (?:our |the |all )*conventions?[?.! ]*"
    r"|what do you remember(?: about .*)?[?.! ]*|which conventions .*",
    re.IGNORECASE,
)  # fmt: skip
_ADDS = re.compile(
    r"\b(?:add|include|have|has|need|needs|gets|get|create|(?:end|finish|start|begin) with)s? (?!to )"
    r"(?:an? |the |one |another )?(?:(?P<what>[^,.;]{2,60}?) )?\b(?:task|step|item|milestone)s?\b"
    r"(?: (?:for|to|about) (?P<topic>[^,.;]{2,60}?))?"
    r"(?= (?:at|to|in|when|for|as|before|after|on) |[,.;]|$)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?:first|start with|begin with|at the (?:start|beginning))\b", re.IGNORECASE
)
_LAST = re.compile(
    r"\b(?:last|end with|finish with|at the end|roll ?out|release|launch|retro\w*|hand-?over|follow-?up)\b",
    re.IGNORECASE,
)
_ROUND = re.compile(
    r"\bestimat\w+\b.{0,20}\b(?:in|to|by) (?:full |whole )?(half days?|hours|days)\b", re.IGNORECASE
)
_TAG = re.compile(r"\btag (?:\w+ ){1,4}?(?:with|as) [“\"']?#?([\w-]+)", re.IGNORECASE)
_WHO = re.compile(r"\bnew tasks? .*\bto (?P<who>(?-i:[A-ZÄÖÜ])[\w-]+)$", re.IGNORECASE)
_BELOW = re.compile(
    r"\bsub-?tasks?\b|\b(?:every|each) task\b|\bbreak(?:ing)? down\b", re.IGNORECASE
)
NOT_FOLLOWED: Final = (
    "It is there for whoever else plans here, but I do not follow it myself: I only follow what adds a task"
    " to every plan, says in which steps to estimate, what to tag tasks with, or who gets new tasks."
)
_STEPS = {"hours": 60, "half day": 240, "half days": 240, "days": 480}
_SUBJECT = re.compile(r"^(?:(?:in|for) this project,? )?(?:we|i) ", re.IGNORECASE)


def agreement(context: Context, text: str) -> Answer | None:
    """The answer to what is said about conventions; None where it is about something else."""
    said = " ".join(text.split()).strip()
    there = conventions(context.tree.project)
    if _LIST.fullmatch(said):
        told = "; ".join(f"“{one}”" for one in there)
        more = unfollowed(context.tree.project)
        listed_all = f"Agreed here: {told}. {more}".strip()
        return Answer(text=listed_all if there else "No conventions are agreed yet.")
    if context.tree.project is None:
        return None
    if there and (_FORGET_ALL.fullmatch(said.rstrip(".!"))):
        return _forgotten(there)
    if (forget := _FORGET.fullmatch(said.rstrip(".!"))) and (there or forget["a"] is not None):
        return _forget(there, forget["a"] or forget["b"] or forget["c"] or "")
    if (note := _NOTE.fullmatch(said)) and "?" not in said and not _OF_A_DAY.match(said):
        of_a_task = note["a"] and _is_of_a_task(context, said)
        return None if of_a_task else _noted(there, next(filter(None, note.groups())))
    return None


def _is_of_a_task(context: Context, said: str) -> bool:
    """Whether it is to be kept in mind of a single task, not of the project."""
    return remembered(scene_of(context, said, {}, titles=False), said) != said


def _noted(there: Sequence[str], words: str) -> Answer:
    sentence = capitalized(words.strip().rstrip(" .!"))
    if any(alike(sentence, known) for known in there):
        return Answer(text=f"That is agreed already: “{sentence}”.")
    if len(there) >= MOST:
        return Answer(
            text=f"{MOST} conventions are agreed, and no more are followed: forget one first."
        )
    text = f"Noted as a convention of this project: “{sentence}”. Accept it to keep it."
    if _understood(sentence):
        text += " I follow it in what I plan from then on."
    else:
        text += f" {NOT_FOLLOWED}"
    return Answer(edits=(Edit("update", PROJECT, add_conventions=(sentence,)),), text=text)


def _forget(there: Sequence[str], words: str) -> Answer | None:
    wanted = telling(words)
    found = [one for one in there if wanted and wanted <= telling(one)] or [
        one for one in there if len(wanted & telling(one)) * 2 > len(wanted)
    ]
    if len(found) == 1:
        return _forgotten(found)
    if not there:
        return Answer(text="No conventions are agreed, so there is none to forget.")
    some = found or list(there)
    return Answer(
        question="Which convention should be forgotten?",
        options=(*(f"Forget the convention: {one}" for one in some[:6]), "Never mind"),
    )


def _forgotten(found: Sequence[str]) -> Answer:
    told = listed([f"“{one}”" for one in found])
    edit = Edit("update", PROJECT, remove_conventions=tuple(found))
    return Answer(edits=(edit,), text=f"No longer a convention once you accept: {told}.")


def _understood(sentence: str) -> bool:
    return any(pattern.search(sentence) for pattern in (_ROUND, _TAG, _WHO, _ADDS))


def kept(context: Context, answer: Answer) -> Answer:
    """The answer as the project's conventions want it; what they changed is said."""
    agreed = conventions(context.tree.project)
    created = [edit for edit in answer.edits if edit.op == "create" and edit.ref != PROJECT]
    if not agreed or not created:
        return answer
    edits, told = list(answer.edits), list[str]()
    new = {edit.ref for edit in created}
    for sentence in agreed:
        if rounding := _ROUND.search(sentence):
            step = _STEPS[rounding[1].lower()]
            edits = [_rounded(edit, step) if edit.ref in new else edit for edit in edits]
        elif tag := _TAG.search(sentence):
            edits = [_tagged(edit, tag[1].lower()) for edit in edits]
        elif whose := _WHO.search(sentence):
            edits = [_given(edit, whose["who"]) for edit in edits]
        elif _is_for(sentence, created) and (wanted := _ADDS.search(sentence)):
            edits = list(_with_task(context, edits, wanted, sentence))
        else:
            continue
        if edits != list(answer.edits) and sentence not in told:
            told.append(sentence)
    if not told:
        return answer
    return replace(
        answer,
        edits=tuple(edits),
        text=f"{answer.text} As agreed: {'; '.join(f'“{one}”' for one in told)}.".strip(),
    )


def _is_for(sentence: str, created: Sequence[Edit]) -> bool:
    """Whether what was created is what a convention adds to: a plan, or a task's sub-tasks."""
    top = sum(edit.parent in (None, PROJECT) for edit in created)
    below = len(created) - top
    return below >= A_PLAN and not top if _BELOW.search(sentence) else top >= A_PLAN


def _rounded(edit: Edit, step: int) -> Edit:
    if edit.estimated_minutes is None:
        return edit
    return _changed(edit, estimated_minutes=max(step, -(-edit.estimated_minutes // step) * step))


def _tagged(edit: Edit, tag: str) -> Edit:
    if edit.op != "create" or edit.ref == PROJECT:
        return edit
    return _changed(edit, tags=tuple(sorted({*(edit.tags or ()), tag})))


def _given(edit: Edit, who: str) -> Edit:
    if edit.op != "create" or edit.ref == PROJECT or edit.assignee:
        return edit
    return _changed(edit, assignee=who)


def _changed(edit: Edit, **fields: object) -> Edit:
    there = {name: getattr(edit, name) for name in edit.__struct_fields__}
    return Edit(**{**there, **fields})


def _with_task(
    context: Context, edits: Sequence[Edit], wanted: re.Match[str], sentence: str
) -> Iterator[Edit]:
    """The edits with one that creates what is always wanted, unless there is such a task."""
    title = capitalized(wanted["topic"] or wanted["what"] or "")
    created = [edit for edit in edits if edit.op == "create" and edit.ref != PROJECT]
    titles = [edit.title or "" for edit in created]
    titles += [task.title for task in context.tree.tasks.values()]
    yield from edits
    if not title or any(_covers(title, other) for other in titles):
        return
    parent = created[0].parent
    beside = [edit for edit in created if edit.parent == parent]
    first, last = _FIRST.search(sentence), _LAST.search(sentence)
    yield Edit(
        "create",
        f"N{len(created) + 1}",
        title=title,
        description=f"Agreed for every plan of this project: {sentence}.",
        parent=parent,
        before=beside[0].ref if first and beside else None,
        depends_on=(beside[-1].ref,) if last and not first and beside else None,
    )


def _covers(wanted: str, title: str) -> bool:
    """Whether a task with this title is what is wanted."""
    words = telling(wanted)
    return alike(wanted, title) or bool(words and words <= telling(title))
