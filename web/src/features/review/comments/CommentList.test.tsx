// @vitest-environment jsdom

import { QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import CommentList from "@/features/review/comments/CommentList";
import type { Proposal } from "@/features/review/conversation/answers";
import { useProposal } from "@/features/review/useProposal";
import { keys } from "@/lib/keys";
import { newQueryClient } from "@/lib/queryClient";

/** The calls that are not answered yet, by method and the end of the address. */
const waiting = new Map<string, (answer: Response) => void>();

beforeEach(() => {
  waiting.clear();
  vi.stubGlobal("fetch", ({ method, url }: Request) => {
    return new Promise((answer) => {
      waiting.set(`${method} ${url.slice(url.lastIndexOf("/") + 1).replace(/[?].*/, "")}`, answer);
    });
  });
});

/** A proposal after so many events, with the comments that wait then. */
function after(version: number, ...comments: number[]) {
  const waits = (id: number) => ({ id, text: `comment ${id}`, message: null });
  return { id: "p", version, current_version: 1, comments: comments.map(waits) } as Proposal;
}

function Comments() {
  const { data } = useProposal("p");
  return <CommentList proposalId="p" comments={data?.comments ?? []} isOpen />;
}

async function shown() {
  const client = newQueryClient();
  render(
    <QueryClientProvider client={client}>
      <Comments />
    </QueryClientProvider>,
  );
  const answer = async (call: string, proposal: Proposal) => {
    await waitFor(() => {
      expect([...waiting.keys()]).toContain(call);
    });
    waiting.get(call)?.(Response.json(proposal));
    waiting.delete(call);
  };
  /** What is shown once nothing is on its way any more. */
  const left = async () => {
    await waitFor(() => {
      expect(client.isMutating() + client.isFetching()).toBe(0);
    });
    await act(() => new Promise((done) => setTimeout(done)));
    return screen.queryAllByText(/^comment/).map(({ textContent }) => textContent);
  };
  await answer("GET p", after(3, 1, 2));
  await screen.findByText("comment 2");
  const withdraw = (comment: number) => {
    const row = screen.getByText(`comment ${comment}`).closest("li");
    fireEvent.click(row?.querySelector("button") ?? document.body);
  };
  return { client, answer, withdraw, left };
}

test("two comments are withdrawn at once, in whatever order that is answered", async () => {
  const { answer, withdraw, left } = await shown();
  withdraw(1);
  withdraw(2);
  await answer("DELETE 2", after(5));
  await answer("DELETE 1", after(4, 2));
  expect(await left()).toEqual([]);
});

test("what was asked for before a comment was withdrawn does not bring it back", async () => {
  const { client, answer, withdraw, left } = await shown();
  withdraw(1);
  void client.invalidateQueries({ queryKey: keys.proposal("p") });
  await answer("DELETE 1", after(4, 2));
  await answer("GET p", after(3, 1, 2));
  expect(await left()).toEqual(["comment 2"]);
});
