// @vitest-environment jsdom

import { act, renderHook } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { usePlayback } from "@/features/history/travel/usePlayback";
import { stepsThrough } from "@/features/history/view";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const MARKS = [2, 3, 6, 9].map((last) => ({ first: last, last, time: "2026-11-23T09:00:00Z" }));

function playing(start: number, loaded = 9) {
  const there = { loaded };
  const { result } = renderHook(() => {
    const [version, setVersion] = useState(start);
    const isThere = (wanted: number) => wanted <= there.loaded;
    const steps = stepsThrough(MARKS, 0);
    const playback = usePlayback({ version, steps, isThere, onVersion: setVersion });
    return { version, ...playback };
  });
  const toggle = () => {
    act(() => {
      result.current.toggle();
    });
  };
  // Frame by frame: what a step shows has to be rendered before the next one.
  const wait = (milliseconds: number) => {
    for (let passed = 0; passed < milliseconds; passed += 16) {
      act(() => {
        vi.advanceTimersByTime(16);
      });
    }
  };
  return { there, toggle, wait, now: () => result.current };
}

test("it goes from step to step at its speed, and ends with the last one", () => {
  const { toggle, wait, now } = playing(0);
  toggle();
  wait(600);
  expect(now()).toMatchObject({ version: 3, isPlaying: true });
  wait(2000);
  expect(now()).toMatchObject({ version: 9, isPlaying: false });
});

test("it begins anew when it is at its end", () => {
  const { toggle, wait, now } = playing(9);
  toggle();
  expect(now().version).toBe(0);
  wait(300);
  expect(now().version).toBe(2);
});

test("it stays where it is paused", () => {
  const { toggle, wait, now } = playing(0);
  toggle();
  wait(300);
  toggle();
  wait(2000);
  expect(now()).toMatchObject({ version: 2, isPlaying: false });
});

test("it waits for what is not loaded yet, and goes on with it", () => {
  const { there, toggle, wait, now } = playing(0, 3);
  toggle();
  wait(2000);
  expect(now()).toMatchObject({ version: 3, isPlaying: true });
  there.loaded = 9;
  wait(400);
  expect(now().version).toBe(6);
});
