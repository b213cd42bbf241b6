// @vitest-environment jsdom
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { Description } from "@/components/task/fields/Description";

function begin() {
  const saved = vi.fn();
  const shown = render(<Description text={null} onSave={saved} />);
  fireEvent.click(screen.getByRole("button", { name: "Add a description" }));
  fireEvent.change(screen.getByRole("textbox"), { target: { value: "With a spade" } });
  return { saved, ...shown };
}

test("Escape and leaving the field keep what was typed", () => {
  const { saved } = begin();
  fireEvent.keyDown(screen.getByRole("textbox"), { key: "Escape" });
  expect(saved.mock.calls).toEqual([["With a spade", undefined]]);
});

test("only Cancel takes it back", () => {
  const { saved, unmount } = begin();
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  unmount();
  expect(saved).not.toHaveBeenCalled();
});
