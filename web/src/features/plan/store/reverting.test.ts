// @vitest-environment jsdom

import { expect, test, vi } from "vitest";

import { revert } from "@/features/plan/store/reverting";
import { ToBeAsked } from "@/features/plan/store/ToBeAsked";
import { noteOwn } from "@/lib/ownChanges";

type Op = "create" | "update" | "delete";

/** The history of project "p", newest first: what each change did to it, and why it was made. */
function history(...changes: readonly { id: string; op: Op; undoes?: string }[]) {
  const items = changes.map(({ id, op, undoes }) => ({
    id,
    actor: "user:local",
    cause: undoes ? { kind: "undo", ref: undoes } : { kind: "edit", ref: null },
    message: id,
    touched: [{ target_id: "p", number: null, title: "Garden", ops: [op] }],
  }));
  for (const { id } of changes) noteOwn(id);
  const done = { version: 3, changeset: { ...items[0], cause: { kind: "edit", ref: null } } };
  vi.stubGlobal("fetch", ({ method }: Request) =>
    Promise.resolve(Response.json(method === "GET" ? { items } : done)),
  );
}

test.each([
  ["undo", [{ id: "begun", op: "create" }], "begun"],
  [
    "redo",
    [
      { id: "back", op: "create", undoes: "gone" },
      { id: "gone", op: "delete" },
    ],
    "back",
  ],
] as const)("an %s that deletes the project is asked about", async (way, changes, about) => {
  history(...changes);
  const asked = await revert("p", way, "new").catch((error: unknown) => error);
  expect(asked).toBeInstanceOf(ToBeAsked);
  expect(asked).toMatchObject({ why: "project", changesetId: about });
});

test("one that brings it back is not", async () => {
  history({ id: "away", op: "delete", undoes: "begun" }, { id: "begun", op: "create" });
  expect(await revert("p", "redo", "new")).toMatchObject({ version: 3 });
});
