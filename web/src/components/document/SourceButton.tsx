import { Suspense, useState } from "react";

import type { Source } from "@/components/document/documents";
import { Icon } from "@/components/ui/Icon";
import { lazily } from "@/components/ui/lazily";

const PassageDialog = lazily(() => import("@/components/document/PassageDialog"));

interface SourceButtonProps {
  source: Source;
  tabIndex?: number;
}

/** Opens the passage that a task came from. A plain button: there is one in each row of a plan. */
export function SourceButton({ source, tabIndex }: SourceButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    // What is done in there, and in the dialog that only React sees in there, is not done to the row.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <span onClick={stop} onKeyDown={stop} onDoubleClick={stop} className="inline-flex">
      <button
        type="button"
        tabIndex={tabIndex}
        aria-label={`Source: passage ${source.number}`}
        title="The passage that this came from"
        onClick={() => {
          setIsOpen(true);
        }}
        className="inline-flex items-center gap-1 rounded-sm px-1 text-muted hover:bg-line hover:text-ink"
      >
        <Icon name="page" width={13} height={13} />
        <span className="tabular-nums">§{source.number}</span>
      </button>
      {isOpen && (
        <Suspense>
          <PassageDialog
            source={source}
            onClose={() => {
              setIsOpen(false);
            }}
          />
        </Suspense>
      )}
    </span>
  );
}

function stop(event: { stopPropagation: () => void }) {
  event.stopPropagation();
}
