"""Questions about plans of one's own, by a word or two of a long title, in the words of who is in a hurry."""

from __future__ import annotations

import pytest

from agents.providers.embedded.references.picking import picked
from tests.agents.talks import tell
from tests.evaluation.plans import PLANS

QUESTIONS = [
    ("cafe", "whos doing the insurance?", "T11|nobody|Rosa has T2"),
    (
        "cafe",
        "Is there any task in the plan that nobody is responsible for?",
        "3 open tasks|T5|T6|T7",
    ),
    ("cafe", "How many time do we need still for the whole?", "28d of work is left"),
    ("cafe", "Until when must be the premises ready?", "T3|4 March 2027"),
    (
        "cafe",
        "do you think we're being too optimistic with the fitting out?",
        "T3|4 March 2027|in time",
    ),
    ("cafe", "are we too optimistic?", "Nothing is overdue|16 December 2026"),
    (
        "cafe",
        "can we open before easter or not",
        "Not by its due date|T7|31 May 2027|27 March 2027",
    ),
    ("cafe", "can we open by july?", "T7|31 May 2027|in time for Saturday 31 July 2027"),
    ("cafe", "can we settle the concept by july?", "T1|done"),
    ("cafe", "who trains the staff?", "T5|nobody"),
    ("cafe", "who interviews?", "I do not understand that"),
    ("cafe", "tell me the status of the licences", "T9|not started"),
    ("cafe", "how many weeks until we open", "T7|31 May 2027"),
    ("cafe", "how much is on Rosa's plate", "6d 2h"),
    ("cafe", "is rosa or jonas busier", "Jonas (8d 3h|Rosa (6d 2h"),
    ("hiring", "how many days of interviews did we plan", "T4|5d 5h"),
    ("hiring", "can dev start with the search already", "T3|Nothing stands in the way"),
    ("hiring", "who writes the advert?", "T8|Dev"),
    ("hiring", "who interviews?", "T2|T4|Maria"),
    ("hiring", "do we have somebody for the onboarding", "T6|T7|nobody"),
    ("hiring", "can we interview by january?", "T4|in time for Sunday 31 January 2027"),
    ("hiring", "salary? where was that", "T1|done"),
    (
        "hiring",
        "By when would we be finished if everything goes according to plan?",
        "10 December 2026",
    ),
    ("hiring", "Status report. Short.", "10 tasks|8 not started"),
    ("hiring", 'What means "Publish it where they are"?', "T9|waits for T8"),
]


@pytest.mark.parametrize(("name", "question", "facts"), QUESTIONS)
def test_an_answer_names_the_facts(name: str, question: str, facts: str) -> None:
    """By which it can be checked; nothing changes, nothing is asked back."""
    said = tell(question, PLANS[name])
    assert ([], None) == (said.effects(), said.question)
    assert [] == [fact for fact in facts.split("|") if fact not in said.text], said.text


def test_an_answer_that_was_offered_is_picked_by_its_place_or_by_its_words() -> None:
    """Only one that is offered; other words are read as any message."""
    offered = ("T3 is in progress", "T3 is done", "Split T3 into “A” and “B”", "Never mind")
    assert offered[1] == picked(offered, "the second one")
    assert offered[3] == picked(offered, "the last one")
    assert offered[2] == picked(offered, "just split it")
    assert picked(offered, "the fifth") is None
    assert picked(offered, "T3") is None
    assert picked(offered, "split T3 into A and B and C") is None
