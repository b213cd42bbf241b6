// @vitest-environment jsdom

import { render, screen } from "@testing-library/react";
import { describe, expect, test } from "vitest";

import { MessageView, type Message } from "@/features/review/conversation/MessageView";

const ANSWER: Message = {
  role: "agent",
  text: "Done.",
  time: "2026-11-23T09:00:00.000000Z",
  author: "agent:openai/gpt",
  patches: [],
  question: null,
  usage: null,
  stopped: null,
  kind: "plan",
  document_id: null,
  findings: [],
};

describe("an answer", () => {
  test("tells how much of it was corrected, and how long it took", () => {
    render(<MessageView message={{ ...ANSWER, usage: { ms: 1500, corrected: 1, edits: 12 } }} />);
    expect(screen.getByText("1.5 s · corrected 1 of 12")).toBeVisible();
  });

  test("that ended early says how to go on, until something is said after it", () => {
    const stopped = { code: "answer_truncated", message: "It was too long." };
    const { rerender } = render(<MessageView message={{ ...ANSWER, stopped }} isLast />);
    expect(screen.getByText(/not whole. Say “go on”/)).toBeVisible();
    rerender(<MessageView message={{ ...ANSWER, stopped }} />);
    expect(screen.queryByText(/not whole/)).toBeNull();
  });

  test("that is whole says nothing of it", () => {
    render(<MessageView message={ANSWER} />);
    expect(screen.queryByText(/not whole/)).toBeNull();
    expect(screen.queryByText(/corrected/)).toBeNull();
  });
});
