import { expect, test } from "vitest";

import type { Proposal } from "@/features/review/conversation/answers";
import { waitingIn, withComments, type Comment } from "@/features/review/comments/comments";

const comment = (number: number | null, text: string, message: number | null = null): Comment => ({
  id: 1,
  target_id: "a",
  number,
  title: "A",
  text,
  time: "2026-11-23T05:42:21.123456Z",
  actor: "user:local",
  message,
});

test("comments that wait go along with what is said, each naming its task", () => {
  const comments = [comment(4, "smaller"), comment(null, "why?")];
  expect("T4: smaller\nThe project: why?\nAnd shorter").toBe(withComments("And shorter", comments));
  expect("T4: smaller").toBe(withComments("", comments.slice(0, 1)));
  expect("Shorter").toBe(withComments("Shorter", []));
});

test("comments that a message took along wait no more", () => {
  const proposal = { comments: [comment(4, "smaller", 2), comment(5, "why?")] } as Proposal;
  expect(["why?"]).toEqual(waitingIn(proposal).map(({ text }) => text));
  expect(waitingIn(null)).toEqual([]);
});
