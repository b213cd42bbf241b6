import { describe, expect, test } from "vitest";

import { compare } from "@/components/diff/compare";
import { applyAll } from "@/patch/apply";
import { derive } from "@/patch/derived";
import type { Patch, TaskFields } from "@/patch/model";
import { EMPTY } from "@/patch/plan";

const create = (id: string, fields: TaskFields): Patch => ({
  op: "create",
  target: "task",
  target_id: id,
  body: { title: `Task ${id}`, ...fields },
});
const update = (id: string, body: TaskFields): Patch => ({
  op: "update",
  target: "task",
  target_id: id,
  body,
});
const remove = (id: string): Patch => ({ op: "delete", target: "task", target_id: id });
const project: Patch = { op: "create", target: "project", target_id: "p", body: { title: "Plan" } };

const BASE = applyAll(EMPTY, [
  project,
  create("a", { number: 1, position: "A" }),
  create("b", { number: 2, position: "B" }),
  create("b1", { number: 3, position: "A", parent_id: "b" }),
  create("b2", { number: 4, position: "B", parent_id: "b1" }),
  create("c", { number: 5, position: "C", depends_on: ["b"] }),
]);
const after = (...patches: Patch[]) => compare(BASE, applyAll(BASE, patches));

describe("a comparison", () => {
  test("of a plan with itself marks nothing", () => {
    expect(compare(BASE, BASE)).toMatchObject({ fate: null, project: [] });
    expect(compare(BASE, BASE).decorations.size).toBe(0);
  });

  test("finds nothing where a value was set to what it was, whatever the order of its members", () => {
    const before = applyAll(BASE, [update("a", { metadata: { x: 1, y: [2] } })]);
    const same = applyAll(before, [update("a", { metadata: { y: [2], x: 1 }, tags: [] })]);
    expect(compare(before, same).decorations.size).toBe(0);
  });

  test("counts what there is afterwards: what was removed is shown, and counts for what went with it", () => {
    const before = applyAll(BASE, [
      update("b2", { status: "completed", estimated_minutes: 60 }),
      create("b3", { number: 6, position: "C", parent_id: "b1", estimated_minutes: 30 }),
    ]);
    const derivedAfter = (...patches: Patch[]) =>
      derive(compare(before, applyAll(before, patches)).plan);
    const one = derivedAfter(remove("b2"));
    expect(one.get("b")).toMatchObject({ leaves: 1, done: 0, estimate: 30, summed: true });
    expect(one.get(null)).toMatchObject({ leaves: 3, done: 0 });
    const both = derivedAfter(remove("b2"), remove("b3"));
    expect(both.get("b1")).toMatchObject({ leaves: 1, done: 0, estimate: null });
    expect(both.get("b1")?.summed).toBeUndefined();
    expect(derivedAfter(remove("b")).get("b")).toMatchObject({ leaves: 2, done: 1, estimate: 90 });
  });

  test("marks what is new", () => {
    const { decorations, counts } = after(create("d", { position: "D" }));
    expect(decorations.get("d")).toEqual({ marks: ["added"] });
    expect(counts).toEqual({ added: 1, changed: 0, moved: 0, removed: 0 });
  });

  test("tells each field before and after, in words", () => {
    const { decorations } = after(
      update("a", { title: "Other", status: "in_progress", estimated_minutes: 90 }),
    );
    expect(decorations.get("a")).toEqual({
      marks: ["changed"],
      changes: [
        { field: "title", before: "Task a", after: "Other" },
        { field: "status", before: "To do", after: "In progress" },
        { field: "estimated_minutes", before: null, after: "1h 30m" },
      ],
    });
  });

  test("says from where a task moved under another", () => {
    const { decorations } = after(update("b1", { parent_id: "a" }));
    expect(decorations.get("b1")).toEqual({
      marks: ["moved"],
      changes: [{ field: "parent_id", before: "T2 “Task b”", after: "T1 “Task a”" }],
    });
  });

  test("says between which siblings a task moved", () => {
    const { decorations } = after(update("c", { position: "1" }));
    expect(decorations.get("c")?.changes).toEqual([
      { field: "position", before: "after T2 “Task b”", after: "first" },
    ]);
  });

  test("keeps what is removed in its place, and says how much goes along", () => {
    const { plan, decorations, counts } = after(remove("b"));
    expect(plan.children.get(null)).toEqual(["a", "b", "c"]);
    expect(decorations.get("b")).toEqual({
      marks: ["removed"],
      note: "Removes 2 sub-tasks",
      aside: "T5 waits no longer for it",
    });
    expect(decorations.get("b1")).toEqual({ marks: ["removed"] });
    expect(decorations.get("c")?.changes).toEqual([
      { field: "depends_on", before: "T2 “Task b”", after: null },
    ]);
    expect(counts).toEqual({ added: 0, changed: 1, moved: 0, removed: 3 });
  });

  test("does not count what was moved out of a removed task as removed", () => {
    const { decorations } = after(update("b1", { parent_id: null }), remove("b"));
    expect(decorations.get("b")).not.toHaveProperty("note");
    expect(decorations.get("b1")?.marks).toEqual(["moved"]);
  });

  test("tells metadata key by key, and sentences in it line by line", () => {
    const agreed = (conventions: string[]) =>
      applyAll(BASE, [
        {
          op: "update",
          target: "project",
          target_id: "p",
          body: { metadata: { conventions, team: "web" } },
        },
      ]);
    expect(compare(agreed(["One"]), agreed(["One", "Two"])).project).toEqual([
      { field: "metadata.conventions", before: "• One", after: "• One\n• Two" },
    ]);
  });

  test("tells what happened to the project itself", () => {
    expect(compare(EMPTY, BASE).fate).toBe("added");
    expect(compare(BASE, EMPTY)).toMatchObject({ fate: "removed", counts: { removed: 5 } });
    const status = applyAll(BASE, [
      { op: "update", target: "project", target_id: "p", body: { status: "active" } },
    ]);
    expect(compare(BASE, status)).toMatchObject({
      fate: "changed",
      project: [{ field: "status", before: "Planning", after: "Active" }],
      counts: { changed: 1 },
    });
  });
});
