import { expect, test } from "vitest";

import { linksOf, MOST, openedAtFirst, type Wanted } from "@/features/graph/links";
import { planWith } from "@/patch/planWith";

const PLAN = planWith(
  { a: { b: {}, c: { d: {} } }, e: { f: {} }, g: {}, h: {} },
  {
    c: { depends_on: ["b"] },
    f: { depends_on: ["d"] },
    g: { depends_on: ["f", "b"] },
  },
);
const ALL: Wanted = { focus: null, opened: new Set(["a", "c", "e"]), matching: null };

test("every task that waits or is waited for stands in the graph, no other", () => {
  expect(told(ALL)).toEqual({
    nodes: "b c d f g",
    links: ["b→c", "d→f", "f→g", "b→g"],
  });
});

test("a closed parent stands for all below it, and lines within it are not drawn", () => {
  expect(told({ ...ALL, opened: new Set() })).toEqual({
    nodes: "a(3) e(1) g",
    links: ["a→e", "e→g", "a→g"],
  });
  expect(told({ ...ALL, opened: new Set(["a", "e"]) })).toEqual({
    nodes: "b c(1) f g",
    links: ["b→c", "c→f", "f→g", "b→g"],
  });
});

test("around a task stands what it waits for and what waits for it, through others, too", () => {
  expect(told({ ...ALL, focus: "f" })).toEqual({ nodes: "f d g", links: ["d→f", "f→g"] });
  expect(told({ ...ALL, focus: "h" })).toEqual({ nodes: "h", links: [] });
});

test("of what matches, only lines between matching tasks are left", () => {
  expect(told({ ...ALL, matching: new Set(["b", "g", "f"]) })).toEqual({
    nodes: "b f g",
    links: ["f→g", "b→g"],
  });
});

test("of a large plan the top level is drawn, and of a long chain the part that is nearest", () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `t${index}`);
  const fields = Object.fromEntries(
    ids.slice(1).map((id, index) => [id, { depends_on: [`t${index}`] }]),
  );
  const below = (from: number, to: number) =>
    Object.fromEntries(ids.slice(from, to).map((id) => [id, {}]));
  const plan = planWith({ first: below(0, 5_000), second: below(5_000, 10_000) }, fields);
  const opened = openedAtFirst(plan);
  expect(opened.size).toBe(0);
  expect(linksOf(plan, { ...ALL, opened }).nodes.map(({ task }) => task.id)).toEqual([
    "first",
    "second",
  ]);
  const near = linksOf(plan, { ...ALL, focus: "t5000" });
  expect(near.total).toBe(10_000);
  expect(near.nodes).toHaveLength(MOST);
  const places = near.nodes.map(({ task }) => Math.abs(Number(task.id.slice(1)) - 5_000));
  expect(Math.max(...places)).toBe(MOST / 2);
});

test("a small plan is opened whole", () => {
  expect([...openedAtFirst(PLAN)].sort()).toEqual(["a", "c", "e"]);
});

function told(wanted: Wanted) {
  const { nodes, links } = linksOf(PLAN, wanted);
  return {
    nodes: nodes.map(({ task, hidden }) => task.id + (hidden > 0 ? `(${hidden})` : "")).join(" "),
    links: links.map(({ from, to }) => `${from}→${to}`),
  };
}
