// @vitest-environment jsdom

import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test } from "vitest";

import type { Checks, Decoration } from "@/components/tree/decoration";
import type { TreeEditing } from "@/components/tree/editing";
import { TaskTree } from "@/components/tree/TaskTree";
import { useTreeState } from "@/components/tree/useTreeState";
import { DayShown } from "@/components/task/today";
import type { Plan } from "@/patch/plan";
import { planWith } from "@/patch/planWith";

const PLAN = planWith(
  { Apple: { Bread: {}, Cheese: {} }, Date: {} },
  { Bread: { status: "completed", depends_on: ["Date"] } },
);

/** Notes what it is asked to do. */
class Asked implements TreeEditing {
  readonly log: unknown[][] = [];
  readonly rename = (...asked: unknown[]) => void this.log.push(["rename", ...asked]);
  readonly move = (...asked: unknown[]) => void this.log.push(["move", ...asked]);
  readonly shift = (...asked: unknown[]) => void this.log.push(["shift", ...asked]);
  readonly remove = (...asked: unknown[]) => void this.log.push(["remove", ...asked]);
  readonly openMenu = (kind: string, id: string) => void this.log.push(["menu", kind, id]);
  readonly add = (...asked: unknown[]) => {
    this.log.push(["add", ...asked]);
    return "Date";
  };
}

interface HarnessProps {
  plan?: Plan;
  editing?: TreeEditing;
  decorations?: ReadonlyMap<string, Decoration>;
  checks?: Checks;
}

function Harness({ plan = PLAN, ...props }: HarnessProps) {
  const state = useTreeState(plan);
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <TaskTree
      label="Tasks"
      plan={plan}
      state={state}
      {...props}
      openId={opened}
      onOpen={setOpened}
    />
  );
}

function row(name: string): HTMLElement {
  return screen.getByRole("treeitem", { name: new RegExp(name) });
}

function names(): string[] {
  return screen
    .getAllByRole("treeitem")
    .map((element) => /Apple|Bread|Cheese|Date|New/.exec(element.textContent)?.[0] ?? "");
}

async function press(keys: string) {
  await userEvent.keyboard(keys);
}

describe("a tree for reading", () => {
  test("rows say their level, their place and whether they are open", () => {
    render(<Harness />);
    expect(row("Apple")).toHaveAttribute("aria-expanded", "true");
    expect(row("Date")).not.toHaveAttribute("aria-expanded");
    const bread = row("Bread");
    expect(bread).toHaveAttribute("aria-level", "2");
    expect(bread).toHaveAttribute("aria-posinset", "1");
    expect(bread).toHaveAttribute("aria-setsize", "2");
    expect(bread).toHaveAccessibleName(/Status: Completed.*Depends on.*T4/);
  });

  test("one row can be reached by Tab, and the arrows lead on from there", async () => {
    render(<Harness />);
    await userEvent.tab();
    expect(row("Apple")).toHaveFocus();
    await press("{ArrowDown}");
    expect(row("Bread")).toHaveFocus();
    await press("{End}");
    expect(row("Date")).toHaveFocus();
    await press("c");
    expect(row("Cheese")).toHaveFocus();
    await press("{ArrowLeft}");
    expect(row("Apple")).toHaveFocus();
    expect(screen.getAllByRole("treeitem").filter((item) => item.tabIndex === 0)).toHaveLength(1);
  });

  test("the arrows close and open, and the asterisk opens all of a level", async () => {
    render(<Harness />);
    await userEvent.tab();
    await press("{ArrowLeft}");
    expect(names()).toEqual(["Apple", "Date"]);
    await press("{ArrowRight}");
    expect(names()).toEqual(["Apple", "Bread", "Cheese", "Date"]);
    await press("{ArrowLeft}{End}*");
    expect(names()).toEqual(["Apple", "Bread", "Cheese", "Date"]);
    expect(row("Date")).toHaveFocus();
  });

  test("Space shows the details", async () => {
    render(<Harness />);
    await userEvent.tab();
    await press("{ArrowDown} ");
    expect(row("Bread")).toHaveAttribute("aria-selected", "true");
  });

  test("it offers nothing that would change it", async () => {
    render(<Harness />);
    await userEvent.tab();
    await press("{Enter}{Delete}");
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });
});

describe("a tree for editing", () => {
  function setup() {
    const editing = new Asked();
    render(<Harness editing={editing} />);
    return editing.log;
  }

  test("Enter edits the title, Enter saves it and gives the focus back", async () => {
    const log = setup();
    await userEvent.tab();
    await press("{Enter}Avocado{Enter}");
    // Nobody changed it meanwhile: there is no version that it is about.
    expect(log).toEqual([["rename", "Apple", "Avocado", undefined]]);
    expect(row("Apple")).toHaveFocus();
  });

  test("Escape takes back what was typed; an empty title is not saved", async () => {
    const log = setup();
    await userEvent.tab();
    await press("{F2}Avocado{Escape}");
    await press("{F2}{Backspace}{Enter}");
    expect(log).toEqual([]);
    expect(row("Apple")).toHaveFocus();
  });

  test("Alt with an arrow moves, and Delete deletes", async () => {
    const log = setup();
    await userEvent.tab();
    await press("{Alt>}{ArrowDown}{ArrowRight}{/Alt}{Delete}");
    expect(log).toEqual([
      ["shift", "Apple", "down"],
      ["shift", "Apple", "in"],
      ["remove", "Apple"],
    ]);
  });

  test("Shift+Enter types a task below, Enter goes on with the next, and Escape ends", async () => {
    const log = setup();
    await userEvent.tab();
    await press("{ArrowDown}{Shift>}{Enter}{/Shift}");
    expect(names()).toEqual(["Apple", "Bread", "", "Cheese", "Date"]);
    await press("Butter{Enter}{Escape}");
    expect(log).toEqual([["add", { parentId: "Apple", afterId: "Bread" }, "Butter"]]);
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  });

  test("Alt with the arrows moves a task in and out while it is typed", async () => {
    const log = setup();
    await userEvent.tab();
    await press("{End}{Shift>}{Enter}{/Shift}{Alt>}{ArrowRight}{/Alt}");
    expect(screen.getByRole("treeitem", { name: "New task" })).toHaveAttribute("aria-level", "2");
    await press("{Alt>}{ArrowLeft}{/Alt}Egg{Enter}");
    expect(log).toEqual([["add", { parentId: null, afterId: "Date" }, "Egg"]]);
  });

  test("the status is a button of the row; keys on it are not keys on the row", async () => {
    const log = setup();
    await userEvent.tab();
    await userEvent.tab();
    expect(within(row("Apple")).getByRole("button", { name: "Status: To do" })).toHaveFocus();
    await press("{Enter}");
    expect(log).toEqual([["menu", "status", "Apple"]]);
  });
});

describe("a draft in the tree", () => {
  const decorations = new Map<string, Decoration>([
    ["Bread", { marks: ["removed"] }],
    [
      "Date",
      { marks: ["moved", "changed"], changes: [{ field: "title", before: "Dote", after: "Date" }] },
    ],
  ]);

  test("rows say what happened to them, with the values before and after", () => {
    render(<Harness decorations={decorations} />);
    expect(row("Date")).toHaveAccessibleName(/Moved.*Changed/);
    expect(within(row("Date")).getByText("Dote").tagName).toBe("DEL");
    expect(within(row("Bread")).getByText("Removed")).toBeInTheDocument();
  });

  test("a removed row cannot be edited", async () => {
    const editing = new Asked();
    render(<Harness decorations={decorations} editing={editing} />);
    expect(within(row("Bread")).queryByRole("button")).not.toBeInTheDocument();
    await userEvent.dblClick(row("Bread"));
    expect(screen.queryByRole("textbox")).not.toBeInTheDocument();
  });

  test("checkboxes stand only where there is something to choose", async () => {
    const toggled: string[] = [];
    const checks: Checks = {
      stateOf: (id) => (id === "Bread" ? true : id === "Date" ? "mixed" : undefined),
      onToggle: (id) => toggled.push(id),
    };
    render(<Harness decorations={decorations} checks={checks} />);
    expect(screen.getAllByRole("checkbox")).toHaveLength(2);
    expect(
      within(row("Date")).getByRole("checkbox", { name: "Include this change: Date" }),
    ).toBePartiallyChecked();
    await userEvent.click(within(row("Bread")).getByRole("checkbox"));
    expect(toggled).toEqual(["Bread"]);
    expect(row("Bread")).toHaveAttribute("aria-selected", "false");
  });
});

test("when the row that has the focus goes, the focus stays in the tree", async () => {
  const { rerender } = render(<Harness />);
  await userEvent.tab();
  await press("{ArrowDown}");
  expect(row("Bread")).toHaveFocus();
  rerender(<Harness plan={planWith({ Apple: { Cheese: {} } })} />);
  expect(row("Apple")).toHaveFocus();
});

test("a task of a past day is overdue by that day", () => {
  const plan = planWith({ Apple: {} }, { Apple: { due_date: "2020-05-10" } });
  const shown = (day?: string) => (
    <DayShown value={day}>
      <Harness plan={plan} />
    </DayShown>
  );
  const { rerender } = render(shown("2020-05-10"));
  expect(row("Apple")).toHaveTextContent("Due: ");
  rerender(shown("2020-05-11"));
  expect(row("Apple")).toHaveTextContent("Overdue: ");
  rerender(shown());
  expect(row("Apple")).toHaveTextContent("Overdue: ");
});
