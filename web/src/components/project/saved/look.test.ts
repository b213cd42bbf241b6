import { describe, expect, test } from "vitest";

import { isShown, lookAt, pageOf } from "@/components/project/saved/look";

const LATE = {
  id: "v",
  name: "Late",
  kind: "board",
  settings: { due: "overdue" },
  time: "",
  actor: "user:local",
};

describe("what is saved of a way of looking", () => {
  test("is the page and what its address says, but not what is open in it", () => {
    const search = { due: "overdue", task: "t", view: "v", show: undefined, tag: 12 };
    expect(lookAt("/projects/p/board", search)).toEqual({
      kind: "board",
      settings: { due: "overdue", tag: "12" },
    });
    expect(lookAt("/projects/p", {})).toEqual({ kind: "outline", settings: {} });
    expect(lookAt("/projects/p/history", {})).toBeNull();
  });

  test("is shown where page and settings are the same", () => {
    const look = { kind: "board" as const, settings: { due: "overdue" } };
    expect(isShown(LATE, look)).toBe(true);
    expect(isShown(LATE, { ...look, kind: "outline" })).toBe(false);
    expect(isShown(LATE, { ...look, settings: {} })).toBe(false);
    expect(isShown(LATE, { ...look, settings: { due: "overdue", tag: "x" } })).toBe(false);
  });

  test("opens the outline where the page is not known here", () => {
    expect(pageOf(LATE).name).toBe("Board");
    expect(pageOf({ kind: "mind_map" }).name).toBe("Outline");
  });
});
