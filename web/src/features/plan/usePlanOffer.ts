import { useOffer, type ActionGroup } from "@/components/palette/offers";
import type { MenuEntry } from "@/components/ui/menuEntry";
import { chosenActions, type ChosenQuestion } from "@/features/plan/chosen/chosenActions";
import {
  priorityActions,
  rowActions,
  statusActions,
  type RowContext,
} from "@/features/plan/rowActions";
import { handleOf } from "@/patch/handle";
import { childrenOf } from "@/patch/plan";

interface OfferContext extends RowContext {
  onConversation: () => void;
  onAsk: (question: ChosenQuestion) => void;
}

/** Puts what can be done in a plan, nearest of all to what one does, into the command palette. */
export function usePlanOffer(context: OfferContext) {
  useOffer(() => ({ groups: groupsOf(context), isNearest: true }));
}

function groupsOf(context: OfferContext): ActionGroup[] {
  const { plan, state, editing, onAsk } = context;
  const task = plan.tasks.get(state.activeId ?? "");
  const groups: ActionGroup[] = [];
  const { size } = state.selection.ids;
  if (size > 0) {
    const title = size === 1 ? "1 selected task" : `${size} selected tasks`;
    groups.push({ title, actions: chosenActions(state, editing, context.clipboard, onAsk) });
  } else if (task) {
    const actions = [
      ...rowActions(task, context),
      ...named("Status", statusActions(task, editing)),
      ...named("Priority", priorityActions(task, editing)),
    ];
    groups.push({ title: `${handleOf(task)} “${task.title}”`, actions });
  }
  return [...groups, { title: "Tree", actions: treeActions(context) }];
}

/** The values of a field as actions that say which field it is. */
function named(field: string, entries: readonly MenuEntry[]): MenuEntry[] {
  return entries.map((entry) => ({
    ...entry,
    id: `${field} ${entry.id}`,
    label: `${field}: ${entry.label}`,
  }));
}

function treeActions({ plan, state, onConversation }: OfferContext): MenuEntry[] {
  const parents = [...plan.children.keys()].filter((id) => id !== null);
  return [
    {
      id: "add",
      label: "Add a task at the end",
      icon: "plus",
      onAction: () => {
        state.add({ parentId: null, afterId: childrenOf(plan, null).at(-1) ?? null });
      },
    },
    {
      id: "open-all",
      label: "Open all tasks",
      icon: "chevronDown",
      onAction: () => {
        state.expand(parents);
      },
    },
    {
      id: "close-all",
      label: "Close all tasks",
      icon: "chevron",
      onAction: () => {
        state.collapse(parents);
      },
    },
    {
      id: "conversation",
      label: "Talk with the agent",
      icon: "chat",
      onAction: onConversation,
    },
  ];
}
