import { describe, expect, test } from "vitest";

import type { Shift } from "@/components/tree/editing";
import type { Edit } from "@/components/task/edits/edit";
import {
  addTask,
  moveTask,
  removeTask,
  setFields,
  shiftTask,
} from "@/components/task/edits/taskEdits";
import { applyAll } from "@/patch/apply";
import type { Task } from "@/patch/model";
import { childrenOf, type Plan } from "@/patch/plan";
import { planWith } from "@/patch/planWith";

const PLAN = planWith({ a: { b: {}, c: {} }, d: {}, e: {} });

function taskOf(plan: Plan, id: string): Task {
  const task = plan.tasks.get(id);
  if (!task) throw new Error(`no ${id}`);
  return task;
}

/** The plan as text: "a(b c) d e". */
function shape(plan: Plan, parent: string | null = null): string {
  return childrenOf(plan, parent)
    .map((id) => (childrenOf(plan, id).length > 0 ? `${id}(${shape(plan, id)})` : id))
    .join(" ");
}

function after(edit: Edit | null, plan = PLAN): string {
  return shape(edit ? applyAll(plan, edit.patches) : plan);
}

describe("editing by hand", () => {
  test.each<[string, Shift, string]>([
    ["d", "up", "d a(b c) e"],
    ["a", "up", "a(b c) d e"],
    ["a", "down", "d a(b c) e"],
    ["d", "down", "a(b c) e d"],
    ["e", "down", "a(b c) d e"],
    ["d", "in", "a(b c d) e"],
    ["a", "in", "a(b c) d e"],
    ["c", "in", "a(b(c)) d e"],
    ["b", "out", "a(c) b d e"],
    ["a", "out", "a(b c) d e"],
  ])("%s %s gives %s", (id, way, expected) => {
    expect(after(shiftTask(PLAN, taskOf(PLAN, id), way))).toBe(expected);
  });

  test.each([
    [{ parentId: null, afterId: "d" }, "a(b c) d new e"],
    [{ parentId: null, afterId: null }, "new a(b c) d e"],
    [{ parentId: "a", afterId: "c" }, "a(b c new) d e"],
    [{ parentId: "e", afterId: null }, "a(b c) d e(new)"],
  ])("a task added at %j", (place, expected) => {
    expect(after(addTask(PLAN, "new", place, "New"))).toBe(expected);
  });

  test("where siblings leave no room between them, they are keyed anew", () => {
    const tight = planWith({ x: {}, y: {} }, { x: { position: "1" }, y: { position: "10" } });
    const edit = addTask(tight, "new", { parentId: null, afterId: "x" }, "New");
    expect(after(edit, tight)).toBe("x new y");
    expect(edit.patches.length).toBeGreaterThan(1);
  });

  test("moving to where it is changes nothing", () => {
    expect(moveTask(PLAN, taskOf(PLAN, "d"), null, "e")).toBeNull();
    expect(moveTask(PLAN, taskOf(PLAN, "d"), null, "d")).toBeNull();
    expect(moveTask(PLAN, taskOf(PLAN, "e"), null, null)).toBeNull();
  });

  test("moving among siblings sets only the position", () => {
    const edit = moveTask(PLAN, taskOf(PLAN, "e"), null, "a");
    expect(edit?.patches.map((patch) => Object.keys(patch.body ?? {}))).toEqual([["position"]]);
    expect(after(edit)).toBe("e a(b c) d");
  });

  test("a thousand tasks added at the same place keep their order and short keys", () => {
    let plan = planWith({ first: {}, last: {} });
    for (let i = 0; i < 1000; i += 1) {
      const edit = addTask(plan, `n${i}`, { parentId: null, afterId: "first" }, "New");
      plan = applyAll(plan, edit.patches);
    }
    expect(childrenOf(plan, null).slice(0, 3)).toEqual(["first", "n999", "n998"]);
    const longest = Math.max(...[...plan.tasks.values()].map((task) => task.position.length));
    expect(longest).toBeLessThanOrEqual(200);
  });

  test("each edit says in the history what it did", () => {
    const task = taskOf(PLAN, "a");
    expect([
      setFields(task, { title: "Alpha" }).message,
      setFields(task, { status: "in_review" }).message,
      setFields(task, { estimated_minutes: 60, tags: [] }).message,
      addTask(PLAN, "x", { parentId: null, afterId: null }, "New").message,
      moveTask(PLAN, taskOf(PLAN, "d"), "a", null)?.message,
      moveTask(PLAN, taskOf(PLAN, "b"), null, null)?.message,
      removeTask(PLAN, task).message,
      removeTask(PLAN, taskOf(PLAN, "e")).message,
    ]).toEqual([
      "Renamed T1 to “Alpha”",
      "T1 is in review",
      "Changed estimate and tags of T1 “a”",
      "Added “New”",
      "Moved T4 “d” under T1",
      "Moved T2 “b” to the top",
      "Deleted T1 “a” and its 2 sub-tasks",
      "Deleted T5 “e”",
    ]);
  });
});
