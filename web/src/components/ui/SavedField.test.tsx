// @vitest-environment jsdom

import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, test } from "vitest";

import { SavedField } from "@/components/ui/SavedField";

function setup() {
  const saved: string[] = [];
  render(
    <SavedField<string>
      label="Title"
      text="Before"
      maxLength={10}
      read={(text) => (text ? { value: text } : { error: "It cannot be empty." })}
      onSave={(text) => saved.push(text)}
    />,
  );
  return { field: screen.getByLabelText("Title"), saved };
}

describe("a field that saves itself", () => {
  test("saves when it is left", async () => {
    const { field, saved } = setup();
    await userEvent.clear(field);
    await userEvent.type(field, "After");
    expect(saved).toEqual([]);
    await userEvent.tab();
    expect(saved).toEqual(["After"]);
  });

  test("saves on Enter", async () => {
    const { field, saved } = setup();
    await userEvent.type(field, "!{Enter}");
    expect(saved).toEqual(["Before!"]);
  });

  test("Escape takes back what was typed", async () => {
    const { field, saved } = setup();
    await userEvent.type(field, "!{Escape}");
    await userEvent.tab();
    expect(field).toHaveValue("Before");
    expect(saved).toEqual([]);
  });

  test("does not save what is as it was", async () => {
    const { field, saved } = setup();
    await userEvent.type(field, "!{Backspace}{Enter}");
    expect(saved).toEqual([]);
  });

  test("says what is wrong and keeps what was typed", async () => {
    const { field, saved } = setup();
    await userEvent.clear(field);
    await userEvent.tab();
    expect(field).toHaveAccessibleDescription("It cannot be empty.");
    expect(field).toHaveValue("");
    expect(saved).toEqual([]);
  });

  test("says by how much text is too long, cuts nothing, and saves once it fits", async () => {
    const { field, saved } = setup();
    await userEvent.type(field, " and after{Enter}");
    expect(field).toHaveAccessibleDescription("6 characters too many: at most 10 fit.");
    await userEvent.tab();
    expect(field).toHaveValue("Before and after");
    expect(saved).toEqual([]);
    await userEvent.type(field, "{Backspace>6/}{Enter}");
    expect(saved).toEqual(["Before and"]);
  });
});
