// @vitest-environment jsdom

import { act, renderHook } from "@testing-library/react";
import { beforeEach, afterEach, expect, test, vi } from "vitest";

import { useTravel } from "@/features/history/travel/useTravel";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function travelling(placed: number) {
  const onPlace = vi.fn();
  const { result, rerender } = renderHook(({ at }) => useTravel(at, onPlace), {
    initialProps: { at: placed },
  });
  const move = (version: number) => {
    act(() => {
      result.current.moveTo(version);
    });
  };
  const wait = () => {
    act(() => {
      vi.advanceTimersByTime(1000);
    });
  };
  const place = (at: number) => {
    rerender({ at });
  };
  return { onPlace, move, wait, place, now: () => result.current };
}

test("while one moves, the version is where one has got to, and the address is left alone", () => {
  const { move, now, onPlace } = travelling(9);
  for (const version of [8, 7, 6]) move(version);
  expect(now()).toMatchObject({ version: 6, isMoving: true });
  expect(onPlace).not.toHaveBeenCalled();
});

test("where one stays, the address says so, once", () => {
  const { move, wait, now, onPlace } = travelling(9);
  move(7);
  move(6);
  wait();
  expect(now()).toMatchObject({ version: 6, isMoving: false });
  expect(onPlace).toHaveBeenCalledExactlyOnceWith(6);
});

test("an address that comes late does not take back where one has moved on to", () => {
  const { move, wait, place, now, onPlace } = travelling(9);
  move(6);
  wait();
  move(3);
  place(6);
  expect(now().version).toBe(3);
  wait();
  expect(onPlace).toHaveBeenLastCalledWith(3);
});

test("another address leads there, and coming back to where one was asks for nothing", () => {
  const { move, wait, place, now, onPlace } = travelling(9);
  place(4);
  expect(now()).toMatchObject({ version: 4, isMoving: false });
  move(5);
  move(4);
  wait();
  expect(onPlace).not.toHaveBeenCalled();
});
