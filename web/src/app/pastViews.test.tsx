// @vitest-environment jsdom

import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { fireEvent, render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { Board } from "@/features/board/Board";
import { Gantt } from "@/features/gantt/Gantt";
import type { Due } from "@/features/plan/filter/filter";
import PastPlan from "@/features/plan/PastPlan";
import { newQueryClient } from "@/lib/queryClient";
import { planWith } from "@/patch/planWith";

const DUE = "2020-05-10";

/** A version that was made at this time, as a board and as a timeline. */
function show(time: string, due?: Due) {
  const plan = planWith({ Apple: {}, Bread: {} }, { Apple: { due_date: DUE } });
  const version = { project: plan.project, tasks: [...plan.tasks.values()] };
  vi.stubGlobal("fetch", ({ url }: Request) =>
    Promise.resolve(
      Response.json(
        url.includes("/patches")
          ? { patches: [], changesets: [{ time, first: 3, last: 3 }] }
          : version,
      ),
    ),
  );
  const root = createRootRoute();
  const route = createRoute({
    getParentRoute: () => root,
    path: "/projects/$projectId/board",
    component: () => (
      <PastPlan
        projectId="p"
        at={3}
        name="Board"
        filtering={{ filter: due ? { due } : {}, onFilter: () => undefined }}
      >
        {({ plan: then, matching }) => {
          const shared = { plan: then, matching, make: null, onOpen: () => undefined };
          return (
            <>
              <Board {...shared} shown="all" onShown={() => undefined} />
              <Gantt {...shared} projectId="p" zoom="day" onZoom={() => undefined} />
            </>
          );
        }}
      </PastPlan>
    ),
  });
  const router = createRouter({
    routeTree: root.addChildren([route]),
    history: createMemoryHistory({ initialEntries: ["/projects/p/board?version=3"] }),
  });
  render(
    <QueryClientProvider client={newQueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}

test("what was late in a past version is late by its day", async () => {
  show("2020-05-11T12:00:00Z", "overdue");
  expect(await screen.findByText("1 of 2 tasks match.")).toBeInTheDocument();
  expect(screen.getByText(/Overdue: (10 May|May 10)$/)).toBeInTheDocument();
});

test("what has no dates in a past version is forecast from its day", async () => {
  show("2020-05-11T12:00:00Z");
  await screen.findByRole("grid");
  // What scrolls is as high as nothing here: on paper all of it is there.
  fireEvent(window, new Event("beforeprint"));
  expect(screen.getByRole("row", { name: /Bread.*(11 May|May 11)/ })).toBeInTheDocument();
});

test("what was not late yet in a past version is not late there", async () => {
  show("2020-05-10T12:00:00Z", "overdue");
  expect(await screen.findByText("No task matches.")).toBeInTheDocument();
});
