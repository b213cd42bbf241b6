import { useRef, type KeyboardEvent } from "react";

import type { Shift, TreeEditing } from "@/components/tree/editing";
import { findTyped, step, type Step } from "@/components/tree/navigation";
import type { Row, TaskRow } from "@/components/tree/rows";
import { extended, NONE, only, toggled } from "@/components/tree/selecting";
import type { TreeState } from "@/components/tree/useTreeState";
import { isField } from "@/lib/isField";
import { childrenOf, type Plan } from "@/patch/plan";

const SHIFTS: Readonly<Record<string, Shift>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowRight: "in",
  ArrowLeft: "out",
};
/** How long, in milliseconds, typed letters belong to one word. */
const TYPING = 700;

interface KeysOptions {
  plan: Plan;
  rows: readonly Row[];
  activeIndex: number;
  state: TreeState;
  editing: TreeEditing | undefined;
  focusRow: (id: string) => void;
  onOpen: ((id: string) => void) | undefined;
  onBreakDown: ((id: string) => void) | undefined;
  /** Whether several tasks can be chosen together. */
  selects: boolean;
}

/** What the keyboard does while a row has the focus. */
export function useTreeKeys(options: KeysOptions): (event: KeyboardEvent<HTMLElement>) => void {
  const typed = useRef({ text: "", at: 0 });

  const take = (found: Step) => {
    if ("focus" in found) {
      options.state.activate(found.focus);
      options.focusRow(found.focus);
    } else if ("expand" in found) options.state.expand(found.expand);
    else options.state.collapse(found.collapse);
  };

  const type = (event: KeyboardEvent<HTMLElement>): boolean => {
    if (event.key.length !== 1 || event.key === " " || hasModifier(event)) return false;
    const fresh = event.timeStamp - typed.current.at > TYPING;
    const active = options.rows[options.activeIndex];
    if (fresh && event.key.toLowerCase() === "b" && options.onBreakDown && active) {
      options.onBreakDown(active.id);
      return true;
    }
    const text = (fresh ? "" : typed.current.text) + event.key;
    typed.current = { text, at: event.timeStamp };
    const titleOf = (id: string) => options.plan.tasks.get(id)?.title ?? "";
    const found = findTyped(options.rows, options.activeIndex, text, titleOf);
    if (found) take(found);
    return found !== null;
  };

  return (event) => {
    const row = options.rows[options.activeIndex];
    if (row?.kind !== "task" || event.defaultPrevented || isTyping(event)) return;
    const done =
      edit(event, row, options) ||
      open(event, row, options) ||
      (options.selects && choose(event, row, options, take)) ||
      walk(event, options, take) ||
      (onRow(event) && type(event));
    if (done) event.preventDefault();
  };
}

function walk(
  event: KeyboardEvent<HTMLElement>,
  { rows, activeIndex }: KeysOptions,
  take: (found: Step) => void,
): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const found = step(rows, activeIndex, event.key);
  if (found) take(found);
  return found !== null || RANGE.test(event.key);
}

function choose(
  event: KeyboardEvent<HTMLElement>,
  row: TaskRow,
  { state, rows, activeIndex, plan }: KeysOptions,
  take: (found: Step) => void,
): boolean {
  const withControl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (event.key === "Escape" && state.selection.ids.size > 0) {
    state.select(() => NONE);
  } else if (withControl && event.key.toLowerCase() === "a") {
    state.select(() => only(childrenOf(plan, row.parentId)));
  } else if (withControl && event.key === " ") {
    state.select((before) => toggled(before, row.id));
  } else if (event.shiftKey && RANGE.test(event.key) && !event.altKey && !event.ctrlKey) {
    const found = step(rows, activeIndex, event.key);
    if (!found || !("focus" in found)) return true;
    state.select((before) => extended(before, rows, row.id, found.focus));
    take(found);
  } else return false;
  return true;
}

/** With Shift, these draw a range. */
const RANGE = /^(Arrow(Up|Down)|Home|End)$/;

function open(event: KeyboardEvent<HTMLElement>, row: TaskRow, { onOpen }: KeysOptions): boolean {
  if (!onOpen || event.key !== " " || event.ctrlKey || !onRow(event)) return false;
  onOpen(row.id);
  return true;
}

function edit(event: KeyboardEvent<HTMLElement>, row: TaskRow, options: KeysOptions): boolean {
  const { editing, state, plan } = options;
  if (!editing) return false;
  const way = SHIFTS[event.key];
  if (way && event.altKey && !event.ctrlKey && !event.metaKey) {
    editing.shift(row.id, way);
    return true;
  }
  if (!onRow(event)) return false;
  if (event.key === "Delete" || (event.key === "Backspace" && event.metaKey)) {
    editing.remove(row.id);
  } else if (event.key === "F2" || (event.key === "Enter" && !hasModifier(event))) {
    state.rename(row.id);
  } else if (event.key === "Enter" && event.shiftKey) {
    state.add({ parentId: row.parentId, afterId: row.id });
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    state.expand([row.id]);
    state.add({ parentId: row.id, afterId: childrenOf(plan, row.id).at(-1) ?? null });
  } else return false;
  return true;
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
}

/** Whether the row itself has the focus, and not a button in it. */
function onRow(event: KeyboardEvent<HTMLElement>): boolean {
  return event.target instanceof HTMLElement && event.target.role === "treeitem";
}

/** Whether the key belongs to a field, or to a window that only React sees inside the tree. */
function isTyping(event: KeyboardEvent<HTMLElement>): boolean {
  const target = event.target as HTMLElement;
  return !event.currentTarget.contains(target) || isField(target);
}
