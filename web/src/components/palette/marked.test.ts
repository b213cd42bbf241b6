import { expect, test } from "vitest";

import { marked } from "@/components/palette/marked";

test("the words that were typed are marked, whatever else they mean in a pattern", () => {
  expect(marked("Sign in (by link)", "IN (by")).toEqual([
    { text: "Sign ", hit: false },
    { text: "in", hit: true },
    { text: " ", hit: false },
    { text: "(by", hit: true },
    { text: " l", hit: false },
    { text: "in", hit: true },
    { text: "k)", hit: false },
  ]);
  expect(marked("Dig", "")).toEqual([{ text: "Dig", hit: false }]);
});

test("case, accents and quotes do not matter, and what is shown is as it was written", () => {
  expect(marked("Crème Brûlée ß", '"creme bru')).toEqual([
    { text: "Crème", hit: true },
    { text: " ", hit: false },
    { text: "Brû", hit: true },
    { text: "lée ß", hit: false },
  ]);
});
