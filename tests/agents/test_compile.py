"""What an edit means as patches, and which edits mean nothing."""

from __future__ import annotations

import pytest

from agents.compile import compile_edit
from agents.edits import Edit
from agents.handles import Handles
from ledger.core.apply import apply_all
from ledger.core.errors import Refused
from ledger.core.model import Link, Tree
from tests.agents.talks import PLAN, effects, task_id
from tests.plans import PROJECT, create, plan

NEW = task_id(50)


def compiled(edit: Edit, tree: Tree = PLAN) -> list[str]:
    patches = compile_edit(edit, tree, Handles.of(PROJECT, tree), NEW)
    return sorted(effects(tree, apply_all(tree, patches)))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit("create", "N1", title="A"), "+A at P[5]"),
        (Edit("create", "N1", title="A", parent="T3"), "+A at T3[2]"),
        (Edit("create", "N1", title="A", parent="P"), "+A at P[5]"),
        (Edit("create", "N1", title="A", after="T4"), "+A at T3[1]"),
        (Edit("create", "N1", title="A", before="T4", parent="T3"), "+A at T3[0]"),
        (Edit("create", "N1", title="A", before="T1"), "+A at P[0]"),
        (Edit("create", "N1", title="A", add_tags=("b", "a")), "+A at P[5] tags={a | b}"),
        (Edit("create", "N1", title="A", depends_on=("T1",)), "+A at P[5] depends_on={T1}"),
        (Edit("update", "T4", parent="P"), "T4 at P[5]"),
        (Edit("update", "T7", parent="T3"), "T7 at T3[2]"),
        (Edit("update", "T7", before="T2"), "T7 at P[1]"),
        (Edit("update", "T2", tags=("x",)), "T2 tags={x}"),
        (Edit("update", "T2", tags=("x",), add_tags=("y",)), "T2 tags={x | y}"),
        (Edit("update", "T2", remove_tags=("backend",)), "T2 tags={}"),
        (Edit("update", "T3", clear=("depends_on", "due_date")), "T3 depends_on={} due_date=None"),
        (Edit("update", "T6", remove_depends_on=("T3",), add_depends_on=("T1",)), "T6 depends_on={T1}"),
        (Edit("update", "T1", acceptance_criteria=("b", "a")), "T1 acceptance_criteria={b | a}"),
        (Edit("update", "T1", metadata={"outline": "x/y"}), "T1 metadata={'outline': 'x/y'}"),
        (Edit("delete", "T7"), "-T7"),
        (Edit("update", "P", description="Why", assignee="Ann"), "P owner=Ann summary=Why"),
        (Edit("update", "P", add_tags=("b", "a"), status="active"), "P status=active tags={a | b}"),
        (Edit("delete", "P"), "-P"),
    ],
)  # fmt: skip
def test_an_edit_means_this(edit: Edit, expected: str) -> None:
    """The patches of an edit change just what it says."""
    found = compiled(edit)
    assert expected == found[0] or expected in found


def test_links_are_values_like_others() -> None:
    """They come out as they went in."""
    link = Link("jira", "APP-7", "https://example.org/APP-7")
    (patch,) = compile_edit(
        Edit("update", "T1", links=(link,)), PLAN, Handles.of(PROJECT, PLAN), NEW
    )
    assert {"links": (link,)} == patch.body


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit("update", "T99", title="A"), "unknown_handle"),
        (Edit("delete", "N1"), "unknown_handle"),
        (Edit("update", "T1", add_depends_on=("T99",)), "unknown_handle"),
        (Edit("create", "N1", title="A", parent="T99"), "unknown_handle"),
        (Edit("create", "N1", title="A", after="T99"), "unknown_handle"),
        (Edit("create", "N1", title="A", after="T4", parent="T6"), "not_a_sibling"),
        (Edit("update", "T1", after="T1"), "not_a_sibling"),
        (Edit("update", "T1", before="P"), "not_a_sibling"),
        (Edit("update", "T1"), "empty_body"),
        (Edit("create", "N1"), "missing_field"),
        (Edit("update", "T1", title=" "), "blank_title"),
        (Edit("update", "T1", title="x" * 201), "too_long"),
        (Edit("update", "T1", status="ready"), "invalid_value"),
        (Edit("update", "T1", due_date="tomorrow"), "invalid_value"),
        (Edit("update", "T1", estimated_minutes=0), "invalid_value"),
        (Edit("update", "P", estimated_minutes=5), "unknown_field"),
    ],
)
def test_an_edit_that_means_nothing_is_refused(edit: Edit, code: str) -> None:
    """A model's values are checked as strictly as anybody's, and the code says what is wrong."""
    with pytest.raises(Refused) as refusal:
        compiled(edit)
    assert code == refusal.value.code


def test_a_task_that_is_gone_is_named() -> None:
    """A handle outlives its task; the edit does not."""
    handles = Handles.of(PROJECT, PLAN)
    with pytest.raises(Refused) as refusal:
        compile_edit(Edit("update", "T7", title="A"), plan(), handles, NEW)
    assert "target_missing" == refusal.value.code


def test_room_is_made_where_there_is_none() -> None:
    """When no key fits between two siblings, they are keyed anew first."""
    tree = plan(
        create(task_id(1), title="One", number=1, position="0"),
        create(task_id(2), title="Two", number=2, position="00"),
    )
    edit = Edit("create", "N1", title="Between", after="T1")
    patches = compile_edit(edit, tree, Handles.of(PROJECT, tree), NEW)
    assert ["update", "update", "create"] == [patch.op for patch in patches]
    row = [task.title for task in apply_all(tree, patches).ordered()]
    assert ["One", "Between", "Two"] == row


@pytest.mark.parametrize("handle", ["T1", "P", "X1", "N", "N1a", "N²"])
def test_only_new_names_name_new_tasks(handle: str) -> None:
    """A new task's handle is N and a number that nobody has."""
    with pytest.raises(Refused) as refusal:
        Handles.of(PROJECT, PLAN).with_new(handle, NEW)
    assert "handle_taken" == refusal.value.code


def test_a_handle_is_taken_once() -> None:
    """The second task with the same handle is refused."""
    handles = Handles.of(PROJECT, PLAN).with_new("N1", NEW)
    assert NEW == handles.id_of("N1")
    with pytest.raises(Refused):
        handles.with_new("N1", task_id(51))
