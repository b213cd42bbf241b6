import { Suspense, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { HistoryLink } from "@/components/project/HistoryLink";
import { IconButton } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { Menu } from "@/components/ui/Menu";
import type { MenuEntry } from "@/components/ui/menuEntry";
import { removeProject } from "@/components/task/edits/projectEdits";
import { SaveState } from "@/features/plan/waiting/SaveState";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { PlanState } from "@/features/plan/store/planState";
import { printSoon } from "@/lib/printSoon";
import { useHelpKey } from "@/lib/useHelpKey";

// Loaded when it is first needed.
const ShortcutsDialog = lazily(() => import("@/features/plan/ShortcutsDialog"));

interface PlanActionsProps {
  projectId: string;
  store: PlanStore;
  state: PlanState;
}

/** What can be done with the plan as a whole. */
export function PlanActions({ projectId, store, state }: PlanActionsProps) {
  const [showsKeys, setShowsKeys] = useState(false);
  const { project } = state.plan;
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
      id: "delete",
      label: "Delete the project",
      icon: "trash",
      danger: true,
      onAction: () => {
        if (project) store.edit(removeProject(project));
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
