import { useEffect, useEffectEvent, useState } from "react";

import type { Edit } from "@/components/task/edits/edit";
import type { NewPlace } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import { copiedIn, copyOf, MIME, type Copied } from "@/features/plan/clipboard/copied";
import { listIn } from "@/features/plan/clipboard/markdownList";
import { pasteList, pasteTasks } from "@/features/plan/clipboard/pasteEdits";
import type { PlanStore } from "@/features/plan/store/PlanStore";
import type { PlanEditing } from "@/features/plan/usePlanEditing";
import { isField } from "@/lib/isField";
import { toast } from "@/lib/toast";
import { childrenOf, type Plan } from "@/patch/plan";

interface ClipboardOptions {
  projectId: string;
  store: PlanStore;
  state: TreeState;
  editing: PlanEditing;
  copied: Copied | null;
  onCopied: (copied: Copied | null) => void;
}

/** Copying, cutting and pasting tasks, by keys and by other controls. */
export interface Clipboard {
  /** What was cut and not pasted yet. */
  readonly cut: ReadonlySet<string>;
  readonly canPaste: boolean;
  /** The tasks of a pasted list, until they are confirmed. */
  readonly pasted: Edit | null;
  readonly copy: (id: string, isCut: boolean) => void;
  readonly paste: (id: string) => void;
  readonly propose: (text: string) => void;
  readonly settle: () => void;
}

const NOTHING: ReadonlySet<string> = new Set();

/** The clipboard of a plan: Ctrl+C, Ctrl+X and Ctrl+V while no field has the focus. */
export function useClipboard(options: ClipboardOptions): Clipboard {
  const { projectId, store, state, editing, copied, onCopied } = options;
  const [pasted, setPasted] = useState<Edit | null>(null);

  const take = (id: string, isCut: boolean): Copied => {
    const { ids } = state.selection;
    const taken = ids.has(id) ? ids : new Set([id]);
    const made = copyOf(projectId, store.state().plan, taken, isCut);
    onCopied(made);
    const count = made.tasks.length === 1 ? "1 task" : `${made.tasks.length} tasks`;
    toast(isCut ? `${count} cut: paste to move` : `${count} copied`);
    return made;
  };
  const put = (found: Copied, id: string | null) => {
    const { plan } = store.state();
    const edit = pasteTasks(projectId, plan, found, placeAfter(plan, id));
    if (edit) editing.make(edit);
    if (found.isCut) onCopied(null);
  };
  const propose = (text: string) => {
    const { plan } = store.state();
    const items = listIn(text);
    if (items.length > 0) setPasted(pasteList(plan, items, placeAfter(plan, state.activeId)));
  };

  const hear = useEffectEvent((event: ClipboardEvent) => {
    if (pasted || !event.clipboardData || !isForTree(event)) return;
    const id = state.activeId;
    if (event.type === "paste") {
      const text = event.clipboardData.getData("text/plain");
      const found = copiedIn(event.clipboardData.getData(MIME));
      // What was copied by a button is known by its text.
      if (found) put(found, id);
      else if (copied?.text === text) put(copied, id);
      else propose(text);
    } else if (id !== null) {
      const made = take(id, event.type === "cut");
      event.clipboardData.setData("text/plain", made.text);
      event.clipboardData.setData(MIME, JSON.stringify(made));
    } else return;
    event.preventDefault();
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      hear(event);
    };
    for (const type of EVENTS) document.addEventListener(type, listen);
    return () => {
      for (const type of EVENTS) document.removeEventListener(type, listen);
    };
  }, []);

  return {
    cut: copied?.isCut ? new Set(copied.tops) : NOTHING,
    canPaste: copied !== null,
    pasted,
    copy: (id, isCut) => {
      const { text } = take(id, isCut);
      // Where the clipboard may not be written, the copy can still be pasted here.
      navigator.clipboard.writeText(text).catch(() => undefined);
    },
    paste: (id) => {
      if (copied) put(copied, id);
    },
    propose,
    settle: () => {
      setPasted(null);
    },
  };
}

const EVENTS = ["copy", "cut", "paste"] as const;

/** Whether no field, no window and no marked text has a better claim to it. */
function isForTree({ target }: ClipboardEvent): boolean {
  if (!(target instanceof Element) || isField(target)) return false;
  const isOnPage = target === document.body || target.closest("[role=tree]") !== null;
  return isOnPage && (document.getSelection()?.isCollapsed ?? true);
}

/** Below a task, as its sibling; at the end of the plan where there is none. */
function placeAfter(plan: Plan, id: string | null): NewPlace {
  const task = plan.tasks.get(id ?? "");
  if (!task) return { parentId: null, afterId: childrenOf(plan, null).at(-1) ?? null };
  return { parentId: task.parent_id, afterId: task.id };
}
