// @vitest-environment jsdom

import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import SearchWindow from "@/features/search/SearchWindow";
import { TypedAhead } from "@/components/ui/TypedAhead";
import { keys } from "@/lib/keys";
import { newQueryClient } from "@/lib/queryClient";

const FOUND = { project_id: "p", project_title: "Garden", number: null, snippet: [] };
const THEN = { time: "2026-01-01T00:00:00Z", actor: "user:local", deleted: false, version: 1 };
/** A hit of each kind, as the server tells it. */
const HITS = {
  project: (id: string) => ({
    ...FOUND,
    ...{ target: "project", target_id: id, title: id },
    status: null,
  }),
  task: (id: string) => ({
    ...FOUND,
    ...{ target: "task", target_id: id, title: id },
    status: "todo",
  }),
  value: (id: string) => ({
    ...{ ...FOUND, ...THEN, kind: "value", target: "task", fields: ["title"] },
    target_id: id,
    title: id,
  }),
  message: (id: string) => ({
    ...{ ...FOUND, ...THEN, kind: "message", changeset: id },
    snippet: [{ text: id, hit: true }],
  }),
  conversation: (id: string) => ({
    ...{ ...FOUND, ...THEN, kind: "conversation", proposal: id, said: "answer", message: 0 },
    snippet: [{ text: id, hit: true }],
  }),
};

/** The answers that the server still owes, by kind and words. */
const owed = new Map<string, (answer: Response) => void>();

beforeEach(() => {
  owed.clear();
  vi.stubGlobal("fetch", ({ url }: Request) => {
    const asked = new URL(url).searchParams;
    const kind = asked.get("kind") ?? asked.get("target") ?? "";
    return new Promise((answer) => owed.set(`${kind} ${asked.get("q") ?? ""}`, answer));
  });
});

function Searching() {
  const [text, setText] = useState("");
  return <SearchWindow text={text} onText={setText} onClose={() => undefined} />;
}

async function searching() {
  const routeTree = createRootRoute({ component: Searching });
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  const client = newQueryClient();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  );
  const field = await screen.findByRole("combobox");
  const press = (key: string) => fireEvent.keyDown(field, { key });
  const type = async (words: string) => {
    fireEvent.change(field, { target: { value: words } });
    await waitFor(() => {
      expect(owed.has(`task ${words}`)).toBe(true);
    });
  };
  const arrive = async (kind: keyof typeof HITS, words: string, ...ids: string[]) => {
    const items = ids.map((id) => HITS[kind](id));
    owed.get(`${kind} ${words}`)?.(Response.json({ items, next_cursor: null }));
    for (const id of ids) await screen.findByRole("option", { name: new RegExp(id) });
  };
  const chosen = () => {
    const [first, ...more] = screen.getAllByRole("option", { selected: true });
    expect(more).toEqual([]);
    expect(field).toHaveAttribute("aria-activedescendant", first?.id);
    return first?.textContent;
  };
  return { client, press, type, arrive, chosen };
}

test("in whatever order kinds come the first is chosen, until a key moves to what stays chosen", async () => {
  const { press, type, arrive, chosen } = await searching();
  await type("oak");
  await arrive("message", "oak", "said1", "said2");
  expect(chosen()).toMatch("said1");
  await arrive("task", "oak", "task1");
  expect(chosen()).toMatch("task1");
  press("ArrowDown");
  await arrive("value", "oak", "former1");
  expect(chosen()).toMatch("said1");
  press("ArrowUp");
  await arrive("project", "oak", "project1");
  expect(chosen()).toMatch("former1");
  press("ArrowUp");
  press("ArrowUp");
  press("ArrowUp");
  expect(chosen()).toMatch("said2");
});

test("while the words are not answered, what is listed says that it is not all", async () => {
  const { type, arrive } = await searching();
  const isBusy = () => screen.getByRole("listbox").getAttribute("aria-busy");
  expect(isBusy()).toBe("false");
  await type("oak");
  for (const kind of ["project", "task", "value", "message"] as const) await arrive(kind, "oak");
  expect(isBusy()).toBe("true");
  await arrive("conversation", "oak", "answer1");
  expect(isBusy()).toBe("false");
  await type("oaks");
  expect(isBusy()).toBe("true");
});

test("a key is not lost when what it leads away from goes in the same moment", async () => {
  const { client, press, type, arrive, chosen } = await searching();
  await type("oak");
  await arrive("task", "oak", "task1");
  await arrive("value", "oak", "former1", "former2");
  await type("oaks");
  // What has come is stored at once, and told a moment later.
  client.setQueryData(keys.searchAll("task", "oaks", undefined), {
    pages: [{ items: [HITS.task("task2")], next_cursor: null }],
    pageParams: [undefined],
  });
  press("ArrowDown");
  expect(chosen()).toMatch("former1");
  press("ArrowDown");
  expect(chosen()).toMatch("former2");
});

test("when what was chosen is no longer found, what stands in its place is, and stays chosen", async () => {
  const { press, type, arrive, chosen } = await searching();
  await type("oak");
  await arrive("task", "oak", "task1", "task2");
  await type("oaks");
  press("ArrowDown");
  await arrive("task", "oaks", "task3", "task4");
  expect(chosen()).toMatch("task4");
  await arrive("project", "oaks", "project1");
  expect(chosen()).toMatch("task4");
  await type("oakst");
  press("End");
  await arrive("task", "oakst", "task5");
  expect(chosen()).toMatch("project1");
  press("ArrowDown");
  expect(chosen()).toMatch("task5");
});

test("while the search is on its way, no key is meant for what is below", () => {
  const below = vi.fn();
  const typed = vi.fn();
  render(
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- what is below, for this test
    <div onKeyDown={below}>
      <button type="button">Row</button>
      <TypedAhead onType={typed} onClose={() => undefined} />
    </div>,
  );
  for (const key of ["ArrowDown", "Enter", "Delete", "w"])
    fireEvent.keyDown(screen.getByText("Row"), { key });
  expect(below).not.toHaveBeenCalled();
  expect(typed).toHaveBeenCalledOnce();
});
