import { PriorityMark, StatusMark } from "@/components/task/Marks";
import { PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import { NONE } from "@/components/tree/selecting";
import type { TreeState } from "@/components/tree/useTreeState";
import type { MenuEntry } from "@/components/ui/menuEntry";
import type { Clipboard } from "@/features/plan/clipboard/useClipboard";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import type { Priority, TaskStatus } from "@/patch/model";

/** What is asked before all chosen tasks can be changed. */
export type ChosenQuestion = "tags" | "assignee" | "parent";

type Editing = Pick<PlanEditing, "chosen">;

/** Each status, for all chosen tasks. */
export function statusesForAll({ chosen }: Editing): MenuEntry[] {
  return (Object.keys(STATUS_NAMES) as TaskStatus[]).map((status) => ({
    id: `status ${status}`,
    label: STATUS_NAMES[status],
    mark: <StatusMark status={status} />,
    onAction: () => {
      chosen.set({ status });
    },
  }));
}

/** Each priority, for all chosen tasks. */
export function prioritiesForAll({ chosen }: Editing): MenuEntry[] {
  return (Object.keys(PRIORITY_NAMES) as Priority[]).map((priority) => ({
    id: `priority ${priority}`,
    label: PRIORITY_NAMES[priority],
    mark: <PriorityMark priority={priority} />,
    onAction: () => {
      chosen.set({ priority });
    },
  }));
}

const SHIFTS = [
  { way: "up", label: "Move up", icon: "arrowUp", shortcut: "Alt+↑" },
  { way: "down", label: "Move down", icon: "arrowDown", shortcut: "Alt+↓" },
  { way: "in", label: "Move in", icon: "indent", shortcut: "Alt+→" },
  { way: "out", label: "Move out", icon: "outdent", shortcut: "Alt+←" },
] as const;

/** The ways in which all chosen tasks can be moved by one. */
export function shiftsForAll({ chosen }: Editing): MenuEntry[] {
  return SHIFTS.map(({ way, ...entry }) => ({
    ...entry,
    id: way,
    onAction: () => {
      chosen.shift(way);
    },
  }));
}

/** Everything that can be done with the chosen tasks. */
export function chosenActions(
  { select, selection }: TreeState,
  editing: Editing,
  clipboard: Pick<Clipboard, "copy">,
  ask: (question: ChosenQuestion) => void,
): MenuEntry[] {
  // One of them stands for all.
  const [one = ""] = selection.ids;
  const asking = (question: ChosenQuestion) => () => {
    ask(question);
  };
  const sayField = (field: string) => (entry: MenuEntry) => ({
    ...entry,
    label: `${field}: ${entry.label}`,
  });
  return [
    ...statusesForAll(editing).map(sayField("Status")),
    ...prioritiesForAll(editing).map(sayField("Priority")),
    { id: "assignee", label: "Assign", icon: "user", onAction: asking("assignee") },
    { id: "tags", label: "Tag", icon: "tag", onAction: asking("tags") },
    { id: "parent", label: "Move under another task", icon: "indent", onAction: asking("parent") },
    ...shiftsForAll(editing),
    {
      id: "copy",
      label: "Copy with all below",
      icon: "copy",
      shortcut: "Ctrl+C",
      onAction: () => {
        clipboard.copy(one, false);
      },
    },
    {
      id: "cut",
      label: "Cut",
      icon: "cut",
      shortcut: "Ctrl+X",
      onAction: () => {
        clipboard.copy(one, true);
      },
    },
    {
      id: "delete",
      label: "Delete",
      icon: "trash",
      shortcut: "Delete",
      danger: true,
      onAction: () => {
        editing.chosen.remove();
      },
    },
    {
      id: "clear",
      label: "Select nothing",
      icon: "close",
      shortcut: "Esc",
      onAction: () => {
        select(() => NONE);
      },
    },
  ];
}
