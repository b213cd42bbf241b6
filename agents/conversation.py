"""A conversation's next answer: edits → Patches on the draft, each checked as it comes.

    instruction ─► provider ─► edit ─► patches ─► draft'        what was refused goes back with the reason

Edits may come in any order: one that does not apply yet (it names a task that is created further on)
waits until the rest was said. What is still refused then is handed back, and of an answer that was cut
off the rest is asked for, at most `HAND_BACKS` times in all. What applied is kept all the while, and
never applied again; nothing is ever invented to fill a gap. A provider that is down before it said
anything is followed by the next one.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing

from agents.answer import Answer
from agents.outcomes import Failed, Outcome, Retried
from agents.ports import Context, Kind, Provider, Request

HAND_BACKS = 3
MAX_INSTRUCTION = 20_000


async def converse(  # noqa: PLR0913 - who is asked what, where
    provider: Provider,
    context: Context,
    instruction: str,
    new_id: Callable[[], str],
    model: str | None = None,
    *,
    kind: Kind = "plan",
    fallbacks: Iterable[Provider] = (),
) -> AsyncGenerator[Outcome, None]:
    """Answer one instruction. `new_id` makes ids for tasks; `model` defaults to the provider's first.

    `fallbacks` are asked in their order, each with its own first model, when those before are down;
    those that are not set up are passed over.
    """
    if len(instruction) > MAX_INSTRUCTION:
        message = f"An instruction has at most {MAX_INSTRUCTION:,} characters."
        yield Failed("instruction_too_long", message)
        return
    request = Request(context, instruction, model or provider.models()[0].id, kind)
    answer = Answer(provider, request, new_id)
    others = (other for other in fallbacks if other.setup().ready)
    while True:
        async with aclosing(_rounds(answer)) as outcomes:
            async for outcome in outcomes:
                yield outcome
        following = next(others, None) if answer.is_down else None
        if following is None:
            break
        answer, turned = answer.turned_to(following)
        yield turned
    yield answer.end()


async def _rounds(answer: Answer) -> AsyncGenerator[Outcome, None]:
    """Ask for the answer, and for what is missing of it or was refused, until that is all."""
    while True:
        async with aclosing(answer.round()) as outcomes:
            async for outcome in outcomes:
                yield outcome
        if not answer.feedback or answer.rounds > HAND_BACKS:
            return
        yield Retried(answer.rounds, " ".join(answer.feedback))
