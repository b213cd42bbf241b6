import type { Section } from "@/app/palette/groups";
import type { useFound } from "@/app/palette/useFound";
import { Parts } from "@/components/palette/Parts";
import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Button } from "@/components/ui/Button";
import { Late } from "@/components/ui/Late";
import { messageOf } from "@/lib/problem";

type Found = ReturnType<typeof useFound>;

/** What the server found by its words, each with where they stand. `without`: what is listed already. */
export function hitSection(
  query: Found,
  without: ReadonlySet<string>,
  onChoose: (projectId: string, taskId?: string) => void,
): Section {
  const items = (hitsOf(query, without) ?? []).map((hit) => ({
    id: `hit ${hit.target_id}`,
    icon: "panel" as const,
    mark: hit.status && <StatusMark status={hit.status} />,
    text: hit.number === null ? hit.title : `T${hit.number} ${hit.title}`,
    about: (
      <>
        {hit.status && <span className="sr-only">{`${STATUS_NAMES[hit.status]}, `}</span>}
        {hit.target === "task" && `${hit.project_title}: `}
        <Parts parts={hit.snippet} />
      </>
    ),
    onChoose: () => {
      onChoose(hit.project_id, hit.target === "task" ? hit.target_id : undefined);
    },
  }));
  return { heading: "In all projects", items };
}

interface SearchStatusProps {
  query: Found;
  without: ReadonlySet<string>;
  /** Whether nothing is listed above it. */
  isAlone: boolean;
}

/** How the search stands. Not in the list: a list of options holds options alone. */
export function SearchStatus({ query, without, isAlone }: SearchStatusProps) {
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
    <div className="px-4.5">
      <p role="status" className="py-2 text-sm text-muted empty:hidden">
        {query.isPending ? "Searching …" : hits?.length === 0 && nothing(isAlone)}
      </p>
      {query.isFetching && <Late />}
    </div>
  );
}

function hitsOf(query: Found, without: ReadonlySet<string>) {
  return query.data?.filter((hit) => !without.has(hit.target_id));
}

function nothing(isAlone: boolean): string {
  return isAlone ? "Nothing has these words." : "Nothing else has these words.";
}
