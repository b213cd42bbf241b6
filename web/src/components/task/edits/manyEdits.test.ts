import { describe, expect, test } from "vitest";

import type { Edit } from "@/components/task/edits/edit";
import {
  moveTasks,
  removeTasks,
  setFieldsOfAll,
  shiftTasks,
  tagAll,
  topsOf,
} from "@/components/task/edits/manyEdits";
import { applyAll } from "@/patch/apply";
import { childrenOf, type Plan } from "@/patch/plan";
import { planWith } from "@/patch/planWith";

const PLAN = planWith(
  { A: { B: {}, C: { D: {} }, E: {} }, F: {}, G: {} },
  { B: { tags: ["ui"], status: "completed" } },
);

function tops(...ids: string[]) {
  return topsOf(PLAN, new Set(ids));
}

/** The tasks after an edit, as an outline: "A(B C) D". */
function outline(edit: Edit | null, plan: Plan = PLAN): string {
  const after = edit ? applyAll(plan, edit.patches) : plan;
  const told = (id: string | null): string =>
    childrenOf(after, id)
      .map((child) => child + (childrenOf(after, child).length > 0 ? `(${told(child)})` : ""))
      .join(" ");
  return told(null);
}

test("of a task and one below it only the upper one is a top, in the order of the tree", () => {
  expect(tops("G", "D", "C").map(({ id }) => id)).toEqual(["C", "G"]);
});

describe("fields of several tasks", () => {
  test("only what is different is patched, in one edit", () => {
    const edit = setFieldsOfAll(tops("B", "F", "G"), { status: "completed" });
    expect(edit?.patches.map(({ target_id: id }) => id)).toEqual(["F", "G"]);
    expect(edit?.message).toBe("2 tasks set to completed");
  });

  test("nothing to change is no edit", () => {
    expect(setFieldsOfAll(tops("B"), { status: "completed" })).toBeNull();
    expect(tagAll(tops("B"), "ui", true)).toBeNull();
  });

  test("a tag is added beside the others, and taken from those that have it", () => {
    expect(tagAll(tops("B", "F"), "api", true)?.patches).toEqual([
      { op: "update", target: "task", target_id: "B", body: { tags: ["api", "ui"] } },
      { op: "update", target: "task", target_id: "F", body: { tags: ["api"] } },
    ]);
    expect(tagAll(tops("B", "F"), "ui", false)?.patches).toHaveLength(1);
  });
});

describe("moving several tasks", () => {
  test.each([
    ["under another", moveTasks(PLAN, tops("B", "G"), "F", null), "A(C(D) E) F(B G)"],
    ["to the top, before one", moveTasks(PLAN, tops("B", "E"), null, "F"), "A(C(D)) B E F G"],
    ["before one that moves itself", moveTasks(PLAN, tops("F"), null, "F"), "A(B C(D) E) F G"],
    ["up, neighbours together", shiftTasks(PLAN, tops("C", "E"), "up"), "A(C(D) E B) F G"],
    ["up, the first stays", shiftTasks(PLAN, tops("B", "E"), "up"), "A(B E C(D)) F G"],
    ["down, neighbours together", shiftTasks(PLAN, tops("B", "C"), "down"), "A(E B C(D)) F G"],
    ["in, under the one before", shiftTasks(PLAN, tops("F", "G"), "in"), "A(B C(D) E F G)"],
    ["out, in their order", shiftTasks(PLAN, tops("B", "E"), "out"), "A(C(D)) B E F G"],
    ["out, from two levels", shiftTasks(PLAN, tops("B", "D"), "out"), "A(C D E) B F G"],
  ])("%s", (_, edit, expected) => {
    expect(outline(edit)).toBe(expected);
  });

  test("where none can go, there is no edit", () => {
    expect(shiftTasks(PLAN, tops("A"), "out")).toBeNull();
    expect(shiftTasks(PLAN, tops("G"), "down")).toBeNull();
  });

  test("a thousand tasks fit between two", () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`M${i}`, {}]));
    const plan = planWith({ A: many, B: {} });
    const edit = moveTasks(plan, topsOf(plan, new Set(Object.keys(many))), null, "B");
    expect(childrenOf(applyAll(plan, edit?.patches ?? []), null)).toEqual([
      "A",
      ...Object.keys(many),
      "B",
    ]);
  });
});

test("deleting several says how many go with them", () => {
  expect(removeTasks(PLAN, tops("C", "F"))).toEqual({
    patches: [
      { op: "delete", target: "task", target_id: "C" },
      { op: "delete", target: "task", target_id: "F" },
    ],
    message: "Deleted 2 tasks and 1 sub-task",
  });
});
