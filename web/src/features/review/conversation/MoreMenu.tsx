import { Suspense, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { IconButton } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { Menu } from "@/components/ui/Menu";
import type { MenuEntry } from "@/components/ui/menuEntry";
import type { Kind } from "@/features/review/conversation/answers";
import { OPINIONS, sayingOf } from "@/features/review/conversation/kinds";
import type { Review } from "@/features/review/useReview";

// Loaded when they are first opened.
const DocumentDialog = lazily(() => import("@/components/document/DocumentDialog"));
const SummaryDialog = lazily(() => import("@/features/review/words/SummaryDialog"));
const ConventionsDialog = lazily(() => import("@/features/review/words/ConventionsDialog"));

interface MoreMenuProps {
  review: Review;
  onAsk: (kind: Kind) => void;
}

/** What can be asked for beside a change in words. */
export function MoreMenu({ review, onAsk }: MoreMenuProps) {
  const [opened, setOpened] = useState<"document" | "summary" | "conventions" | null>(null);
  const { projectId } = review.about;
  const isThere = projectId !== undefined && review.proposal?.base_version !== 0;
  const { isRunning } = review;
  const close = () => {
    setOpened(null);
  };
  const entries: readonly MenuEntry[] = [
    ...OPINIONS.map(({ kind, label, hint, icon }) => ({
      id: kind,
      label,
      hint,
      icon,
      disabled: !isThere || isRunning,
      onAction: () => {
        onAsk(kind);
      },
    })),
    {
      id: "document",
      label: "Plan from a document",
      hint: "Markdown, text or PDF",
      icon: "page",
      disabled: isRunning,
      onAction: () => {
        setOpened("document");
      },
    },
    {
      id: "summary",
      label: "What changed since…",
      icon: "history",
      disabled: !isThere,
      onAction: () => {
        setOpened("summary");
      },
    },
    {
      id: "conventions",
      label: "Conventions",
      hint: "What every plan here follows",
      icon: "tag",
      disabled: isRunning,
      onAction: () => {
        setOpened("conventions");
      },
    },
  ];
  useActions("Agent", () => entries);
  return (
    <>
      <Menu
        label="Ask for more"
        // It stays open to the keyboard while an answer comes: one that is disabled loses the focus.
        trigger={<IconButton icon="plus" label="Ask for more" />}
        entries={entries}
      />
      <Suspense>
        {opened === "document" && (
          <DocumentDialog
            onClose={close}
            onDocument={(documentId, words) => {
              const saying = sayingOf(words, documentId);
              close();
              if (saying) review.ask(saying);
            }}
          />
        )}
        {opened === "summary" && projectId && (
          <SummaryDialog projectId={projectId} onClose={close} />
        )}
        {opened === "conventions" && <ConventionsDialog review={review} onClose={close} />}
      </Suspense>
    </>
  );
}
