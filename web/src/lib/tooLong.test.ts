import { expect, test } from "vitest";

import { tooLong } from "@/lib/tooLong";

test.each([
  ["", undefined],
  ["x".repeat(200), undefined],
  [` ${"x".repeat(200)} `, undefined],
  ["🌱".repeat(200), undefined],
  ["🌱".repeat(201), "1 character too many: at most 200 fit."],
  ["x".repeat(1212), "1,012 characters too many: at most 200 fit."],
])("%#: how much a text is too long is said", (text, said) => {
  expect(tooLong(text, 200)).toBe(said);
});
