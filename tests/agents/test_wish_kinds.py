"""What rules make of words that they do not know as a sentence is done only where labels may wish for it."""

from __future__ import annotations

import pytest

from agents.edits import Edit
from agents.providers.embedded import readers
from agents.providers.embedded.labels.spans import Labelled, Span
from agents.providers.embedded.wishes.kinds import wished_for
from tests.agents.talks import tell


def _reading(*labels: str) -> Labelled:
    """As "set.status=completed" says it."""
    spans = []
    for label in labels:
        kind, _, value = label.partition("=")
        wish, _, role = kind.partition(".")
        spans.append(Span(wish, role, value, "words"))
    return Labelled(tuple(spans), 0.5)


CHANGES = [
    (Edit("update", "T1", title="Tests"), "rename.title"),
    (Edit("update", "T1", status="completed"), "set.status=completed"),
    (Edit("update", "T1", priority="high"), "set.priority=high"),
    (Edit("update", "T1", estimated_minutes=60), "set.estimate"),
    (Edit("update", "T1", due_date="2026-12-01"), "set.later"),
    (Edit("update", "T1", start_date="2026-12-01"), "set.start"),
    (Edit("update", "T1", assignee="Ann"), "set.who"),
    (Edit("update", "T1", add_tags=("web",)), "set.tag"),
    (Edit("update", "T1", add_depends_on=("T2",)), "depend.on"),
    (Edit("update", "T1", after="T2"), "move.after"),
    (Edit("update", "T1", clear=("due_date",)), "set.clear=due"),
]


@pytest.mark.parametrize(("edit", "label"), CHANGES)
def test_a_change_is_wished_for_by_labels_of_its_kind(edit: Edit, label: str) -> None:
    talk = _reading("swap.target" if edit.title else "rename.title")
    assert wished_for([edit], [_reading(), _reading("set.note", label)])
    assert not wished_for([edit], [_reading(), talk, _reading("set.note")])


def test_what_changes_with_something_new_is_not_asked_for_apart() -> None:
    """To split a task renames it, and moves what waits for it."""
    edits = [Edit("create", "N1", title="Tests"), Edit("update", "T1", title="Docs", after="N1")]
    assert wished_for(edits, [_reading()])


def test_nothing_else_is_in_question() -> None:
    assert wished_for([Edit("update", "T1", description="Words")], [_reading()])


def test_what_no_label_speaks_of_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "hm, staging again... last time we cursed for days"
    for labels, effects in ((("move.target", "move.place"), ["T6 at P[4]"]), ((), [])):
        monkeypatch.setattr(readers, "guessed", lambda *_: None)
        found = (_reading(), _reading(*labels))
        monkeypatch.setattr(readers, "labelled", lambda *_, found=found: found)
        assert tell(said).effects() == effects
