import { CommandGroup, CommandItem } from "cmdk";

import { soon } from "@/components/palette/soon";
import { Parts } from "@/components/palette/PaletteItem";
import { marked } from "@/components/palette/marked";
import { Icon } from "@/components/ui/Icon";
import type { Found, Way } from "@/features/search/found";
import type { Finding } from "@/features/search/useSearch";

const ITEM =
  "flex min-h-9 cursor-default gap-2.5 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-sunken data-[selected=true]:shadow-[inset_3px_0_0_var(--color-accent)]";

interface FoundGroupProps {
  heading: string;
  finding: Finding;
  typed: string;
  onGo: (way: Way) => void;
  /** More is there, of which this is the first. */
  onMore: (id: string) => void;
}

/** What was found of one kind, and the way to more of it. */
export function FoundGroup({ heading, finding, typed, onGo, onMore }: FoundGroupProps) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = finding;
  if (!data?.length) return null;
  const goOn = async () => {
    const { data: all } = await fetchNextPage();
    const next = all?.[data.length];
    // The list chooses its first item when the way to more is gone: after that.
    if (next)
      soon(() => {
        onMore(next.id);
      });
  };
  return (
    <CommandGroup heading={heading}>
      {data.map((found) => (
        <FoundItem
          key={found.id}
          found={found}
          typed={typed}
          onChoose={() => {
            onGo(found.way);
          }}
        />
      ))}
      {hasNextPage && (
        <CommandItem
          value={`more ${heading}`}
          onSelect={() => void goOn()}
          className={`${ITEM} items-center text-muted`}
        >
          <Icon name="chevronDown" className="shrink-0" />
          {isFetchingNextPage ? "More is being loaded …" : `More: ${heading.toLowerCase()}`}
        </CommandItem>
      )}
    </CommandGroup>
  );
}

interface FoundItemProps {
  found: Found;
  typed: string;
  onChoose: () => void;
}

function FoundItem({ found, typed, onChoose }: FoundItemProps) {
  const { id, icon, title, text, about, isDeleted } = found;
  return (
    <CommandItem value={id} onSelect={onChoose} className={ITEM}>
      <Icon name={icon} className="mt-0.75 shrink-0 text-muted" />
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        {title !== null && (
          <span className="block">
            <Parts parts={marked(title, typed)} />
          </span>
        )}
        {text.length > 0 && (
          <span className={title === null ? "line-clamp-3" : "line-clamp-2 text-sm text-muted"}>
            <Parts parts={text} />
          </span>
        )}
        <span className="block text-xs text-muted">
          {isDeleted && <span className="mr-1.5 text-removed">Deleted</span>}
          {about.join(" · ")}
        </span>
      </span>
    </CommandItem>
  );
}
