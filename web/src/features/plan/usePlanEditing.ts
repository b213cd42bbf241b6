import { useLayoutEffect, useMemo, useRef, useState } from "react";

import type { RowMenuKind, Shift, TreeEditing } from "@/components/tree/editing";
import type { TreeState } from "@/components/tree/useTreeState";
import type { Edit } from "@/components/task/edits/edit";
import {
  moveTasks,
  removeTasks,
  setFieldsOfAll,
  shiftTasks,
  tagAll,
  topsOf,
} from "@/components/task/edits/manyEdits";
import { setProjectFields } from "@/components/task/edits/projectEdits";
import { removeTask, setFields } from "@/components/task/edits/taskEdits";
import { treeEdits } from "@/components/task/edits/treeEdits";
import { editAndOffer } from "@/features/plan/offerTakingBack";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import { messageOf } from "@/lib/problem";
import { toast } from "@/lib/toast";
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
  readonly set: (id: string, fields: TaskFields, since?: number) => void;
  /** What is done to all tasks that are chosen together, as one change. */
  readonly chosen: {
    readonly set: (fields: TaskFields) => void;
    readonly tag: (tag: string, has: boolean) => void;
    readonly move: (parentId: string | null) => void;
    readonly shift: (way: Shift) => void;
    readonly remove: () => void;
  };
  readonly setProject: (fields: ProjectFields, since?: number) => void;
  readonly make: (edit: Edit) => void;
}

/** What is open because of an edit, and what was said about the last one. */
export interface EditingState {
  readonly menu: OpenMenu | null;
  readonly closeMenu: () => void;
  /** The tasks that are to be deleted with more than themselves, until that is confirmed. */
  readonly removing: readonly Task[] | null;
  readonly confirmRemoval: (confirmed: boolean) => void;
  /** The last change in words, for screen readers. */
  readonly said: string;
}

type Chosen = Pick<TreeState, "goTo" | "selection">;

/** Turns what a person does into edits of the store. */
export function usePlanEditing(
  store: PlanStore,
  { goTo, selection }: Chosen,
): [PlanEditing, EditingState] {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [removing, setRemoving] = useState<readonly Task[] | null>(null);
  const [said, setSaid] = useState("");
  const ids = useRef(selection.ids);
  useLayoutEffect(() => {
    ids.current = selection.ids;
  }, [selection]);

  const commands = useMemo(() => {
    const attempt = (edit: Edit, act: (edit: Edit) => void) => {
      try {
        act(edit);
        setSaid(edit.message);
      } catch (refused) {
        toast.error("That cannot be", { description: messageOf(refused) });
      }
    };
    const make = (edit: Edit | null) => {
      if (edit) attempt(edit, (one) => store.edit(one));
    };
    const remove = (tasks: readonly Task[]) => {
      const { plan } = store.state();
      const [task] = tasks;
      if (!task) return;
      const neighbour = neighbourOf(plan, tasks);
      if (neighbour !== null) goTo(neighbour);
      attempt(tasks.length === 1 ? removeTask(plan, task) : removeTasks(plan, tasks), (edit) => {
        editAndOffer(store, edit);
      });
    };
    const askToRemove = (tasks: readonly Task[]) => {
      const more =
        tasks.length > 1 || tasks.some(({ id }) => takesMoreAlong(store.state().plan, id));
      if (more) setRemoving(tasks);
      else remove(tasks);
    };
    const all = () => {
      const { plan } = store.state();
      return [...ids.current].flatMap((id) => plan.tasks.get(id) ?? []);
    };
    const tops = () => topsOf(store.state().plan, ids.current);
    const chosen: PlanEditing["chosen"] = {
      set: (fields) => {
        make(setFieldsOfAll(all(), fields));
      },
      tag: (tag, has) => {
        make(tagAll(all(), tag, has));
      },
      move: (parentId) => {
        make(moveTasks(store.state().plan, tops(), parentId, null));
      },
      shift: (way) => {
        make(shiftTasks(store.state().plan, tops(), way));
      },
      remove: () => {
        askToRemove(tops());
      },
    };
    const one = treeEdits(() => store.state().plan, make);
    // What is done to one of the chosen tasks is meant for all of them.
    const isOneOfMany = (id: string) => ids.current.size > 1 && ids.current.has(id);
    const tree: TreeEditing = {
      ...one,
      move: (id, parentId, beforeId) => {
        if (!isOneOfMany(id)) one.move(id, parentId, beforeId);
        else make(moveTasks(store.state().plan, tops(), parentId, beforeId));
      },
      shift: (id, way) => {
        if (isOneOfMany(id)) chosen.shift(way);
        else one.shift(id, way);
      },
      remove: (id) => {
        const task = store.state().plan.tasks.get(id);
        if (isOneOfMany(id)) chosen.remove();
        else if (task) askToRemove([task]);
      },
      openMenu: (kind, id, anchor) => {
        setMenu({ kind, id, anchor });
      },
    };
    const set = (id: string, fields: TaskFields, since?: number) => {
      const task = store.state().plan.tasks.get(id);
      if (task) make(setFields(task, fields, since));
    };
    const setProject = (fields: ProjectFields, since?: number) => {
      const { project } = store.state().plan;
      if (project) make(setProjectFields(project, fields, since));
    };
    return { make, remove, set, setProject, chosen, tree };
  }, [store, goTo]);

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

/** Where the focus goes when tasks are deleted: a sibling that stays, after them or before, or the parent. */
function neighbourOf(plan: Plan, tasks: readonly Task[]): string | null {
  const last = tasks.at(-1);
  if (!last) return null;
  const gone = new Set(tasks.map(({ id }) => id));
  const siblings = childrenOf(plan, last.parent_id);
  const index = siblings.indexOf(last.id);
  const isStaying = (id: string) => !gone.has(id);
  return (
    siblings.slice(index + 1).find(isStaying) ??
    siblings.slice(0, index).findLast(isStaying) ??
    last.parent_id
  );
}
