import { expect, test } from "vitest";

import { lastToRedo, lastToUndo, type Entry } from "@/features/plan/store/lastOwn";

/** "mine", "theirs2" …, or "theirs undoes mine"; the newest last, as one tells it. */
function history(...told: string[]): Entry[] {
  return told
    .map((line) => {
      const [id = "", way, ref] = line.split(" ");
      const kind = way === "undoes" ? "undo" : way === "redoes" ? "redo" : "edit";
      const cause = { kind, ref: ref ?? null } as Entry["cause"];
      return { id, actor: "user:local", cause, message: null, touched: [] };
    })
    .reverse();
}

const isOwn = (id: string) => id.startsWith("mine");

test.each([
  [["mine1", "theirs1"], "mine1", "theirs1"],
  [["theirs1", "mine1"], "mine1", "mine1"],
  [["theirs1"], null, "theirs1"],
  [["mine1", "mine2", "theirs1", "mine3 undoes mine2"], "mine1", "theirs1"],
  [["mine1", "mine2 undoes mine1", "mine3 redoes mine2"], "mine3", "mine3"],
])("%j: an undo is about %s, the server's about %s", (told, own, any) => {
  const last = lastToUndo(history(...told), isOwn);
  expect([last.own?.id ?? null, last.any?.id ?? null]).toEqual([own, any]);
});

test.each([
  [["mine1", "mine2 undoes mine1"], "mine2"],
  [["mine1", "mine2 undoes mine1", "theirs1"], "mine2"],
  [["mine1", "mine2 undoes mine1", "mine3"], null],
  [["theirs1", "theirs2 undoes theirs1"], null],
])("%j: a redo is about %s", (told, own) => {
  expect(lastToRedo(history(...told), isOwn).own?.id ?? null).toBe(own);
});
