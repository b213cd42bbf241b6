import { useQuery } from "@tanstack/react-query";

import type { components } from "@/generated/api";
import { answerOf, api } from "@/lib/api";

export type Provider = components["schemas"]["ProviderOut"];

/** Who can plan here, with their models, and who does where nobody is chosen. */
export function useProviders() {
  return useQuery({
    queryKey: ["providers"],
    queryFn: () => answerOf(api.GET("/api/v1/providers")),
    staleTime: 60_000,
  });
}
