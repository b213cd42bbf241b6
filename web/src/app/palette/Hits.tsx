import { Parts, PaletteItem } from "@/components/palette/PaletteItem";
import type { useFound } from "@/app/palette/useFound";
import { Button } from "@/components/ui/Button";
import { messageOf } from "@/lib/problem";

interface HitsProps {
  query: ReturnType<typeof useFound>;
  typed: string;
  /** What is listed already. */
  without: ReadonlySet<string>;
  onChoose: (projectId: string, taskId?: string) => void;
}

/** What the server found by its words, each with where they stand. */
export function Hits({ query, typed, without, onChoose }: HitsProps) {
  return hitsOf(query, without)?.map((hit) => (
    <PaletteItem
      key={hit.target_id}
      id={`hit ${hit.target_id}`}
      icon={hit.target === "project" ? "panel" : "search"}
      text={hit.number === null ? hit.title : `T${hit.number} ${hit.title}`}
      typed={typed}
      onChoose={() => {
        onChoose(hit.project_id, hit.target === "task" ? hit.target_id : undefined);
      }}
    >
      {hit.target === "task" && `${hit.project_title}: `}
      <Parts parts={hit.snippet} />
    </PaletteItem>
  ));
}

/** How the search stands. Not in the list: a list of options holds options alone. */
export function SearchStatus({ query, without }: Pick<HitsProps, "query" | "without">) {
  if (query.isError) {
    return (
      <div role="alert" className="flex items-center gap-3 px-4.5 py-2">
        <p className="flex-1 text-removed">{`Could not search. ${messageOf(query.error)}`}</p>
        <Button size="sm" onPress={() => void query.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  const hits = hitsOf(query, without);
  return (
    <p role="status" className="px-4.5 py-2 text-sm text-muted empty:hidden">
      {query.isPending ? "Searching …" : hits?.length === 0 && nothing(query.data.length)}
    </p>
  );
}

function hitsOf(query: HitsProps["query"], without: ReadonlySet<string>) {
  return query.data?.filter((hit) => !without.has(hit.target_id));
}

function nothing(listed: number): string {
  return listed === 0 ? "Nothing has these words." : "Nothing else has these words.";
}
