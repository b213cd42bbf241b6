import { marked } from "@/components/palette/marked";
import { Option } from "@/components/palette/Option";
import { OptionGroup } from "@/components/palette/OptionGroup";
import { Parts } from "@/components/palette/Parts";
import { soon } from "@/components/palette/soon";
import type { Chosen } from "@/components/palette/useChosen";
import { StatusMark } from "@/components/task/Marks";
import { STATUS_NAMES } from "@/components/task/words";
import { Icon } from "@/components/ui/Icon";
import type { Found, Way } from "@/features/search/found";
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
    <OptionGroup heading={heading}>
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
    </OptionGroup>
  );
}

interface FoundItemProps {
  found: Found;
  typed: string;
}

function FoundItem({ found, typed }: FoundItemProps) {
  const { status, icon, title, text, about, isDeleted } = found;
  return (
    <>
      {status ? (
        <StatusMark status={status} className="mt-0.75" />
      ) : (
        <Icon name={icon} className="mt-0.75 shrink-0 text-muted" />
      )}
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
          {status && <span className="sr-only">{`${STATUS_NAMES[status]}, `}</span>}
          {isDeleted && <span className="mr-1.5 text-removed">Deleted</span>}
          {about.join(" · ")}
        </span>
      </span>
    </>
  );
}
