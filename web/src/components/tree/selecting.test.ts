import { expect, test } from "vitest";

import { visibleRows } from "@/components/tree/rows";
import { extended, NONE, only, toggled } from "@/components/tree/selecting";
import { planWith } from "@/patch/planWith";

const ROWS = visibleRows(planWith({ A: { B: {}, C: {} }, D: {}, E: {} }).children, new Set(["A"]));

test("a range goes from where it began to where it ends, and back", () => {
  const down = extended(NONE, ROWS, "B", "C");
  const further = extended(down, ROWS, "C", "D");
  expect([...further.ids]).toEqual(["B", "C", "D"]);
  const back = extended(extended(further, ROWS, "D", "C"), ROWS, "C", "A");
  expect([...back.ids]).toEqual(["A", "B"]);
});

test("a range is drawn beside what was chosen before", () => {
  expect([...extended(only(["E"]), ROWS, "A", "B").ids]).toEqual(["E", "A", "B"]);
});

test("a range that begins in a row that is closed away is the row where it ends", () => {
  expect([...extended(NONE, ROWS, "gone", "D").ids]).toEqual(["D"]);
});

test("one is added, and taken out again", () => {
  const added = toggled(only(["A"]), "B");
  expect([...added.ids]).toEqual(["A", "B"]);
  expect([...toggled(added, "A").ids]).toEqual(["B"]);
});
