import { useId, type ReactNode } from "react";

import { soon } from "@/components/palette/soon";
import { Parts } from "@/components/palette/PaletteItem";
import { marked } from "@/components/palette/marked";
import { Icon } from "@/components/ui/Icon";
import { classes } from "@/lib/classes";
import type { Found, Way } from "@/features/search/found";
import { optionId, type Chosen } from "@/features/search/useChosen";
import type { Finding } from "@/features/search/useSearch";

/** What is listed of a kind, in its order. */
export function idsIn(heading: string, { data, hasNextPage }: Finding): readonly string[] {
  if (!data?.length) return [];
  const ids = data.map(({ id }) => id);
  return hasNextPage ? [...ids, moreOf(heading)] : ids;
}

function moreOf(heading: string): string {
  return `more ${heading}`;
}

interface FoundGroupProps {
  heading: string;
  finding: Finding;
  typed: string;
  chosen: Chosen;
  onGo: (way: Way) => void;
}

/** What was found of one kind, and the way to more of it. */
export function FoundGroup({ heading, finding, typed, chosen, onGo }: FoundGroupProps) {
  const headingId = useId();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = finding;
  if (!data?.length) return null;
  const goOn = async () => {
    const { data: all } = await fetchNextPage();
    const next = all?.[data.length];
    // It is listed by then.
    if (next)
      soon(() => {
        chosen.choose(next.id);
      });
  };
  return (
    <div role="group" aria-labelledby={headingId}>
      <div id={headingId} className="px-2.5 pt-2.5 pb-1 text-xs font-medium text-muted">
        {heading}
      </div>
      {data.map((found) => (
        <Option
          key={found.id}
          id={found.id}
          chosen={chosen}
          onAction={() => {
            onGo(found.way);
          }}
        >
          <FoundItem found={found} typed={typed} />
        </Option>
      ))}
      {hasNextPage && (
        <Option id={moreOf(heading)} chosen={chosen} onAction={() => void goOn()}>
          <Icon name="chevronDown" className="mt-0.75 shrink-0 text-muted" />
          <span className="text-muted">
            {isFetchingNextPage ? "More is being loaded …" : `More: ${heading.toLowerCase()}`}
          </span>
        </Option>
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  chosen: Chosen;
  onAction: () => void;
  children: ReactNode;
}

/** One thing that is listed. The keys are the field's, which has the focus. */
function Option({ id, chosen, onAction, children }: OptionProps) {
  const isChosen = chosen.id === id;
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      id={optionId(id)}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      onClick={onAction}
      onPointerMove={() => {
        if (!isChosen) chosen.choose(id);
      }}
      className={classes(
        "flex min-h-9 cursor-default gap-2.5 rounded-md px-2.5 py-1.5",
        isChosen && "bg-sunken shadow-[inset_3px_0_0_var(--color-accent)]",
      )}
    >
      {children}
    </div>
  );
}

interface FoundItemProps {
  found: Found;
  typed: string;
}

function FoundItem({ found, typed }: FoundItemProps) {
  const { icon, title, text, about, isDeleted } = found;
  return (
    <>
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
    </>
  );
}
