// @vitest-environment jsdom

import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import { chosenPlanner, nameOfPlanner, usePlanner } from "@/lib/planner";

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

test.each([
  [{ provider: "embedded" }, "Built-in planner"],
  [{ provider: "embedded", model: "outline" }, "Built-in planner"],
  [{ provider: "anthropic", model: "claude-sonnet-5" }, "anthropic · claude-sonnet-5"],
  [{ provider: "compatible", model: "meta/llama" }, "compatible · meta/llama"],
  [{ provider: "embedded2", model: "own" }, "embedded2 · own"],
])("%o is called %s", (planner, name) => {
  expect(nameOfPlanner(planner)).toBe(name);
});
