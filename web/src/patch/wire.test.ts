import { expect, test } from "vitest";

import { patchesIn } from "@/patch/wire";

test("what was accepted has links with all their members, as a plan has them", () => {
  const link = { system: "github", external_id: "a#1" };
  const [patch] = patchesIn([
    { op: "update", target: "task", target_id: "a", body: { title: "A", links: [link] } },
  ]);
  expect(patch?.body).toEqual({ title: "A", links: [{ ...link, url: null }] });
});

test("a delete has no body", () => {
  const patches = patchesIn([{ op: "delete", target: "task", target_id: "a", body: null }]);
  expect(patches).toEqual([{ op: "delete", target: "task", target_id: "a" }]);
});
