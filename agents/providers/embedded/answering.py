"""Which part of the embedded planner answers a request: words for facts, an opinion, or a plan."""

from __future__ import annotations

from dataclasses import replace

from agents.ports import Context, Request
from agents.providers.embedded.agreeing import agreement, kept
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.asking.answering import NO_TASKS
from agents.providers.embedded.asking.helping import asks_for_help
from agents.providers.embedded.clarifying import (
    before_a_draft,
    clarified,
    open_goal,
    questions_about,
    says_nothing,
)
from agents.providers.embedded.extraction.planning import plan_document
from agents.providers.embedded.followups.following import followed_up
from agents.providers.embedded.opinions.opining import asked_in_words, opinion
from agents.providers.embedded.pasted import pasted
from agents.providers.embedded.redrafting import redrafted
from agents.providers.embedded.refining import refined
from agents.providers.embedded.remarks import reasons, reworded
from agents.providers.embedded.telling import told
from agents.providers.embedded.understanding import literally, plain_question, understand
from agents.providers.embedded.undoing import to_redo


def answer_to(request: Request) -> Answer:
    """The answer. Deterministic."""
    if request.facts is not None:
        return Answer(text=told(request.facts))
    context, kind = request.context, request.kind
    if kind == "plan" and context.tree.tasks and not context.given_now:
        kind = asked_in_words(request.instruction) or kind
    if kind != "plan":
        return opinion(context, kind, request.instruction)
    return _remarked(context, request.instruction)


def _remarked(context: Context, instruction: str) -> Answer:
    """Remarks about single tasks: what is asked why is told, the rest is done."""
    told_why, rest = reasons(context, instruction), reworded(instruction)
    if not told_why:
        return _plan(context, rest or instruction)
    answer = _plan(context, rest) if rest else Answer()
    return replace(answer, text="\n\n".join(filter(None, (told_why, answer.text))))


def _plan(context: Context, instruction: str) -> Answer:
    if context.document is not None and context.given_now:
        return kept(context, plan_document(context, context.document, instruction))
    if (known := plain_question(context, instruction)) is not None:
        return known
    if again := to_redo(context, instruction):
        return _plan(replace(context, turns=context.turns[:-4]), again)
    agreed = agreement(context, instruction) or redrafted(context, instruction)
    agreed = agreed or refined(context, instruction)
    agreed = agreed or followed_up(context, instruction)
    if agreed is not None:
        return kept(context, agreed)
    known = _clearer(context, instruction) or pasted(context, instruction)
    return kept(context, known or _understood(context, instruction))


def _clearer(context: Context, instruction: str) -> Answer | None:
    """The draft of a vague goal, made anew from what was answered; None where nothing was asked of it.

    A change of the draft in so many words ("combine the first two tasks") is one, whatever was asked.
    """
    goal = open_goal(context.turns)
    if goal is None:
        return None
    there = bool(context.tree.tasks)
    change = literally(replace(context, turns=()), instruction) if there else Answer()
    return change if change.edits else clarified(context, goal, instruction)


def _understood(context: Context, instruction: str) -> Answer:
    """What the words mean on the plan; a goal that is too vague is drafted, and asked about.

    Where there is nothing to draft from, it is asked first.
    """
    if context.tree.project is None and asks_for_help(instruction):
        return Answer(text=NO_TASKS)
    if context.tree.project is None and says_nothing(instruction):
        return before_a_draft(context)
    answer = understand(context, instruction)
    if context.tree.tasks or context.mode == "task" or not answer.edits:
        return answer
    return replace(answer, also=questions_about(instruction, context))
