// @vitest-environment jsdom

import { act, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { PATIENCE } from "@/components/ui/Late";
import { Loading } from "@/features/plan/NoPlan";

afterEach(() => {
  vi.useRealTimers();
});

test("a project that does not come for long says so, and can be tried again", () => {
  vi.useFakeTimers();
  render(<Loading />);
  const wait = (milliseconds: number) => {
    act(() => {
      vi.advanceTimersByTime(milliseconds);
    });
  };
  wait(PATIENCE - 1);
  expect(screen.queryByRole("button")).toBeNull();
  wait(1);
  expect(screen.getByText("This takes long. Is the server running?")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Try again" })).toBeInTheDocument();
});
