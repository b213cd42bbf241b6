import { queryOptions, useQuery } from "@tanstack/react-query";

import type { Source } from "@/components/document/documents";
import { answerOf, api } from "@/lib/api";

/** A document in passages. It never changes, so it is asked for once. */
export function useDocument(documentId: string) {
  return useQuery({
    queryKey: ["document", documentId],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/documents/{document_id}", {
          params: { path: { document_id: documentId } },
        }),
      ),
    staleTime: Infinity,
  });
}

/** One passage with what stands around it. */
export function passageAt({ documentId, number }: Source) {
  return queryOptions({
    queryKey: ["document", documentId, number],
    queryFn: () =>
      answerOf(
        api.GET("/api/v1/documents/{document_id}/passages/{number}", {
          params: { path: { document_id: documentId, number } },
        }),
      ),
    staleTime: Infinity,
  });
}
