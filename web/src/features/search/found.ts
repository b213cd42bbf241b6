import type { Part } from "@/components/palette/marked";
import { FIELD_NAMES, personName } from "@/components/task/words";
import type { IconName } from "@/components/ui/Icon";
import type { components } from "@/generated/api";
import { ago } from "@/lib/time";
import type { TaskStatus } from "@/patch/model";

type Hit = components["schemas"]["HitOut"];
type FormerValue = components["schemas"]["FormerValueHit"];
type Message = components["schemas"]["MessageHit"];
type Saying = components["schemas"]["ConversationHit"];

/** Where something that was found is to be seen. */
export type Way =
  | { readonly to: "project"; readonly projectId: string; readonly task?: string }
  | {
      readonly to: "version";
      readonly projectId: string;
      readonly version: number;
      readonly task?: string;
    }
  | { readonly to: "conversation"; readonly proposalId: string; readonly message?: number };

/** Something that was found, as it is listed. */
export interface Found {
  /** What tells it from all others. */
  readonly id: string;
  /** How a task that is there now stands: that is its sign. null: it is something else. */
  readonly status: TaskStatus | null;
  /** The sign of what has no status. */
  readonly icon: IconName;
  /** null: the text is all there is. */
  readonly title: string | null;
  readonly text: readonly Part[];
  /** What it is, where, from when and of whom. */
  readonly about: readonly string[];
  readonly isDeleted: boolean;
  readonly way: Way;
}

/** A project or task that is there now. */
export function nowFound(hit: Hit): Found {
  const isTask = hit.target === "task";
  const title = named(hit);
  return {
    id: hit.target_id,
    status: hit.status,
    icon: "panel",
    title,
    text: besides(hit.title, hit.snippet),
    about: isTask ? [hit.project_title] : [],
    isDeleted: false,
    way: { to: "project", projectId: hit.project_id, ...(isTask && { task: hit.target_id }) },
  };
}

/** Something that was, or was said. */
export function pastFound(hit: FormerValue | Message | Saying, now: Date): Found {
  const project = hit.project_title ?? "A plan that was never accepted";
  const when = [ago(hit.time, now), personName(hit.actor)];
  const shared = { text: hit.snippet, title: null, status: null, isDeleted: hit.deleted };
  if (hit.kind === "value") {
    const task = hit.target === "task" ? hit.target_id : undefined;
    return {
      ...shared,
      id: `${hit.target_id} ${hit.time} ${hit.version}`,
      icon: "history",
      title: named(hit),
      text: besides(hit.title, hit.snippet),
      about: [what(hit), ...(task === undefined ? [] : [project]), ...when],
      way: { to: "version", projectId: hit.project_id, version: hit.version, task },
    };
  }
  if (hit.kind === "message") {
    return {
      ...shared,
      id: hit.changeset,
      icon: "pencil",
      about: [`Version ${hit.version}`, project, ...when],
      way: { to: "version", projectId: hit.project_id, version: hit.version },
    };
  }
  return {
    ...shared,
    id: `${hit.proposal} ${hit.said} ${hit.time}`,
    icon: "chat",
    about: [SAID[hit.said], project, ...when],
    way: {
      to: "conversation",
      proposalId: hit.proposal,
      ...(hit.message !== null && { message: hit.message }),
    },
  };
}

const SAID: Readonly<Record<Saying["said"], string>> = {
  instruction: "Instruction",
  answer: "Answer",
  question: "Question",
  comment: "Comment",
  reason: "Why it was rejected",
};

function named({ number, title }: { number: number | null; title: string }): string {
  return number === null ? title : `T${number} ${title}`;
}

/** A text, where it is not the title again. */
function besides(title: string, parts: readonly Part[]): readonly Part[] {
  return parts.map(({ text }) => text).join("") === title ? [] : parts;
}

/** What it is, and how many more there are in the history of the task, which it leads to. */
function what({ fields, version, earlier }: FormerValue): string {
  if (fields.length === 0) return `As it was at last, version ${version}`;
  const names = fields.map((field) => (FIELD_NAMES[field] ?? field).toLowerCase());
  const more = earlier > 0 ? ` and ${earlier} earlier` : "";
  return `Former ${names.join(", ")}, version ${version}${more}`;
}
