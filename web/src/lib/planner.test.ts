// @vitest-environment jsdom

import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import { chosenPlanner, usePlanner } from "@/lib/planner";

test("who plans is remembered on this device until it is left to the settings again", () => {
  const { result } = renderHook(usePlanner);
  expect(result.current[0]).toBeNull();
  const planner = { provider: "embedded", model: "outline" };
  act(() => {
    result.current[1](planner);
  });
  expect(result.current[0]).toEqual(planner);
  expect(JSON.stringify(planner)).toBe(localStorage.getItem("patchledger.planner"));
  act(() => {
    result.current[1](null);
  });
  expect(chosenPlanner()).toBeNull();
  expect(localStorage.getItem("patchledger.planner")).toBeNull();
});
