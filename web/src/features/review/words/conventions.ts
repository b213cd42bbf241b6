import type { Project } from "@/patch/model";

/** What every plan of a project follows: sentences in its metadata, as `agents/conventions.py` reads. */
export function conventionsOf(project: Project | null): readonly string[] {
  const found = project?.metadata.conventions;
  if (!Array.isArray(found)) return [];
  return found.filter((said): said is string => typeof said === "string" && said.trim() !== "");
}
