import { useEffect, useRef, useState, type KeyboardEvent } from "react";

import type { TreeEditing } from "@/components/tree/editing";
import type { NewPlace, NewRow } from "@/components/tree/rows";
import { StatusMark } from "@/components/task/Marks";
import { useTooLong } from "@/components/ui/useTooLong";
import { LONGEST_TITLE } from "@/lib/tooLong";
import { childrenOf, type Plan } from "@/patch/plan";

interface NewTaskRowProps {
  row: NewRow;
  place: NewPlace;
  plan: Plan;
  index: number;
  top: number;
  editing: TreeEditing;
  measure: (element: Element | null) => void;
  /** Moves the row, or ends the typing with null. */
  onPlace: (place: NewPlace | null) => void;
  /** The typing is over: the focus should go to this task. */
  onLeave: (id: string | null) => void;
}

/**
 * The row in which a new task is typed. Enter creates it and goes on with the next sibling; Alt with
 * an arrow moves the row in and out; Escape, or Enter without text, ends. What is too long stays.
 */
export function NewTaskRow(props: NewTaskRowProps) {
  const { row, place, plan, index, top, editing, measure, onPlace, onLeave } = props;
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const { isTooLong, marks, told } = useTooLong(text, LONGEST_TITLE);

  useEffect(() => {
    field.current?.focus();
  }, []);

  const create = (): string | null => {
    const title = text.trim();
    if (!title) return null;
    setText("");
    return editing.add(place, title);
  };
  const finish = (id: string | null) => {
    onPlace(null);
    onLeave(id ?? place.afterId ?? place.parentId);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const shifted = event.altKey ? shiftedPlace(plan, place, event.key) : null;
    if (shifted) onPlace(shifted);
    else if (event.key === "Escape") finish(null);
    else if (event.key === "Enter") {
      if (isTooLong) return;
      const id = create();
      if (id === null) finish(null);
      else onPlace({ parentId: place.parentId, afterId: id });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={measure}
      data-index={index}
      role="treeitem"
      aria-selected={false}
      aria-level={row.level}
      aria-label="New task"
      className="absolute inset-x-0 top-0 flex items-start gap-1 rounded-md bg-accent-soft py-1.5 pr-2"
      style={{
        transform: `translateY(${top}px)`,
        paddingLeft: `min(calc(var(--tree-step) * ${row.level - 1} + 26px), 50%)`,
      }}
    >
      <span className="grid size-6 shrink-0 place-items-center">
        <StatusMark status="todo" />
      </span>
      <div className="w-full min-w-0">
        <input
          ref={field}
          dir="auto"
          aria-label="Title of the new task"
          aria-keyshortcuts="Enter Escape Alt+ArrowRight Alt+ArrowLeft"
          value={text}
          {...marks}
          placeholder="What has to be done?"
          onChange={(event) => {
            setText(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            if (isTooLong) return;
            create();
            onPlace(null);
          }}
          className="w-full min-w-0 rounded-sm border border-edge bg-surface px-1.5 py-0.5"
        />
        {told}
      </div>
    </div>
  );
}

function shiftedPlace(plan: Plan, place: NewPlace, key: string): NewPlace | null {
  if (key === "ArrowRight" && place.afterId !== null) {
    return { parentId: place.afterId, afterId: childrenOf(plan, place.afterId).at(-1) ?? null };
  }
  if (key === "ArrowLeft" && place.parentId !== null) {
    const parent = plan.tasks.get(place.parentId);
    return { parentId: parent?.parent_id ?? null, afterId: place.parentId };
  }
  return null;
}
