"""What the embedded planner says, whole."""

from __future__ import annotations

from dataclasses import dataclass

from agents.edits import Edit
from agents.ports import FindingSaid, QuestionSaid, TakenBackSaid


@dataclass(frozen=True, slots=True)
class Answer:
    """Edits with a text, a question, or only a text; further questions and findings beside them.

    `taken_back`: that what earlier answers changed goes back, before any edits.
    """

    edits: tuple[Edit, ...] = ()
    text: str = ""
    question: str = ""
    candidates: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    also: tuple[QuestionSaid, ...] = ()
    findings: tuple[FindingSaid, ...] = ()
    taken_back: TakenBackSaid | None = None

    @property
    def questions(self) -> tuple[QuestionSaid, ...]:
        """All that is asked, the first first."""
        first = QuestionSaid(self.question, self.candidates, self.options)
        return (first, *self.also) if self.question else self.also
