import type { components } from "@/generated/api";

type Schemas = components["schemas"];

/** What follows from a plan and is never stored. */
type Derived =
  "depth" | "progress" | "total_estimated_minutes" | "blocked_by" | "ready" | "children";

/** The plan as the API gives it; the names are those of the API's document. */
export type Project = Schemas["ProjectOut"];
export type Task = Omit<Schemas["TaskOut"], Derived>;
export type Link = Schemas["LinkOut"];
export type TaskStatus = Task["status"];
export type ProjectStatus = Project["status"];
export type Priority = Task["priority"];

/** The fields that a patch can set; `number` only in those that the server has accepted. */
export type TaskFields = Partial<Omit<Task, "id">>;
export type ProjectFields = Partial<Omit<Project, "id">>;

/** One atomic change to one target: the only way that anything changes. */
export type Patch = TaskPatch | ProjectPatch;
export type TaskPatch = Change<"task", TaskFields>;
export type ProjectPatch = Change<"project", ProjectFields>;

type Change<Target, Fields> =
  | { op: "create" | "update"; target: Target; target_id: string; body: Fields }
  | { op: "delete"; target: Target; target_id: string; body?: undefined };
