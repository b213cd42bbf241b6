import { expect, test } from "vitest";

import { replay } from "@/patch/apply";
import type { Patch, TaskFields } from "@/patch/model";
import { overlaps } from "@/patch/overlap";
import { planWith } from "@/patch/planWith";

const BEFORE = planWith({ a: { b: {} }, c: {}, d: {} });

const set = (id: string, body: TaskFields): Patch => ({
  ...{ op: "update", target: "task", target_id: id },
  body,
});
const add = (id: string, body: TaskFields): Patch => ({
  ...{ op: "create", target: "task", target_id: id },
  body: { title: id, position: id, ...body },
});
const remove = (id: string): Patch => ({ op: "delete", target: "task", target_id: id });

test.each<[string, boolean, Patch, Patch]>([
  ["the same field", true, set("c", { title: "x" }), set("c", { title: "y" })],
  ["another field", false, set("c", { title: "x" }), set("c", { status: "completed" })],
  ["another task", false, set("c", { title: "x" }), set("d", { title: "y" })],
  ["a task that they deleted", true, remove("c"), set("c", { title: "y" })],
  ["a task below one that they deleted", true, remove("a"), set("b", { title: "y" })],
  ["a new task below one that they deleted", true, remove("a"), add("n", { parent_id: "a" })],
  ["a dependency on one that they deleted", true, remove("c"), set("d", { depends_on: ["c"] })],
  ["deleting what they changed below", true, set("b", { title: "x" }), remove("a")],
  ["deleting what they added to", true, add("n", { parent_id: "b" }), remove("a")],
  ["deleting what they left alone", false, set("c", { title: "x" }), remove("a")],
  ["deleting what they deleted", true, remove("c"), remove("c")],
  [
    "two moves, which may make a circle",
    true,
    set("c", { parent_id: "d" }),
    set("d", { parent_id: "a" }),
  ],
  ["a new task in another place", false, add("n", {}), add("m", { parent_id: "c" })],
  ["the same new task", true, add("n", {}), add("n", {})],
])("%s: %s", (_, expected, theirs, ours) => {
  expect(overlaps(replay(BEFORE, [theirs]), [theirs], [ours])).toBe(expected);
});

test("what an edit creates itself is there for the rest of it", () => {
  const ours = [add("n", {}), set("d", { depends_on: ["n"] })];
  expect(overlaps(BEFORE, [], ours)).toBe(false);
});
