import {
  personName,
  PRIORITY_NAMES,
  PROJECT_STATUS_NAMES,
  STATUS_NAMES,
} from "@/components/task/words";
import { formatDuration } from "@/lib/duration";
import { shortDate } from "@/lib/time";

/** What a task is called by its id. */
export type Naming = (id: string) => string;

const WORDS: Readonly<Record<string, string>> = {
  ...PROJECT_STATUS_NAMES,
  ...STATUS_NAMES,
  ...PRIORITY_NAMES,
};

/** How the fields that are not plain text are said. */
const SAID: Readonly<Record<string, (value: never, nameOf: Naming) => string>> = {
  status: (value: string) => WORDS[value] ?? value,
  priority: (value: string) => WORDS[value] ?? value,
  estimated_minutes: formatDuration,
  actual_minutes: formatDuration,
  start_date: (value: string) => shortDate(value, ""),
  due_date: (value: string) => shortDate(value, ""),
  assignee: personName,
  owner: personName,
  parent_id: (value: string, nameOf) => nameOf(value),
  depends_on: (value: readonly string[], nameOf) => value.map(nameOf).join(", "),
  tags: (value: readonly string[]) => value.join(", "),
  acceptance_criteria: (value: readonly string[]) => value.map((line) => `• ${line}`).join("\n"),
  links: (value: readonly { system: string; external_id: string }[]) =>
    value.map(({ system, external_id }) => `${system} ${external_id}`).join(", "),
};

/** A field's value as text for people; null: not set. */
export function shownValue(field: string, value: unknown, nameOf: Naming): string | null {
  if (field === "parent_id" && value === null) return "Top level";
  if (isEmpty(value)) return null;
  const say = SAID[field];
  if (say) return say(value as never, nameOf);
  if (isTexts(value)) return value.map((line) => `• ${line}`).join("\n");
  return typeof value === "string" ? value : JSON.stringify(value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((line) => typeof line === "string");
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
