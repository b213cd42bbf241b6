import { expect, test } from "vitest";

import type { Proposal } from "@/features/review/conversation/answers";
import { placeOfSought } from "@/features/review/conversation/sought";

type Message = Proposal["messages"][number];

const message = (...patches: Message["patches"]) => ({ patches }) as Message;
const patch = (op: "create" | "update" | "delete", target_id: string, body?: object) =>
  ({ op, target: "task", target_id, body: body ?? null }) as Message["patches"][number];

const MESSAGES = [
  message(),
  message(patch("create", "a", { title: "A" }), patch("create", "b", { title: "B" })),
  message(),
  message(patch("update", "a", { title: "AA" })),
  message(patch("update", "a", { priority: "high" }), patch("update", "c", { priority: "high" })),
];

test.each([
  ["a", "title", 3],
  ["a", "priority", 4],
  ["a", "number", 1],
  ["a", undefined, 1],
  ["b", "title", 1],
  ["c", "status", 4],
  ["d", "title", -1],
])("the reason for %s's %s is message %d", (taskId, field, expected) => {
  expect(placeOfSought(MESSAGES, { taskId, field })).toBe(expected);
});
