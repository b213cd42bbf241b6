"""Statistics: how each day ended, what was finished on it, and how long tasks took."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.core.derived.tally import Tally
from ledger.core.patch import Patch
from projections.queries.stats import LONGEST, Moment, past_stats, project_stats
from projections.stats import CycleTimes, Day, DayEnd, Stats, burndown, cycle_times
from tests.laws import examples
from tests.ledger.plans import (
    DROP_PROJECT,
    ME,
    OTHER_PROJECT,
    PROJECT,
    change,
    drop,
    new_project,
    new_task,
    retitle,
)
from tests.projections.lives import live_on
from tests.projections.world import World
from tests.properties.strategies import PROJECT_ID

TODAY = date(2026, 12, 31)


def stats(world: World, until: date = TODAY, since: date | None = None) -> Stats:
    found = world.ask(project_stats, PROJECT, until, since)
    assert found is not None
    return found


def stats_at(
    world: World, version: int, until: date | None = None, project_id: str = PROJECT
) -> Stats:
    """As they were at a version, looked at on its own day or a later one."""
    tree = world.ledger.state(project_id, version).tree
    found = world.ask(past_stats, project_id, Moment(version, tree, until))
    assert found is not None
    return found


def on(world: World, day: str, *patches: Patch) -> None:
    """Accept patches at noon of a day of December 2026 (or at a full `dayThh:mm`)."""
    clock = day if "T" in day else f"{day}T12:00"
    world.clock.time = datetime.fromisoformat(f"2026-12-{clock}+00:00").astimezone(UTC)
    world.clock.step = timedelta(0)
    world.commit(*patches)


@pytest.fixture
def december(world: World) -> World:
    """A plan that was worked on for a few days."""
    tasks = (
        new_task(1, estimated_minutes=60),
        new_task(2),
        new_task(3, under=2, estimated_minutes=30),
    )
    on(world, "01", new_project(), *tasks)
    on(world, "01T13:00", change(1, status="in_progress"))
    on(world, "03", change(1, status="completed"), new_task(4, estimated_minutes=15))
    on(world, "05", change(3, status="completed"), change(1, status="todo"))
    on(world, "05T18:00", change(1, status="completed"))
    on(world, "06", change(4, status="cancelled"), retitle("Done"))
    return world


def test_a_burndown_has_every_day(december: World) -> None:
    """Days without a change repeat the one before; finished and reopened count that day's moves."""
    days = stats(december, date(2026, 12, 7)).days
    assert [
        Day(date(2026, 12, 1), 2, 0, 2, 90, 0, 0),
        Day(date(2026, 12, 2), 2, 0, 2, 90, 0, 0),
        Day(date(2026, 12, 3), 3, 1, 2, 45, 1, 0),
        Day(date(2026, 12, 4), 3, 1, 2, 45, 0, 0),
        Day(date(2026, 12, 5), 3, 2, 1, 15, 2, 1),
        Day(date(2026, 12, 6), 2, 2, 0, 0, 0, 0),
        Day(date(2026, 12, 7), 2, 2, 0, 0, 0, 0),
    ] == list(days)


def test_the_numbers_of_now(december: World) -> None:
    """Statuses count all tasks, progress the leaves that are not cancelled."""
    found = stats(december)
    assert (4, 1.0) == (found.task_count, found.progress)
    assert Tally(open=0, completed=2, cancelled=1) == found.tally
    assert {"todo": 1, "completed": 2, "cancelled": 1} == {
        s: n for s, n in found.status_counts.items() if n
    }


def test_a_part_of_the_time(december: World) -> None:
    """A beginning can be named; what was before it is carried into it."""
    days = stats(december, date(2026, 12, 4), date(2026, 12, 4)).days
    assert (Day(date(2026, 12, 4), 3, 1, 2, 45, 0, 0),) == days
    early = stats(december, date(2026, 12, 1), date(1, 1, 1)).days
    assert [date(2026, 12, 1)] == [day.day for day in early]
    assert () == stats(december, date(2026, 11, 1)).days


def test_a_long_life_is_cut(december: World) -> None:
    """Without a beginning, at most a year is given."""
    days = stats(december, date(2029, 1, 1)).days
    assert (LONGEST, date(2029, 1, 1)) == (len(days), days[-1].day)
    assert 2 == days[0].completed


def test_cycle_times(december: World) -> None:
    """From the first start since a task was last to do, to its completion."""
    assert stats(december).cycle_times is None  # task 1 was to do again, 3 never begun
    on(december, "10", change(2, status="in_progress"), change(1, status="in_review"))
    on(december, "10T12:10", change(2, status="blocked"), change(1, status="in_progress"))
    on(december, "10T12:30", change(2, status="completed"), change(1, status="completed"))
    assert CycleTimes(2, 30, 30) == stats(december).cycle_times
    on(december, "10T13:00", change(2, status="todo"))
    assert CycleTimes(1, 30, 30) == stats(december).cycle_times


def test_a_task_that_comes_back_keeps_its_times(december: World) -> None:
    """Deleting and undoing changes neither cycle times nor what was finished."""
    on(december, "10", change(4, status="in_progress"))
    on(december, "10T12:40", change(4, status="completed"))
    before = stats(december)
    on(december, "10T13:00", drop(4))
    december.ledger.undo(PROJECT, ME)
    assert CycleTimes(1, 40, 40) == before.cycle_times
    assert before == stats(december)


def test_tasks_created_under_way_or_done(world: World) -> None:
    """A task that is created in progress begins then; one that is created completed has no cycle time."""
    on(
        world,
        "01",
        new_project(),
        new_task(1, status="in_progress"),
        new_task(2, status="completed"),
    )
    on(world, "01", new_task(3, status="blocked"), new_task(4, status="cancelled"))
    on(world, "01T12:05", change(1, status="completed"), change(4, status="completed"))
    found = stats(world, date(2026, 12, 1))
    assert CycleTimes(1, 5, 5) == found.cycle_times
    assert (2, 0) == (found.days[0].finished, found.days[0].reopened)


def test_a_deleted_project_counts_nothing_any_more(december: World) -> None:
    on(december, "08", DROP_PROJECT)
    days = stats(december, date(2026, 12, 8)).days
    assert (2, 0) == (days[-2].total, days[-1].total)
    assert december.ask(project_stats, OTHER_PROJECT, TODAY) is None


def test_estimates_beyond_reason_do_not_overflow(world: World) -> None:
    """Sums of the largest estimates that a patch can carry still fit."""
    tasks = [new_task(n, estimated_minutes=2**53 - 1) for n in range(1, 1100)]
    on(world, "01", new_project(), *tasks)
    assert 0 < stats(world).tally.minutes < 2**53


def test_quantiles_are_values_that_occurred() -> None:
    """The nearest rank: half of all took no longer than the median."""
    spans = [
        ("2026-12-01T00:00:00.000000Z", f"2026-12-01T00:{m:02}:00.000000Z") for m in (1, 2, 3, 40)
    ]
    assert CycleTimes(4, 2, 40) == cycle_times(spans)
    assert CycleTimes(1, 1, 1) == cycle_times(spans[:1])
    assert cycle_times([]) is None


def test_a_burndown_of_nothing_is_flat() -> None:
    """Without any known day, everything is zero."""
    days = list(burndown([], date(2026, 12, 1), date(2026, 12, 2)))
    assert [0, 0] == [day.total for day in days]
    ends = [DayEnd(date(2026, 11, 1), Tally(open=3), 1, 0)]
    assert [(3, 0)] == [
        (d.total, d.finished) for d in burndown(ends, date(2026, 12, 1), date(2026, 12, 1))
    ]


@examples(40)
@given(data=st.data())
def test_a_versions_figures_are_those_of_a_ledger_that_ends_there(data: st.DataObject) -> None:
    """past_stats(version) == project_stats, asked when that was the newest one, whatever came after."""
    world = World()
    seen: dict[int, tuple[date, Stats | None]] = {}
    for _ in range(data.draw(st.integers(1, 12), "changes")):
        world.clock.step = timedelta(hours=data.draw(st.integers(0, 40), "hours"))
        live_on(world, data)
        _work_on(world, data)
        version = world.ledger.state(PROJECT_ID).version
        day = world.clock.time.date()
        seen[version] = (day, world.ask(project_stats, PROJECT_ID, day))
    assert {version: found for version, (_, found) in seen.items()} == {
        version: stats_at(world, version, day, PROJECT_ID) for version, (day, _) in seen.items()
    }
    world.close()


def _work_on(world: World, data: st.DataObject) -> None:
    """Somebody begins or completes a task, if there is one."""
    tasks = sorted(world.ledger.state(PROJECT_ID).tree.tasks)
    if tasks:
        fields = {"status": data.draw(st.sampled_from(["in_progress", "completed"]), "now")}
        patch = Patch("update", "task", data.draw(st.sampled_from(tasks), "task"), fields)
        world.commit(patch, project_id=PROJECT_ID)


def test_inside_a_changeset_what_came_until_there_counts(december: World) -> None:
    """Of two tasks that one changeset completes, one is done at the version between them."""
    on(december, "10", change(2, status="completed"), change(4, status="completed"))
    newest = december.ledger.state(PROJECT).version
    assert [1, 2] == [stats_at(december, newest - n).days[-1].finished for n in (1, 0)]


def test_before_a_project_there_are_no_figures(december: World) -> None:
    """At version 0 there is nothing, and of another project there is no answer."""
    assert (0, ()) == (stats_at(december, 0).task_count, stats_at(december, 0).days)
    tree = december.ledger.state(PROJECT, 0).tree
    assert december.ask(past_stats, OTHER_PROJECT, Moment(1, tree)) is None
