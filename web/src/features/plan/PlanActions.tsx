import { Suspense, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { HistoryLink } from "@/components/project/HistoryLink";
import { IconButton } from "@/components/ui/Button";
import { Awaited } from "@/components/ui/Awaited";
import { lazily } from "@/components/ui/lazily";
import { Menu } from "@/components/ui/Menu";
import type { MenuEntry } from "@/components/ui/menuEntry";
import { removeProject } from "@/components/task/edits/projectEdits";
import { SaveState } from "@/features/plan/waiting/SaveState";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { PlanState } from "@/features/plan/store/planState";
import { printSoon } from "@/lib/printSoon";
import { useHelpKey } from "@/lib/useHelpKey";

// Loaded when they are first needed.
const ProjectRemovalDialog = lazily(() => import("@/features/plan/ProjectRemovalDialog"));
const ShortcutsDialog = lazily(() => import("@/features/plan/ShortcutsDialog"));

interface PlanActionsProps {
  projectId: string;
  store: PlanStore;
  state: PlanState;
}

/** What can be done with the plan as a whole. */
export function PlanActions({ projectId, store, state }: PlanActionsProps) {
  const [showsKeys, setShowsKeys] = useState(false);
  const [isRemoving, setIsRemoving] = useState(false);
  const { project } = state.plan;
  const remove = () => {
    if (project) store.edit(removeProject(project));
  };
  const keep = () => {
    setIsRemoving(false);
  };
  useHelpKey(() => {
    setShowsKeys(true);
  });
  const buttons = [
    {
      id: "undo",
      icon: "undo",
      label: "Undo",
      shortcut: "Ctrl+Z",
      onAction: () => {
        store.revert("undo");
      },
    },
    {
      id: "redo",
      icon: "redo",
      label: "Redo",
      shortcut: "Ctrl+Shift+Z",
      onAction: () => {
        store.revert("redo");
      },
    },
  ] as const satisfies readonly MenuEntry[];
  const rest: readonly MenuEntry[] = [
    {
      id: "keys",
      label: "Keyboard",
      icon: "keyboard",
      shortcut: "?",
      onAction: () => {
        setShowsKeys(true);
      },
    },
    {
      id: "print",
      label: "Print",
      icon: "print",
      shortcut: "Ctrl+P",
      onAction: printSoon,
    },
    {
      id: "export",
      label: "Export with its history",
      icon: "arrowDown",
      onAction: () => {
        const href = `/api/v1/ledger/bundle?audit=true&project=${projectId}`;
        const download = `${project?.title ?? projectId}.jsonl`;
        Object.assign(document.createElement("a"), { href, download }).click();
      },
    },
    {
      id: "delete",
      label: "Delete the project",
      icon: "trash",
      danger: true,
      onAction: () => {
        if (state.plan.tasks.size > 0) setIsRemoving(true);
        else remove();
      },
    },
  ];
  useActions("Project", () => [...buttons, ...rest]);
  return (
    <>
      <SaveState store={store} state={state} />
      {buttons.map(({ id, onAction, ...button }) => (
        <IconButton key={id} {...button} onPress={onAction} />
      ))}
      <HistoryLink projectId={projectId} />
      <Menu label="More" trigger={<IconButton icon="dots" label="More" />} entries={rest} />
      {isRemoving && (
        <Awaited onClose={keep}>
          <ProjectRemovalDialog
            plan={state.plan}
            onConfirm={() => {
              keep();
              remove();
            }}
            onClose={keep}
          />
        </Awaited>
      )}
      {showsKeys && (
        <Suspense>
          <ShortcutsDialog
            onClose={() => {
              setShowsKeys(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
