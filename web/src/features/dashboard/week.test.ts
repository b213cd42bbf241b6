import { expect, test } from "vitest";

import { sharesOf, type Changeset } from "@/features/dashboard/week";

test("each author's changesets are summed, and the busiest comes first", () => {
  const shares = sharesOf([
    changeset("c", "agent:embedded/rules", { create: 5 }),
    changeset("b", "user:local", { update: 2 }),
    changeset("a", "user:local", { update: 1, delete: 1 }),
  ]);
  expect(shares).toMatchObject([
    { author: "user:local", changesets: 2, counts: { added: 0, changed: 3, removed: 1 } },
    { author: "agent:embedded/rules", changesets: 1, counts: { added: 5, changed: 0 } },
  ]);
  expect(shares[0]?.latest.map(({ id }) => id)).toEqual(["b", "a"]);
});

function changeset(id: string, author: string, counts: Partial<Changeset["counts"]>): Changeset {
  return {
    id,
    author,
    actor: "user:local",
    project_id: "p",
    first: 1,
    last: 1,
    time: "2026-11-23T09:30:00.000000Z",
    occurred_at: null,
    cause: { kind: "edit", ref: null },
    message: null,
    base_version: 0,
    proposal: null,
    undone_by: null,
    touched_count: 0,
    touched: [],
    counts: { create: 0, update: 0, delete: 0, total: 0, ...counts },
  };
}
