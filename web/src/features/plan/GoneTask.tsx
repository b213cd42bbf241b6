import { useEffect, useRef } from "react";

import { Button } from "@/components/ui/Button";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";

interface GoneTaskProps {
  /** As it was last. */
  task: Task;
  /** What was typed into one of its fields and not saved; "": nothing. */
  typed: string;
  onClose: () => void;
}

/** What is said where the details of a task were that was deleted meanwhile; what was typed can be copied. */
export default function GoneTask({ task, typed, onClose }: GoneTaskProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever was in its fields goes on here.
    if (document.activeElement !== document.body) return;
    box.current?.querySelector<HTMLElement>("textarea, button")?.focus();
  }, []);
  return (
    <div ref={box} role="alert">
      <p className="font-medium [overflow-wrap:anywhere]">
        {`${handleOf(task)} “${task.title}” was deleted meanwhile.`}
      </p>
      {typed && (
        <label className="mt-3 block text-sm text-muted">
          What you typed was not saved. It can be copied from here.
          <textarea
            readOnly
            value={typed}
            rows={4}
            onFocus={(event) => {
              event.target.select();
            }}
            className="mt-1 field-sizing-content block max-h-96 w-full rounded-md border border-edge bg-surface px-2.5 py-1.5 text-base text-ink"
          />
        </label>
      )}
      <Button size="sm" className="mt-3" onPress={onClose}>
        Close
      </Button>
    </div>
  );
}
