import { describe, expect, test } from "vitest";

import type { Side } from "@/components/diff/OneConflict";
import type { Clash } from "@/features/plan/waiting/clashes";
import { canBeOurs, conflictsOf, decided } from "@/features/plan/waiting/conflicts";
import { Problem } from "@/lib/problem";
import type { Patch } from "@/patch/model";

const RENAME: Patch = {
  op: "update",
  target: "task",
  target_id: "a",
  body: { title: "Mine", priority: "high" },
};
const REMOVE: Patch = { op: "delete", target: "task", target_id: "b" };

function clashOf(...conflicts: object[]): Clash {
  return {
    edit: {
      ...{
        id: "c",
        projectId: "p",
        at: 1,
        message: "Edited",
        base_version: 3,
        on: [],
        refusal: null,
      },
      patches: [RENAME, REMOVE],
    },
    problem: new Problem(409, { code: "conflict", conflicts }),
  };
}

const TITLE = { code: "field_changed", index: 0, target_id: "a", field: "title" };
const PRIORITY = { code: "field_changed", index: 0, target_id: "a", field: "priority" };
const GONE = { code: "subtree_changed", index: 1, target_id: "b", field: null };

function left(clash: Clash, ...sides: Side[]): readonly Patch[] {
  return decided(clash, sides)?.patches ?? [];
}

describe("choosing between theirs and ours", () => {
  test("ours everywhere sends the edit as it was", () => {
    expect(left(clashOf(TITLE), "ours")).toEqual([RENAME, REMOVE]);
  });

  test("where theirs is chosen, only that field is left out", () => {
    expect(left(clashOf(TITLE), "theirs")).toEqual([
      { ...RENAME, body: { priority: "high" } },
      REMOVE,
    ]);
  });

  test("a patch of which nothing is left goes, and so does one whose target is theirs", () => {
    expect(left(clashOf(TITLE, PRIORITY, GONE), "theirs", "theirs", "theirs")).toEqual([]);
    expect(decided(clashOf(TITLE, PRIORITY, GONE), ["theirs", "theirs", "theirs"])).toBeNull();
  });

  test("only a field can be ours: a deleted task cannot be had back by choosing", () => {
    const [title, gone] = conflictsOf(clashOf(TITLE, GONE));
    expect([title && canBeOurs(title), gone && canBeOurs(gone)]).toEqual([true, false]);
  });

  test("a problem without conflicts has none", () => {
    const clash = { ...clashOf(), problem: new Problem(409, { code: "conflict" }) };
    expect(conflictsOf(clash)).toEqual([]);
  });
});
