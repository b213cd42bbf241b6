// @vitest-environment jsdom

import { renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import {
  initialsOf,
  ME,
  nameOf,
  noteViewers,
  useViewers,
  useViewersOf,
  type Viewer,
} from "@/lib/live/presence";

function viewer(id: string, name: string | null, task: string | null = null): Viewer {
  const viewing = { kind: task === null ? ("project" as const) : ("task" as const), id: task };
  return { viewer: id, actor: "user:local", name, viewing };
}

afterEach(() => {
  noteViewers([]);
});

test("others are told, this page is not, and each task knows who looks at it", () => {
  const [ada, eve] = [viewer("a", "Ada", "t1"), viewer("e", "Eve")];
  noteViewers([ada, viewer(ME, "Me", "t1"), eve]);
  expect(renderHook(useViewers).result.current).toEqual([ada, eve]);
  expect(renderHook(() => useViewersOf("t1")).result.current).toEqual([ada]);
  expect(renderHook(() => useViewersOf("t2")).result.current).toEqual([]);
});

test.each([
  ["Ada Lovelace", "AL"],
  ["ada", "A"],
  ["Ada King of Lovelace", "AL"],
  ["🌱 Gärtner", "🌱G"],
  [null, "S"],
])("%s is %s for short", (name, initials) => {
  expect(initialsOf({ name })).toBe(initials);
});

test("whoever has no name is somebody", () => {
  expect(nameOf({ name: null })).toBe("Somebody");
});
