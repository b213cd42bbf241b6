import { topsOf } from "@/components/task/edits/manyEdits";
import { markdownOf } from "@/features/plan/clipboard/markdownList";
import type { Task } from "@/patch/model";
import { subtreeOf, type Plan } from "@/patch/plan";

/** The type under which copied tasks travel between tabs; other programs take the text. */
export const MIME = "application/x-patchledger-tasks";

/** Tasks that were copied or cut, as they were then. */
export interface Copied {
  readonly projectId: string;
  /** Whether pasting moves them, where they still are. */
  readonly isCut: boolean;
  readonly tops: readonly string[];
  /** The tops and all below them, parents first. */
  readonly tasks: readonly Task[];
  /** The same for other programs, as a Markdown list. */
  readonly text: string;
}

/** Copies these tasks with all below them. */
export function copyOf(
  projectId: string,
  plan: Plan,
  ids: ReadonlySet<string>,
  isCut: boolean,
): Copied {
  const tops = topsOf(plan, ids);
  const tasks = tops.flatMap(({ id }) => subtreeOf(plan, id));
  return {
    projectId,
    isCut,
    tops: tops.map(({ id }) => id),
    tasks: tasks.flatMap((id) => plan.tasks.get(id) ?? []),
    text: markdownOf(plan, tops),
  };
}

/** Copied tasks out of what a clipboard holds; null: there are none in it. */
export function copiedIn(text: string): Copied | null {
  try {
    const found: unknown = JSON.parse(text);
    return isCopied(found) ? found : null;
  } catch {
    return null;
  }
}

/** Whatever else is wrong with a task, the rules refuse when it is pasted. */
function isCopied(value: unknown): value is Copied {
  if (typeof value !== "object" || value === null) return false;
  const { tops, tasks } = value as Partial<Record<keyof Copied, unknown>>;
  return Array.isArray(tops) && Array.isArray(tasks) && tasks.every(isTask);
}

function isTask(value: unknown): value is Task {
  if (typeof value !== "object" || value === null) return false;
  const { id, title, depends_on } = value as Partial<Record<keyof Task, unknown>>;
  return typeof id === "string" && typeof title === "string" && Array.isArray(depends_on);
}
