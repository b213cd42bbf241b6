import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { IconButton } from "@/components/ui/Button";
import { Menu } from "@/components/ui/Menu";
import { removeProject } from "@/components/task/edits/projectEdits";
import { SaveState } from "@/features/plan/SaveState";
import { ShortcutsDialog } from "@/features/plan/ShortcutsDialog";
import type { PlanState, PlanStore } from "@/features/plan/store/PlanStore";
import { useKeyDown } from "@/lib/useKeyDown";

interface PlanActionsProps {
  projectId: string;
  store: PlanStore;
  state: PlanState;
}

/** What can be done with the plan as a whole. */
export function PlanActions({ projectId, store, state }: PlanActionsProps) {
  const [showsKeys, setShowsKeys] = useState(false);
  const navigate = useNavigate();
  const { project } = state.plan;
  useKeyDown((event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setShowsKeys(true);
  });
  return (
    <>
      <SaveState state={state} />
      <IconButton
        icon="undo"
        label="Undo"
        shortcut="Ctrl+Z"
        onPress={() => {
          store.revert("undo");
        }}
      />
      <IconButton
        icon="redo"
        label="Redo"
        shortcut="Ctrl+Shift+Z"
        onPress={() => {
          store.revert("redo");
        }}
      />
      <IconButton
        icon="history"
        label="History"
        onPress={() => {
          void navigate({ to: "/projects/$projectId/history", params: { projectId } });
        }}
      />
      <Menu
        label="More"
        trigger={<IconButton icon="dots" label="More" />}
        entries={[
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
            id: "delete",
            label: "Delete the project",
            icon: "trash",
            danger: true,
            onAction: () => {
              if (project) store.edit(removeProject(project));
            },
          },
        ]}
      />
      {showsKeys && (
        <ShortcutsDialog
          onClose={() => {
            setShowsKeys(false);
          }}
        />
      )}
    </>
  );
}
