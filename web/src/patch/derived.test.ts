import { describe, expect, test } from "vitest";

import { derive } from "@/patch/derived";
import { planWith } from "@/patch/planWith";

describe("what follows from a plan", () => {
  test("a parent is as far as its leaves, cancelled ones left out", () => {
    const plan = planWith(
      { a: { b: {}, c: {}, d: {} } },
      { b: { status: "completed" }, d: { status: "cancelled" } },
    );
    expect(derive(plan).get("a")).toMatchObject({ leaves: 2, done: 1, progress: 0.5 });
    expect(derive(plan).get(null)).toMatchObject({ leaves: 2, done: 1 });
  });

  test("closing a task closes what is below it", () => {
    const plan = planWith({ a: { b: { c: {} } } }, { a: { status: "completed" } });
    expect(derive(plan).get("c")).toMatchObject({ settled: true, done: 1 });
    expect(derive(plan).get("a")?.progress).toBe(1);
  });

  test("estimates are summed over leaves; a parent's own counts where no leaf has one", () => {
    const plan = planWith(
      { a: { b: {}, c: {} }, d: { e: {} } },
      {
        a: { estimated_minutes: 999 },
        b: { estimated_minutes: 60 },
        c: { estimated_minutes: 30 },
        d: { estimated_minutes: 120 },
      },
    );
    const found = derive(plan);
    expect([found.get("a"), found.get("d"), found.get(null)].map((f) => f?.estimate)).toEqual([
      90, 120, 210,
    ]);
  });

  test("a parent of which nothing is left to do is settled", () => {
    const plan = planWith({ a: { b: {} } }, { b: { status: "cancelled" } });
    expect(derive(plan).get("a")).toMatchObject({ settled: true, progress: 0, estimate: null });
  });

  test("an empty plan has no progress", () => {
    expect(derive(planWith({})).get(null)).toEqual({
      leaves: 0,
      done: 0,
      progress: 0,
      estimate: null,
      settled: false,
    });
  });
});
