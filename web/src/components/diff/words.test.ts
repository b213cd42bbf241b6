import { describe, expect, it } from "vitest";

import { loadWords, nearChanges, piecesOf, type Piece } from "@/components/diff/words";

const told = (pieces: readonly Piece[] | null) =>
  pieces?.map(
    ({ kind, text }) => `${{ same: "", added: "+", removed: "-", gap: "~" }[kind]}${text}`,
  );

const pieces = async (before: string, after: string) => {
  const compare = await loadWords();
  if (!compare) throw new Error("not loaded");
  return piecesOf(compare, before, after);
};

describe("two texts in one", () => {
  it("marks the words that went and those that came", async () => {
    expect(["Design the ", "-login", "+sign-in", " screen"]).toEqual(
      told(await pieces("Design the login screen", "Design the sign-in screen")),
    );
  });

  it("makes one change of words that changed one after the other", async () => {
    expect(["A password that ", "-they choose", "+we send", " is safe"]).toEqual(
      told(await pieces("A password that they choose is safe", "A password that we send is safe")),
    );
  });

  it("gives both texts back when one of the marks is left out", async () => {
    const [before, after] = ["One two\nthree, four.", "One\ntwo three; four five."];
    const found = (await pieces(before, after)) ?? [];
    const without = (kind: Piece["kind"]) =>
      found.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join("");
    expect(before).toBe(without("added"));
    expect(after).toBe(without("removed"));
  });

  it("is not made of texts that have nothing in common", async () => {
    expect(await pieces("Build a house by the sea", "Write tests")).toBeNull();
  });
});

describe("what is far from any change", () => {
  const words = (count: number) => Array.from({ length: count }, (_, i) => `w${i}`).join(" ");

  it("is left out, with eight words kept on each side", () => {
    const shown = nearChanges([
      { kind: "same", text: words(40) },
      { kind: "added", text: " new" },
      { kind: "same", text: ` ${words(40)}` },
    ]);
    expect(["gap", "same", "added", "same", "gap"]).toEqual(shown.map(({ kind }) => kind));
    expect(8).toBe(shown[1]?.text.trim().split(" ").length);
    expect(8).toBe(shown[3]?.text.trim().split(" ").length);
  });

  it("stays where there is little of it", () => {
    const all: Piece[] = [
      { kind: "same", text: words(10) },
      { kind: "added", text: " new" },
    ];
    expect(all).toEqual(nearChanges(all));
  });
});
