import { expect, test } from "vitest";

import { titleOf } from "@/features/history/titles";
import type { Changeset } from "@/features/history/useChangesets";

const changeset = (fields: Partial<Changeset>): Changeset => ({
  id: "c1",
  project_id: "p",
  first: 1,
  last: 1,
  time: "2026-11-23T09:00:00Z",
  occurred_at: null,
  actor: "user:local",
  author: "user:local",
  cause: { kind: "edit", ref: null },
  message: null,
  base_version: 0,
  proposal: null,
  counts: { create: 0, update: 1, delete: 0, total: 1 },
  undone_by: null,
  touched_count: 1,
  touched: [{ target_id: "a", number: 3, title: "Design", ops: ["update"] }],
  ...fields,
});

test("a changeset is called by its message", () => {
  expect(titleOf(changeset({ message: "Agreed with Ada" }), [])).toBe("Agreed with Ada");
});

test("one without a message is called by what it touched, the rest only counted", () => {
  const touched = ["Design", "Build", "Test"].map((title, place) => ({
    target_id: title,
    number: place + 1,
    title,
    ops: ["update" as const],
  }));
  const title = titleOf(changeset({ touched, touched_count: 30 }), []);
  expect(title).toBe("Edited: T1 Design, T2 Build and 28 more");
});

test("an undo is called by what it took back, a restore by its version", () => {
  const meant = changeset({ id: "c0", message: "Agreed with Ada" });
  const undo = changeset({ cause: { kind: "undo", ref: "c0" } });
  expect(titleOf(undo, [meant, undo])).toBe("Undone: “Agreed with Ada”");
  expect(titleOf(undo, [undo])).toBe("Undone: T3 Design");
  expect(titleOf(changeset({ cause: { kind: "restore", ref: 7 } }), [])).toBe("Restored version 7");
});

test("what only creates is called created", () => {
  const counts = { create: 1, update: 0, delete: 0, total: 1 };
  const touched = [{ target_id: "p", number: null, title: "Garden", ops: ["create" as const] }];
  expect(titleOf(changeset({ counts, touched }), [])).toBe("Created: Garden");
});
