// @vitest-environment jsdom

import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { TitleField } from "@/components/tree/TitleField";

test("a title that is too long is neither cut nor saved: it says by how much, and goes on when it fits", () => {
  const saved: string[] = [];
  let left = 0;
  render(
    <TitleField
      label="Title"
      title="Before"
      onSave={(title) => saved.push(title)}
      onLeave={() => (left += 1)}
    />,
  );
  const field = screen.getByLabelText("Title");
  const write = (value: string) => fireEvent.change(field, { target: { value } });
  write("x".repeat(203));
  expect(field).toHaveAccessibleDescription("3 characters too many: at most 200 fit.");
  expect(field).toBeInvalid();
  fireEvent.keyDown(field, { key: "Enter" });
  fireEvent.blur(field);
  expect([saved, left]).toEqual([[], 0]);
  expect(field).toHaveValue("x".repeat(203));
  write("x".repeat(200));
  expect(field).not.toHaveAccessibleDescription();
  fireEvent.keyDown(field, { key: "Enter" });
  expect([saved, left]).toEqual([["x".repeat(200)], 1]);
});
