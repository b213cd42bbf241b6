import { useCallback, useMemo, useRef, useState, type DragEvent } from "react";

import { dropAt, type Drop } from "@/components/tree/dropping";
import type { TreeEditing } from "@/components/tree/editing";
import type { TaskRow } from "@/components/tree/rows";
import type { TreeState } from "@/components/tree/useTreeState";
import { subtreeOf, type Plan } from "@/patch/plan";

/** How long, in milliseconds, one hovers over a closed row until it opens. */
const OPENING = 700;

interface Dragged {
  readonly id: string;
  readonly within: ReadonlySet<string>;
}

/** Moving a row by pointer: what is dragged, where it would go, and the events of each row. */
export function useDragging(
  plan: Plan,
  rows: readonly TaskRow[],
  { expand }: TreeState,
  editing: TreeEditing | undefined,
) {
  const dragged = useRef<Dragged | null>(null);
  const opening = useRef<{ id: string; timer: number } | null>(null);
  const [drop, setDrop] = useState<Drop | null>(null);

  const openLater = useCallback(
    (row: TaskRow | undefined) => {
      if (opening.current?.id === row?.id) return;
      window.clearTimeout(opening.current?.timer);
      opening.current = null;
      if (!row?.hasChildren || row.isExpanded) return;
      const timer = window.setTimeout(() => {
        expand([row.id]);
      }, OPENING);
      opening.current = { id: row.id, timer };
    },
    [expand],
  );

  const end = useCallback(() => {
    dragged.current = null;
    openLater(undefined);
    setDrop(null);
  }, [openLater]);

  const start = useCallback(
    (event: DragEvent<HTMLElement>, id: string) => {
      dragged.current = { id, within: new Set(subtreeOf(plan, id)) };
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", plan.tasks.get(id)?.title ?? "");
    },
    [plan],
  );

  const over = useCallback(
    (event: DragEvent<HTMLElement>, id: string) => {
      if (!dragged.current) return;
      const index = rows.findIndex((row) => row.id === id);
      const next = dropAt(rows, pointerOf(event, index), dragged.current.within);
      openLater(next?.inside ? rows[index] : undefined);
      setDrop((before) => (sameDrop(before, next) ? before : next));
      if (next) event.preventDefault();
    },
    [rows, openLater],
  );

  const release = useCallback(
    (event: DragEvent<HTMLElement>) => {
      if (!dragged.current || !drop) return;
      event.preventDefault();
      if (drop.beforeId !== dragged.current.id) {
        editing?.move(dragged.current.id, drop.parentId, drop.beforeId);
      }
      end();
    },
    [drop, editing, end],
  );

  const events = useMemo(
    () => (editing ? { onStart: start, onOver: over, onDrop: release, onEnd: end } : undefined),
    [editing, start, over, release, end],
  );
  return { drop, events };
}

/** The events that a row passes on while something is dragged. */
export type DragEvents = NonNullable<ReturnType<typeof useDragging>["events"]>;

function pointerOf(event: DragEvent<HTMLElement>, index: number) {
  const row = event.currentTarget;
  const box = row.getBoundingClientRect();
  const step = Number.parseFloat(getComputedStyle(row).getPropertyValue("--tree-step")) || 20;
  const level = Math.max(1, Math.floor((event.clientX - box.left) / step));
  return { index, down: (event.clientY - box.top) / box.height, level };
}

function sameDrop(a: Drop | null, b: Drop | null): boolean {
  return a?.index === b?.index && a?.level === b?.level && a?.inside === b?.inside;
}
