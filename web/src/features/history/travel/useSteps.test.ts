// @vitest-environment jsdom

import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { useSteps } from "@/features/history/travel/useSteps";
import { stepsThrough } from "@/features/history/view";

function through(...versions: number[]) {
  return stepsThrough(versions.map((last) => ({ first: last, last, time: "" })));
}

test("a step goes through what is looked for, also when it was asked for before that was there", () => {
  const onVersion = vi.fn();
  const all = through(1, 2, 3, 4, 5, 6, 7, 8, 9);
  const { result, rerender } = renderHook(
    (given) => useSteps({ ...given, version: 9, onVersion }),
    { initialProps: { steps: all, isLooking: false } },
  );
  const press = (way: -1 | 1) => {
    act(() => {
      result.current(way);
    });
  };
  press(-1);
  expect(onVersion).toHaveBeenLastCalledWith(8);
  rerender({ steps: all, isLooking: true });
  press(-1);
  press(-1);
  expect(onVersion).toHaveBeenCalledOnce();
  rerender({ steps: through(2, 4, 7), isLooking: false });
  expect(onVersion.mock.calls).toEqual([[8], [4]]);
  press(-1);
  expect(onVersion).toHaveBeenLastCalledWith(7);
});
