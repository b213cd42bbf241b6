import { describe, expect, test } from "vitest";

import { findTyped, step } from "@/components/tree/navigation";
import { visibleRows, withNewRow } from "@/components/tree/rows";
import { planWith } from "@/patch/planWith";

const PLAN = planWith({ apple: { bread: {}, butter: {} }, cheese: { date: {} }, egg: {} });
const OPEN = visibleRows(PLAN.children, new Set(["apple"]));

function press(id: string, key: string) {
  const index = OPEN.findIndex((row) => row.id === id);
  return step(OPEN, index, key);
}

describe("keys in the tree", () => {
  test.each([
    ["apple", "ArrowDown", { focus: "bread" }],
    ["egg", "ArrowDown", null],
    ["cheese", "ArrowUp", { focus: "butter" }],
    ["apple", "ArrowUp", null],
    ["butter", "Home", { focus: "apple" }],
    ["butter", "End", { focus: "egg" }],
    ["apple", "ArrowRight", { focus: "bread" }],
    ["cheese", "ArrowRight", { expand: ["cheese"] }],
    ["egg", "ArrowRight", null],
    ["apple", "ArrowLeft", { collapse: ["apple"] }],
    ["bread", "ArrowLeft", { focus: "apple" }],
    ["egg", "ArrowLeft", null],
    ["egg", "*", { expand: ["cheese"] }],
    ["bread", "*", null],
    ["apple", "x", null],
  ])("on %s, %s does %j", (id, key, found) => {
    expect(press(id, key)).toEqual(found);
  });

  test("the row of a new task is passed over", () => {
    const rows = withNewRow(OPEN, { parentId: null, afterId: "apple" });
    const index = rows.findIndex((row) => row.id === "butter");
    expect(step(rows, index, "ArrowDown")).toEqual({ focus: "cheese" });
  });

  const titleOf = (id: string) => id;

  test("a letter goes to the next title that begins with it, and around", () => {
    expect(findTyped(OPEN, 0, "b", titleOf)).toEqual({ focus: "bread" });
    expect(findTyped(OPEN, 1, "B", titleOf)).toEqual({ focus: "butter" });
    expect(findTyped(OPEN, 2, "b", titleOf)).toEqual({ focus: "bread" });
  });

  test("more letters go on from the row that is focused", () => {
    expect(findTyped(OPEN, 1, "bu", titleOf)).toEqual({ focus: "butter" });
    expect(findTyped(OPEN, 2, "but", titleOf)).toEqual({ focus: "butter" });
    expect(findTyped(OPEN, 2, "zz", titleOf)).toBeNull();
  });
});
