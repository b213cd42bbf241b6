import { expect, test } from "vitest";

import { attentionOf } from "@/features/dashboard/attention";
import { planWith } from "@/patch/planWith";

const TODAY = "2026-11-23";

test("what was due before today and is open is overdue, the oldest first", () => {
  const plan = planWith(
    { late: {}, later: {}, now: {}, done: {}, never: {} },
    {
      late: { due_date: "2026-11-22" },
      later: { due_date: "2026-10-01" },
      now: { due_date: TODAY },
      done: { due_date: "2026-10-01", status: "completed" },
    },
  );
  expect(ids(attentionOf(plan, TODAY).overdue)).toEqual(["later", "late"]);
});

test("what is below a closed task is neither overdue nor blocked", () => {
  const plan = planWith(
    { closed: { below: {} }, open: { stuck: {} } },
    {
      closed: { status: "cancelled" },
      below: { status: "blocked", due_date: "2026-01-01" },
      stuck: { status: "blocked" },
    },
  );
  expect(attentionOf(plan, TODAY).overdue).toEqual([]);
  expect(ids(attentionOf(plan, TODAY).blocked)).toEqual(["stuck"]);
});

function ids(tasks: readonly { id: string }[]): string[] {
  return tasks.map(({ id }) => id);
}
