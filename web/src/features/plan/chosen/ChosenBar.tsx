import { NONE } from "@/components/tree/selecting";
import type { TreeState } from "@/components/tree/useTreeState";
import { IconButton } from "@/components/ui/Button";
import { Menu } from "@/components/ui/Menu";
import {
  prioritiesForAll,
  shiftsForAll,
  statusesForAll,
  type ChosenQuestion,
} from "@/features/plan/chosen/chosenActions";
import type { PlanEditing } from "@/features/plan/usePlanEditing";

interface ChosenBarProps {
  state: TreeState;
  editing: PlanEditing;
  onAsk: (question: ChosenQuestion) => void;
}

/** How many tasks are chosen, and what can be done with all of them: stays in view below the tree. */
export function ChosenBar({ state, editing, onAsk }: ChosenBarProps) {
  const { size } = state.selection.ids;
  return (
    <div
      data-bar
      role="toolbar"
      aria-label="Selected tasks"
      className="sticky bottom-[max(0.75rem,env(safe-area-inset-bottom))] z-25 mx-auto my-3 flex w-fit max-w-full flex-wrap items-center justify-center gap-x-1 gap-y-1.5 rounded-lg border bg-raised px-2 py-1.5 shadow-floating max-lg:bottom-18"
    >
      <p role="status" className="px-1.5 font-medium tabular-nums">
        {size}
        <span className="max-sm:sr-only"> selected</span>
      </p>
      <Menu
        label="Status"
        trigger={<IconButton icon="check" label="Status" />}
        entries={statusesForAll(editing)}
      />
      <Menu
        label="Priority"
        trigger={<IconButton icon="arrowUp" label="Priority" />}
        entries={prioritiesForAll(editing)}
      />
      <IconButton
        icon="user"
        label="Assign"
        onPress={() => {
          onAsk("assignee");
        }}
      />
      <IconButton
        icon="tag"
        label="Tag"
        onPress={() => {
          onAsk("tags");
        }}
      />
      <Menu
        label="Move"
        trigger={<IconButton icon="indent" label="Move" />}
        entries={[
          ...shiftsForAll(editing),
          {
            id: "parent",
            label: "Under another task …",
            icon: "search",
            onAction: () => {
              onAsk("parent");
            },
          },
        ]}
      />
      <IconButton
        icon="trash"
        label="Delete"
        shortcut="Delete"
        onPress={editing.chosen.remove}
        className="text-removed"
      />
      <IconButton
        icon="close"
        label="Select nothing"
        shortcut="Esc"
        onPress={() => {
          state.select(() => NONE);
        }}
      />
    </div>
  );
}
