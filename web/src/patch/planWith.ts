import { replay } from "@/patch/apply";
import type { Patch, TaskFields } from "@/patch/model";
import { EMPTY, type Plan } from "@/patch/plan";
import { spread } from "@/patch/positions";

/** Tasks by id, each with those below it. */
export interface Outline {
  readonly [id: string]: Outline;
}

/**
 * A plan for tests: tasks in the given order and nesting, titled like their ids, numbered from 1;
 * `fields` are set on top.
 */
export function planWith(
  outline: Outline,
  fields: Readonly<Record<string, TaskFields>> = {},
): Plan {
  const patches: Patch[] = [
    { op: "create", target: "project", target_id: "project", body: { title: "Project" } },
  ];
  const add = (level: Outline, parent_id: string | null) => {
    const keys = spread(Object.keys(level).length);
    Object.entries(level).forEach(([id, below], index) => {
      const body = { title: id, number: patches.length, position: keys[index], parent_id };
      patches.push({
        op: "create",
        target: "task",
        target_id: id,
        body: { ...body, ...fields[id] },
      });
      add(below, id);
    });
  };
  add(outline, null);
  return replay(EMPTY, patches);
}
