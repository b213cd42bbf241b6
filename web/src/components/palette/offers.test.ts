import { expect, test, vi } from "vitest";

import { choices, merged } from "@/components/palette/offers";

test("what two parts of the page offer under one title is one group, where the first of them was", () => {
  const action = (id: string) => ({ id, label: id, onAction: vi.fn() });
  const [play, print, compare] = [action("play"), action("print"), action("compare")] as const;
  const groups = [
    { title: "History", actions: [play] },
    { title: "Page", actions: [print] },
    { title: "History", actions: [compare] },
  ];
  expect(merged(groups)).toEqual([
    { title: "History", actions: [play, compare] },
    { title: "Page", actions: [print] },
  ]);
});

test("each value is an action that names what is chosen, and says which holds now", () => {
  const choose = vi.fn();
  const names = { day: "Day", week: "Week" };
  const actions = choices<keyof typeof names>("Zoom", names, "week", choose);
  expect(actions.map(({ label, checked }) => [label, checked])).toEqual([
    ["Zoom: Day", false],
    ["Zoom: Week", true],
  ]);
  actions[0]?.onAction();
  expect(choose).toHaveBeenCalledExactlyOnceWith("day");
});
