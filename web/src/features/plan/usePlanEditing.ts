import { useMemo, useState } from "react";
import { toast } from "sonner";

import type { RowMenuKind, TreeEditing } from "@/components/tree/editing";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Edit } from "@/components/task/edits/edit";
import { setProjectFields } from "@/components/task/edits/projectEdits";
import { removeTask, setFields } from "@/components/task/edits/taskEdits";
import { treeEdits } from "@/components/task/edits/treeEdits";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import { messageOf } from "@/lib/problem";
import type { ProjectFields, Task, TaskFields } from "@/patch/model";
import { childrenOf, dependentsOf, subtreeOf, type Plan } from "@/patch/plan";

/** A list that is open beside a row. */
export interface OpenMenu {
  readonly kind: RowMenuKind;
  readonly id: string;
  readonly anchor: Element;
}

/** What can be changed in a plan, by whatever control; the same functions in every render. */
export interface PlanEditing {
  readonly tree: TreeEditing;
  readonly set: (id: string, fields: TaskFields) => void;
  readonly setProject: (fields: ProjectFields) => void;
  readonly make: (edit: Edit) => void;
}

/** What is open because of an edit, and what was said about the last one. */
export interface EditingState {
  readonly menu: OpenMenu | null;
  readonly closeMenu: () => void;
  /** The task that is to be deleted with more than itself, until that is confirmed. */
  readonly removing: Task | null;
  readonly confirmRemoval: (confirmed: boolean) => void;
  /** The last change in words, for screen readers. */
  readonly said: string;
}

type Activate = Pick<TreeState, "activate">;

/** Turns what a person does into edits of the store. */
export function usePlanEditing(
  store: PlanStore,
  { activate }: Activate,
): [PlanEditing, EditingState] {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [removing, setRemoving] = useState<Task | null>(null);
  const [said, setSaid] = useState("");

  const commands = useMemo(() => {
    const make = (edit: Edit | null) => {
      if (!edit) return;
      try {
        store.edit(edit);
        setSaid(edit.message);
      } catch (refused) {
        toast.error("That cannot be", { description: messageOf(refused) });
      }
    };
    const remove = (task: Task) => {
      activate(neighbourOf(store.state().plan, task));
      const edit = removeTask(store.state().plan, task);
      make(edit);
      toast(edit.message, {
        action: {
          label: "Undo",
          onClick: () => {
            store.revert("undo");
          },
        },
      });
    };
    const tree: TreeEditing = {
      ...treeEdits(() => store.state().plan, make),
      remove: (id) => {
        const { plan } = store.state();
        const task = plan.tasks.get(id);
        if (!task) return;
        if (takesMoreAlong(plan, id)) setRemoving(task);
        else remove(task);
      },
      openMenu: (kind, id, anchor) => {
        setMenu({ kind, id, anchor });
      },
    };
    const set = (id: string, fields: TaskFields) => {
      const task = store.state().plan.tasks.get(id);
      if (task) make(setFields(task, fields));
    };
    const setProject = (fields: ProjectFields) => {
      const { project } = store.state().plan;
      if (project) make(setProjectFields(project, fields));
    };
    return { make, remove, set, setProject, tree };
  }, [store, activate]);

  const state: EditingState = {
    menu,
    closeMenu: () => {
      setMenu(null);
    },
    removing,
    confirmRemoval: (confirmed) => {
      if (confirmed && removing) commands.remove(removing);
      setRemoving(null);
    },
    said,
  };
  return [commands, state];
}

function takesMoreAlong(plan: Plan, id: string): boolean {
  return (
    childrenOf(plan, id).length > 0 || dependentsOf(plan, new Set(subtreeOf(plan, id))).length > 0
  );
}

/** Where the focus goes when a task is deleted: the next sibling, the one before, or the parent. */
function neighbourOf(plan: Plan, task: Task): string | null {
  const siblings = childrenOf(plan, task.parent_id);
  const index = siblings.indexOf(task.id);
  return siblings[index + 1] ?? siblings[index - 1] ?? task.parent_id;
}
