import { expect, test } from "vitest";

import { englishOf } from "@/lib/locale";

test.each([
  ["en-US", "en-US"],
  ["en", "en"],
  ["de-DE", "en-GB"],
  ["en-US@posix", "en-GB"],
  ["", "en-GB"],
])("a browser that says %j gets %j", (said, expected) => {
  expect(englishOf(said)).toBe(expected);
});
