"""Which part of the embedded planner answers a request: words for facts, an opinion, or a plan."""

from __future__ import annotations

from agents.ports import Request
from agents.providers.embedded.answers import Answer
from agents.providers.embedded.opinions.opining import asked_in_words, opinion
from agents.providers.embedded.telling import told
from agents.providers.embedded.understanding import understand


def answer_to(request: Request) -> Answer:
    """The answer. Deterministic."""
    if request.facts is not None:
        return Answer(text=told(request.facts))
    kind = request.kind
    if kind == "plan" and request.context.tree.tasks:
        kind = asked_in_words(request.instruction) or kind
    if kind != "plan":
        return opinion(request.context, kind, request.instruction)
    return understand(request.context, request.instruction)
