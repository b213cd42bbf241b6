// @vitest-environment jsdom

import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { TaskPast } from "@/features/history/TaskPast";
import { Whereabouts } from "@/features/history/travel/Whereabouts";
import { EMPTY } from "@/patch/plan";
import { planWith } from "@/patch/planWith";

test("what a task said follows the tree through the versions, and is not there before the task was", () => {
  const plans = [EMPTY, planWith({ a: {} }), planWith({ a: {} }, { a: { title: "Later" } })];
  const recording = {
    nearest: (version: number) => Math.min(version, 2),
    at: (version: number) => plans[version],
  };
  const whereabouts = new Whereabouts(1);
  render(<TaskPast taskId="a" {...{ recording, whereabouts }} />);
  const told = () => document.querySelector("summary")?.textContent;
  const move = (version: number) => {
    act(() => {
      whereabouts.moveTo(version);
    });
  };
  expect(told()).toBe("T1 aat version 1");
  move(2);
  expect(told()).toBe("T1 Laterat version 2");
  move(0);
  expect(screen.queryByText("at version", { exact: false })).toBeNull();
  // What is not loaded yet is shown by what is nearest to it, and says so.
  move(9);
  expect(told()).toBe("T1 Laterat version 2");
});
