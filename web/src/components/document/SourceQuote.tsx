import { useQuery } from "@tanstack/react-query";

import type { Source } from "@/components/document/documents";
import { SourceButton } from "@/components/document/SourceButton";
import { passageAt } from "@/components/document/useDocument";

/** What a task came from, word for word, and the way to where it stands. */
export function SourceQuote({ source }: { source: Source }) {
  const { data } = useQuery(passageAt(source));
  return (
    <figure className="border-l-2 border-edge pl-3">
      {data && (
        <blockquote className="whitespace-pre-wrap [overflow-wrap:anywhere]">
          {data.passage.text}
        </blockquote>
      )}
      <figcaption className="flex items-center gap-1 text-sm text-muted">
        {data?.name}
        <SourceButton source={source} />
      </figcaption>
    </figure>
  );
}
