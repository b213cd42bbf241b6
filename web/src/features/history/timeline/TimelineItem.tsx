import { Link, useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";

import { CountsLine } from "@/components/diff/Counts";
import { personName } from "@/components/task/words";
import { OfferedActions } from "@/components/palette/OfferedActions";
import { IconButton } from "@/components/ui/Button";
import { Icon, type IconName } from "@/components/ui/Icon";
import { lazily } from "@/components/ui/lazily";
import { Menu } from "@/components/ui/Menu";
import type { MenuEntry } from "@/components/ui/menuEntry";
import type { Recording } from "@/features/history/recording/Recording";
import { ChangesetChanges } from "@/features/history/timeline/ChangesetChanges";
import type { Changeset } from "@/features/history/useChangesets";
import type { HistoryView } from "@/features/history/view";
import { classes } from "@/lib/classes";
import { ago, exactly } from "@/lib/time";

// Loaded when it is first needed.
const UndoDialog = lazily(() => import("@/features/history/back/UndoDialog"));

const CAUSE_ICONS: Readonly<Partial<Record<Changeset["cause"]["kind"], IconName>>> = {
  accept: "chat",
  undo: "undo",
  redo: "redo",
  restore: "history",
};

interface TimelineItemProps {
  projectId: string;
  recording: Recording;
  changeset: Changeset;
  title: string;
  isShown: boolean;
  onView: (view: HistoryView) => void;
  /** Looks for what was accepted from a proposal. */
  onProposal: (proposal: string) => void;
}

/** One changeset: what it was about, and on demand every field before and after. */
export function TimelineItem(props: TimelineItemProps) {
  const { projectId, recording, changeset, title, isShown, onView, onProposal } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [isUndoing, setIsUndoing] = useState(false);
  const navigate = useNavigate();
  const { proposal } = changeset;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isShown) line.current?.scrollIntoView({ block: "nearest" });
  }, [isShown]);
  const entries: readonly MenuEntry[] = [
    {
      id: "show",
      label: "Show the plan as it was then",
      icon: "clock",
      onAction: () => {
        onView({ version: changeset.last });
      },
    },
    {
      id: "compare",
      label: "Compare with the newest",
      icon: "split",
      onAction: () => {
        onView({ from: changeset.last });
      },
    },
    {
      id: "undo",
      label: "Undo this change",
      icon: "undo",
      disabled: changeset.undone_by !== null,
      onAction: () => {
        setIsUndoing(true);
      },
    },
    ...(proposal === null
      ? []
      : [
          {
            id: "conversation",
            label: "Show the conversation behind it",
            icon: "chat" as const,
            onAction: () => {
              void navigate({
                to: "/proposals/$proposalId",
                params: { proposalId: proposal },
              });
            },
          },
          {
            id: "proposal",
            label: "Only what came of it",
            icon: "filter" as const,
            onAction: () => {
              onProposal(proposal);
            },
          },
        ]),
  ];
  return (
    <li ref={line} className={classes("px-4 py-2.5", isShown && "bg-accent-soft")}>
      <div className="flex items-start gap-2">
        <span className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-muted">
          <Icon name={CAUSE_ICONS[changeset.cause.kind] ?? "pencil"} width={13} height={13} />
        </span>
        <div className="min-w-0 flex-1">
          <button
            type="button"
            aria-current={isShown ? "step" : undefined}
            onClick={() => {
              onView({ version: changeset.last });
            }}
            className={classes(
              "block w-full rounded-sm text-left font-medium whitespace-pre-line [overflow-wrap:anywhere] hover:text-accent",
              changeset.undone_by && "text-muted line-through",
            )}
          >
            {title}
          </button>
          <Facts changeset={changeset} />
        </div>
        <Menu
          label={`Actions for “${title}”`}
          trigger={<IconButton icon="dots" label={`Actions for “${title}”`} />}
          entries={entries}
        />
        <IconButton
          icon="chevronDown"
          label={isOpen ? `Hide what “${title}” changed` : `Show what “${title}” changed`}
          aria-expanded={isOpen}
          className={classes("transition-transform", isOpen && "rotate-180")}
          onPress={() => {
            setIsOpen(!isOpen);
          }}
        />
      </div>
      {isShown && <OfferedActions title={`“${title}”`} actions={entries} />}
      {isOpen && <ChangesetChanges projectId={projectId} changesetId={changeset.id} />}
      {isUndoing && (
        <Suspense>
          <UndoDialog
            {...{ projectId, recording, changeset, title }}
            onClose={() => {
              setIsUndoing(false);
            }}
            onUndone={(version) => {
              onView({ version });
            }}
          />
        </Suspense>
      )}
    </li>
  );
}

function Facts({ changeset }: { changeset: Changeset }) {
  const { actor, author, time, counts, first, last, proposal } = changeset;
  const { create: added, update: changed, delete: removed } = counts;
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted">
      <span>
        {personName(actor)}
        {author !== actor && `, with ${personName(author)}`}
      </span>
      <time dateTime={time} title={exactly(time)}>
        {ago(time, new Date())}
      </time>
      <CountsLine counts={{ added, changed, removed, moved: 0 }} />
      <span className="text-faint tabular-nums">
        {first === last ? `v${last}` : `v${first}–${last}`}
      </span>
      {proposal !== null && (
        <Link
          to="/proposals/$proposalId"
          params={{ proposalId: proposal }}
          className="text-accent hover:underline pointer-coarse:py-2"
        >
          Conversation
        </Link>
      )}
      {changeset.undone_by && <span className="font-medium text-removed">Undone</span>}
    </p>
  );
}
