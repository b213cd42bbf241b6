import { describe, expect, test } from "vitest";

import {
  chosenIndexes,
  neededBy,
  needing,
  needsOf,
  type Change,
} from "@/features/review/draft/selection";
import { replay } from "@/patch/apply";
import { EMPTY } from "@/patch/plan";
import { patchesIn } from "@/patch/wire";

type Sent = Change["patch"];

const change = (patch: Sent, index: number): Change => ({
  index,
  patch,
  title: "",
  number: null,
  changes: [],
  removed: 0,
  unlinked: [],
});
const task = (op: Sent["op"], id: string, body: Sent["body"] = null): Sent => ({
  op,
  target: "task",
  target_id: id,
  body,
});
const NEW_PROJECT: Sent = { op: "create", target: "project", target_id: "p", body: { title: "P" } };

function needs(patches: readonly Sent[], before: readonly Sent[] = [NEW_PROJECT]) {
  const base = replay(EMPTY, patchesIn(before));
  return needsOf(patches.map(change), base, replay(base, patchesIn(patches)));
}

describe("what a change needs", () => {
  test("a new task needs the new tasks above it and those that it waits for", () => {
    const found = needs([
      task("create", "a", { title: "A", position: "1" }),
      task("create", "b", { title: "B", position: "1", parent_id: "a" }),
      task("create", "c", { title: "C", position: "1", parent_id: "b", depends_on: ["d"] }),
      task("create", "d", { title: "D", position: "2" }),
    ]);
    expect(new Set(["c", "b", "a", "d"])).toEqual(neededBy(found, "c"));
    expect(new Set(["d"])).toEqual(neededBy(found, "d"));
    expect(new Set(["a", "b", "c"])).toEqual(needing(found, ["a"]));
  });

  test("everything of a new project needs the project", () => {
    const found = needs([NEW_PROJECT, task("create", "a", { title: "A", position: "1" })], []);
    expect(new Set(["a", "p"])).toEqual(neededBy(found, "a"));
    expect(new Set(["p"])).toEqual(neededBy(found, "p"));
  });

  test("what stood in the plan before is no need", () => {
    const before = [NEW_PROJECT, task("create", "a", { title: "A", position: "1" })];
    const found = needs(
      [task("create", "b", { title: "B", position: "1", parent_id: "a" })],
      before,
    );
    expect(new Set(["b"])).toEqual(neededBy(found, "b"));
  });

  test("removing a task needs the move that saves another one out of it", () => {
    const before = [
      NEW_PROJECT,
      task("create", "a", { title: "A", position: "1" }),
      task("create", "b", { title: "B", position: "1", parent_id: "a" }),
    ];
    const found = needs([task("update", "b", { parent_id: null }), task("delete", "a")], before);
    expect(new Set(["a", "b"])).toEqual(neededBy(found, "a"));
    expect(new Set(["b"])).toEqual(neededBy(found, "b"));
  });
});

test("what is left out is not among the places that are accepted", () => {
  const diff = [task("create", "a"), task("update", "b"), task("delete", "c")].map(change);
  expect([0, 2]).toEqual(chosenIndexes(diff, new Set(["b"])));
});
