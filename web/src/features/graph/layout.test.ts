import { expect, test } from "vitest";

import { NODE, placesOf } from "@/features/graph/layout";
import { linksOf } from "@/features/graph/links";
import { planWith } from "@/patch/planWith";

test("what has to be done first is on the left, and no task covers another", () => {
  const ids = Array.from({ length: 24 }, (_, index) => `t${index}`);
  const wants = (index: number) =>
    ids.slice(0, index).filter((_, before) => (before * 7 + index * 5) % 4 === 0);
  const plan = planWith(
    Object.fromEntries(ids.map((id) => [id, {}])),
    Object.fromEntries(ids.map((id, index) => [id, { depends_on: wants(index) }])),
  );
  const found = linksOf(plan, { focus: null, opened: new Set(), matching: null });
  const places = placesOf(found);
  const at = (id: string) => places.get(id) ?? { x: NaN, y: NaN };
  for (const { from, to } of found.links) {
    expect(at(from).x + NODE.width).toBeLessThan(at(to).x);
  }
  for (const { task: a } of found.nodes) {
    for (const { task: b } of found.nodes) {
      if (a === b) continue;
      const [dx, dy] = [Math.abs(at(a.id).x - at(b.id).x), Math.abs(at(a.id).y - at(b.id).y)];
      expect(dx >= NODE.width || dy >= NODE.height).toBe(true);
    }
  }
});
