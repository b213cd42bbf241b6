import { describe, expect, test } from "vitest";

import { criticalPath } from "@/patch/critical";
import { planWith } from "@/patch/planWith";

const minutes = (estimated_minutes: number, ...depends_on: string[]) => ({
  estimated_minutes,
  depends_on,
});

describe("the critical path", () => {
  test("is the chain with the most work in it", () => {
    const plan = planWith(
      { a: {}, b: {}, c: {}, d: {} },
      { a: minutes(60), b: minutes(600, "a"), c: minutes(30, "a"), d: minutes(60, "b", "c") },
    );
    expect(criticalPath(plan).tasks).toEqual(["a", "b", "d"]);
  });

  test("goes through the leaves of a parent that others wait for", () => {
    const plan = planWith(
      { a: { short: {}, long: {} }, b: {} },
      { short: minutes(10), long: minutes(100), b: minutes(60, "a") },
    );
    expect(criticalPath(plan).tasks).toEqual(["long", "b"]);
  });

  test("leaves out what is done, and ends where nothing waits for anything any more", () => {
    const plan = planWith(
      { a: {}, b: {} },
      { a: { ...minutes(60), status: "completed" }, b: minutes(60, "a") },
    );
    expect(criticalPath(plan).tasks).toEqual([]);
  });

  test("leaves out tasks that wait for each other through their parents", () => {
    const plan = planWith(
      { a: { b: {} }, c: { d: {} }, e: {}, f: {} },
      {
        b: minutes(500, "c"),
        d: minutes(500, "a"),
        e: minutes(60),
        f: minutes(60, "e"),
      },
    );
    expect(criticalPath(plan).tasks).toEqual(["e", "f"]);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "holds exactly the tasks whose growth delays the end (plan %i)",
    (seed) => {
      const fields = randomFields(seed);
      const outline = Object.fromEntries(Object.keys(fields).map((id) => [id, {}]));
      const delaying = Object.keys(fields).filter((id) => {
        const { estimated_minutes, depends_on } = fields[id] ?? minutes(0);
        const grown = { ...fields, [id]: minutes(estimated_minutes + 1, ...depends_on) };
        return longest(grown) > longest(fields);
      });
      const { tasks, minutes: total } = criticalPath(planWith(outline, fields));
      expect([...tasks].sort()).toEqual(delaying.sort());
      expect(total).toBe(longest(fields));
    },
  );
});

type Fields = Record<string, ReturnType<typeof minutes>>;

/** Tasks that depend on some of those before them: at least the last on the one before it. */
function randomFields(seed: number): Fields {
  let state = seed;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const ids = Array.from({ length: 12 }, (_, index) => `t${index}`);
  const wants = (index: number) =>
    ids.slice(0, index).filter((_, before) => next(4) === 0 || (index === 11 && before === 10));
  return Object.fromEntries(ids.map((id, index) => [id, minutes(30 + next(300), ...wants(index))]));
}

/** The length of the longest chain, by trying all. */
function longest(fields: Fields): number {
  const through = (id: string): number => {
    const { estimated_minutes, depends_on } = fields[id] ?? minutes(0);
    return estimated_minutes + Math.max(0, ...depends_on.map(through));
  };
  return Math.max(...Object.keys(fields).map(through));
}
