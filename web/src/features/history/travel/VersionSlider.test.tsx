// @vitest-environment jsdom

import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { placeText, VersionSlider } from "@/features/history/travel/VersionSlider";

const MARKS = [
  { first: 1, last: 3, time: "2026-11-23T09:00:00Z" },
  { first: 4, last: 8, time: "2026-11-23T10:00:00Z" },
];

function shown(version: number) {
  const onVersion = vi.fn();
  const onStep = vi.fn();
  render(
    <VersionSlider
      label="Version"
      version={version}
      newest={8}
      mark={undefined}
      marks={MARKS}
      stepName="change"
      onVersion={onVersion}
      onStep={onStep}
    />,
  );
  return { onVersion, onStep, slider: screen.getByRole("slider", { name: "Version" }) };
}

test("the slider reaches every version", () => {
  const { onVersion, slider } = shown(3);
  fireEvent.change(slider, { target: { value: "6" } });
  expect(onVersion).toHaveBeenCalledExactlyOnceWith(6);
});

test("with Shift the arrows go from changeset to changeset", () => {
  const { onStep, slider } = shown(3);
  fireEvent.keyDown(slider, { key: "ArrowRight", shiftKey: true });
  fireEvent.keyDown(slider, { key: "ArrowLeft", shiftKey: true });
  fireEvent.keyDown(slider, { key: "ArrowLeft" });
  expect(onStep.mock.calls).toEqual([[1], [-1]]);
});

test("there is nothing before the beginning nor after the newest", () => {
  shown(0);
  expect(screen.getByRole("button", { name: "Version: previous change" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "Version: next change" })).toBeEnabled();
});

test("a place inside a changeset is told as such", () => {
  const [first, second] = MARKS;
  expect(placeText(second, 5, 8)).toMatch(/^Version 5 of 8, .*, 2 of 5 in its changeset$/);
  expect(placeText(second, 8, 8)).toMatch(/^Version 8 of 8, the newest/);
  expect(placeText(first, 3, 8)).toMatch(/^Version 3 of 8, Nov 23[^,]*, [^,]*, [^,]*$/);
  expect(placeText(undefined, 0, 8)).toBe("Version 0 of 8, before anything");
});
