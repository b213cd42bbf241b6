import { PRIORITY_NAMES, STATUS_NAMES } from "@/components/task/words";
import type { PlanFilter } from "@/features/plan/filter/filter";
import type { Priority, TaskStatus } from "@/patch/model";

/** What an address says after the question mark, not trusted yet. */
export type Search = Record<string, unknown>;

const STATUSES = ["open", ...(Object.keys(STATUS_NAMES) as TaskStatus[])] as const;
const PRIORITIES = Object.keys(PRIORITY_NAMES) as Priority[];
const DUES = ["overdue", "today", "week", "none"] as const;

/** Which tasks are shown: the same words in the address of every view of a plan. */
export function filterIn(search: Search): PlanFilter {
  return {
    ...oneOf(search, "status", STATUSES),
    ...oneOf(search, "priority", PRIORITIES),
    ...textOf(search, "assignee"),
    ...textOf(search, "tag"),
    ...textOf(search, "text"),
    ...oneOf(search, "due", DUES),
  };
}

export function textOf<Name extends string>(
  search: Search,
  name: Name,
): Partial<Record<Name, string>> {
  // What looks like a number was read as one.
  const value = typeof search[name] === "number" ? String(search[name]) : search[name];
  return typeof value === "string" && value ? ({ [name]: value } as Record<Name, string>) : {};
}

export function versionOf<Name extends string>(
  search: Search,
  name: Name,
): Partial<Record<Name, number>> {
  const value = search[name];
  const isVersion = typeof value === "number" && Number.isInteger(value) && value >= 0;
  return isVersion ? ({ [name]: value } as Record<Name, number>) : {};
}

export function oneOf<Name extends string, Value extends string>(
  search: Search,
  name: Name,
  values: readonly Value[],
): Partial<Record<Name, Value>> {
  const value = values.find((one) => one === search[name]);
  return value ? ({ [name]: value } as Record<Name, Value>) : {};
}

export function dateOf<Name extends string>(
  search: Search,
  name: Name,
): Partial<Record<Name, string>> {
  const value = search[name];
  const isDate = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return isDate && !Number.isNaN(Date.parse(value))
    ? ({ [name]: value } as Record<Name, string>)
    : {};
}
