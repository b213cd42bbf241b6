import { expect, test } from "vitest";

import { shownValue } from "@/components/diff/values";
import { shortDate } from "@/lib/time";

const nameOf = (id: string) => `<${id}>`;

test.each([
  ["status", "in_review", "In review"],
  ["priority", "critical", "Critical"],
  ["estimated_minutes", 90, "1h 30m"],
  ["due_date", "2026-12-03", shortDate("2026-12-03", "")],
  ["assignee", "user:local", "You"],
  ["parent_id", "x", "<x>"],
  ["parent_id", null, "Top level"],
  ["depends_on", ["x", "y"], "<x>, <y>"],
  ["tags", ["a", "b"], "a, b"],
  ["acceptance_criteria", ["It works", "It is fast"], "• It works\n• It is fast"],
  ["links", [{ system: "github", external_id: "#7" }], "github #7"],
  ["metadata", { outline: "api" }, '{"outline":"api"}'],
  ["title", "As it is", "As it is"],
  ["description", null, null],
  ["tags", [], null],
  ["metadata", {}, null],
])("%s %j is shown as %j", (field, value, text) => {
  expect(shownValue(field, value, nameOf)).toBe(text);
});
