import { FIELD_NAMES, PROJECT_STATUS_NAMES } from "@/components/task/words";
import type { Edit } from "@/components/task/edits/edit";
import type { Project, ProjectFields } from "@/patch/model";

/** Sets fields of the project, as it was at the version `since` or is now. */
export function setProjectFields(project: Project, fields: ProjectFields, since?: number): Edit {
  return {
    since,
    patches: [{ op: "update", target: "project", target_id: project.id, body: fields }],
    message: sentence(fields),
  };
}

/** Deletes the project; its history stays. */
export function removeProject(project: Project): Edit {
  return {
    patches: [{ op: "delete", target: "project", target_id: project.id }],
    message: `Deleted the project “${project.title}”`,
  };
}

function sentence(fields: ProjectFields): string {
  if (fields.title !== undefined) return `Renamed the project to “${fields.title}”`;
  if (fields.status) return `The project is ${PROJECT_STATUS_NAMES[fields.status].toLowerCase()}`;
  const names = Object.keys(fields).map((field) => (FIELD_NAMES[field] ?? field).toLowerCase());
  return `Changed the project's ${names.join(" and ")}`;
}
