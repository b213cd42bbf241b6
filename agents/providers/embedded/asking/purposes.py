"""Why a task is there: "why do we need T6?", "what is the load test for?", "who asked for T3?"."""

from __future__ import annotations

from agents.providers.embedded.asking.question import Asked, Questions
from agents.providers.embedded.remarks import purpose

QUESTIONS = Questions()
_NEEDED = (
    r"(?:even )*(?:needed|necessary|required|there|here|important|on the list|in the plan|in it)"
)


@QUESTIONS.asked(
    rf"(?:and |but )?why (?:is|are|was) <a> {_NEEDED}",
    r"why (?:do|did|would) (?:we|i|you) (?:even )*(?:need|have|do|want|add|plan) <a>",
    r"why <a>",
    r"what is <a> (?:good )?for",
    r"what is the (?:point|purpose|reason|goal|use|sense) (?:of|for|behind) <a>",
    r"who (?:has )?(?:asked for|wanted|wants|added|created|requested|came up with) <a>",
    r"do (?:we|i|you) need <a>",
    rf"is <a> {_NEEDED}",
)
def why(asked: Asked, a: str) -> str:
    """From the plan, and from where the task comes from."""
    return purpose(asked.scene.context, asked.task(a))
