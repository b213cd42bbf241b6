import type { components } from "@/generated/api";
import { plannerName } from "@/lib/plannerName";
import type { Priority, ProjectStatus, TaskStatus } from "@/patch/model";

/** What each status is called, in the order in which work usually passes through them. */
export const STATUS_NAMES: Readonly<Record<TaskStatus, string>> = {
  todo: "To do",
  in_progress: "In progress",
  blocked: "Blocked",
  in_review: "In review",
  completed: "Completed",
  cancelled: "Cancelled",
};

/** What each status of a project is called. */
export const PROJECT_STATUS_NAMES: Readonly<Record<ProjectStatus, string>> = {
  planning: "Planning",
  active: "Active",
  on_hold: "On hold",
  completed: "Completed",
  archived: "Archived",
};

/** What each priority is called, most urgent first. */
export const PRIORITY_NAMES: Readonly<Record<Priority, string>> = {
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  backlog: "Backlog",
};

/** What the fields of projects and tasks are called. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  title: "Title",
  summary: "Summary",
  status: "Status",
  priority: "Priority",
  tags: "Tags",
  start_date: "Start",
  due_date: "Due",
  owner: "Owner",
  links: "Links",
  metadata: "Metadata",
  parent_id: "Parent",
  position: "Position",
  description: "Description",
  acceptance_criteria: "Acceptance criteria",
  estimated_minutes: "Estimate",
  actual_minutes: "Time spent",
  assignee: "Assignee",
  depends_on: "Depends on",
};

/** How a change came about. */
export const CAUSE_NAMES: Readonly<Record<components["schemas"]["CauseOut"]["kind"], string>> = {
  edit: "Edited",
  accept: "Accepted",
  undo: "Undone",
  redo: "Redone",
  restore: "Restored",
  import: "Imported",
  rule: "By a rule",
  sync: "Synchronised",
};

/** Who is named, for people: "You", "Built-in planner", or the name behind the prefix. */
export function personName(actor: string): string {
  if (actor === "user:local") return "You";
  const [kind, ...rest] = actor.split(":");
  const name = rest.join(":");
  return kind === "agent" ? plannerName(name) : name || actor;
}
