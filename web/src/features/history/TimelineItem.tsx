import { useState } from "react";
import { toast } from "sonner";

import { CountsLine } from "@/components/diff/Counts";
import { personName } from "@/components/task/words";
import { IconButton } from "@/components/ui/Button";
import { Icon, type IconName } from "@/components/ui/Icon";
import { Menu } from "@/components/ui/Menu";
import { ChangesetChanges } from "@/features/history/ChangesetChanges";
import { UndoRefusal } from "@/features/history/UndoRefusal";
import type { Changeset } from "@/features/history/useChangesets";
import { useUndoChangeset } from "@/features/history/useUndoChangeset";
import type { HistoryView } from "@/features/history/view";
import { classes } from "@/lib/classes";
import { ago, exactly } from "@/lib/time";

const CAUSE_ICONS: Readonly<Partial<Record<Changeset["cause"]["kind"], IconName>>> = {
  accept: "chat",
  undo: "undo",
  redo: "redo",
  restore: "history",
};

interface TimelineItemProps {
  projectId: string;
  changeset: Changeset;
  title: string;
  isShown: boolean;
  onView: (view: HistoryView) => void;
}

/** One changeset: what it was about, and on demand every field before and after. */
export function TimelineItem(props: TimelineItemProps) {
  const { projectId, changeset, title, isShown, onView } = props;
  const [isOpen, setIsOpen] = useState(false);
  const undo = useUndoChangeset(projectId, changeset.id);
  return (
    <li className={classes("px-4 py-2.5", isShown && "bg-accent-soft")}>
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
              "block w-full rounded-sm text-left font-medium [overflow-wrap:anywhere] hover:text-accent",
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
          entries={[
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
              disabled: changeset.undone_by !== null || undo.isPending,
              onAction: () => {
                undo.mutate(undefined, {
                  onSuccess: ({ version }) => {
                    toast.success(`Undone: ${title}`);
                    onView({ version });
                  },
                });
              },
            },
          ]}
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
      {isOpen && <ChangesetChanges projectId={projectId} changesetId={changeset.id} />}
      {undo.isError && <UndoRefusal error={undo.error} title={title} onClose={undo.reset} />}
    </li>
  );
}

function Facts({ changeset }: { changeset: Changeset }) {
  const { actor, author, time, counts, first, last } = changeset;
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
      {changeset.undone_by && <span className="font-medium text-removed">Undone</span>}
    </p>
  );
}
