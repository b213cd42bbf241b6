// @vitest-environment jsdom
import "fake-indexeddb/auto";

import { beforeEach, describe, expect, test, vi } from "vitest";

import { keptOutbox, passingOutbox } from "@/features/plan/store/outbox";
import { newId } from "@/lib/ids";
import type { KeptEdit } from "@/lib/keeping/kept";
import { unwritten } from "@/lib/keeping/unwritten";

function edit(projectId: string, at: number): KeptEdit {
  const rest = { message: `Edit ${at}`, patches: [], base_version: 1, on: [], refusal: null };
  return { id: newId(), projectId, at, ...rest };
}

describe.each([
  ["on this device", keptOutbox],
  ["for as long as the page", passingOutbox],
])("edits that are kept %s", (_, open) => {
  test("come back in the order in which they were made, until they are settled", async () => {
    const projectId = newId();
    const outbox = open(projectId);
    const [first, second, third] = [edit(projectId, 1), edit(projectId, 2), edit(projectId, 3)];
    for (const one of [third, first, second]) await outbox.put(one);
    expect(await outbox.all()).toEqual([first, second, third]);
    const moved = { ...third, base_version: 2 };
    await outbox.settle(first.id, [moved]);
    expect(await outbox.all()).toEqual([second, moved]);
    expect([await outbox.get(first.id), await outbox.get(third.id)]).toEqual([undefined, moved]);
  });

  test("what was settled meanwhile does not come back", async () => {
    const projectId = newId();
    const outbox = open(projectId);
    const [first, second] = [edit(projectId, 1), edit(projectId, 2)];
    await outbox.put(first);
    await outbox.settle(first.id, [second]);
    expect(await outbox.all()).toEqual([]);
  });

  test("what another tab saw refused stays refused", async () => {
    const projectId = newId();
    const outbox = open(projectId);
    const [first, second] = [edit(projectId, 1), edit(projectId, 2)];
    const refused = { ...second, refusal: { status: 409, document: {} } };
    for (const one of [first, refused]) await outbox.put(one);
    await outbox.settle(first.id, [{ ...second, base_version: 2 }]);
    expect(await outbox.all()).toEqual([refused]);
  });
});

test("tabs of one device share what is kept, projects do not", async () => {
  const one = edit("one", 1);
  await keptOutbox("one").put(one);
  expect(await keptOutbox("one").all()).toEqual([one]);
  expect(await keptOutbox("two").all()).toEqual([]);
});

/** Waits until nothing is left that the database has not got. */
async function empty(projectId: string) {
  await vi.waitFor(() => {
    expect(unwritten(projectId).all()).toEqual([]);
  });
}

describe("a page that is left while an edit is being written", () => {
  beforeEach(() => {
    vi.stubGlobal("navigator", { locks: { request: (_: string, run: () => unknown) => run() } });
  });

  test("has it when it comes back, once", async () => {
    const [left, written] = [edit("left", 2), edit("left", 1)];
    await keptOutbox("left").put(written);
    for (const one of [left, written]) unwritten("left").add(one);
    expect(await keptOutbox("left").all()).toEqual([written, left]);
    await empty("left");
    await keptOutbox("left").settle(left.id, []);
    expect(await keptOutbox("left").all()).toEqual([written]);
  });

  test("does not change what became of it meanwhile", async () => {
    const made = edit("refused", 1);
    const refused = { ...made, refusal: { status: 409, document: {} } };
    await keptOutbox("refused").put(refused);
    unwritten("refused").add(made);
    expect(await keptOutbox("refused").all()).toEqual([refused]);
    await empty("refused");
    expect(await keptOutbox("refused").all()).toEqual([refused]);
  });

  test("knows that it was refused, if that was the last that it heard", async () => {
    const made = edit("told", 1);
    const refused = { ...made, refusal: { status: 409, document: {} } };
    await keptOutbox("told").put(made);
    unwritten("told").add(refused);
    await keptOutbox("told").all();
    await empty("told");
    expect(await keptOutbox("told").all()).toEqual([refused]);
  });

  test("does not lose one edit because of another that cannot be read", async () => {
    const made = edit("half", 1);
    unwritten("half").add(made);
    localStorage.setItem("patchledger.edit.half.other", "{");
    expect(await keptOutbox("half").all()).toEqual([made]);
  });

  test("leaves nothing behind once it is written or discarded", async () => {
    const made = edit("gone", 1);
    const kept = keptOutbox("gone").put(made);
    expect(unwritten("gone").all()).toEqual([made]);
    await kept;
    expect(unwritten("gone").all()).toEqual([]);
    unwritten("gone").add(made);
    await keptOutbox("gone").settle(made.id, []);
    expect(await keptOutbox("gone").all()).toEqual([]);
  });

  test("is as it was before where nothing can be kept at once", async () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new Error("full");
    });
    const made = edit("full", 1);
    await keptOutbox("full").put(made);
    expect(await keptOutbox("full").all()).toEqual([made]);
    vi.restoreAllMocks();
  });
});
