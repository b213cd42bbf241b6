import { QueryClient } from "@tanstack/react-query";

import { Problem } from "@/lib/problem";

/** Answers that the page keeps. What the server refused is not asked again; what may pass is. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The server may be on this machine: then it is there without a network, too.
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && !(error instanceof Problem && !error.passing),
      },
    },
  });
}
