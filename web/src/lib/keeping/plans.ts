import { database } from "@/lib/keeping/database";
import type { KeptProject, SeenPlan, SeenProject } from "@/lib/keeping/kept";

/** How many projects are kept: those that were seen last. */
const MOST = 20;

/** Keeps a plan as it is now, in place of what was seen of it before. */
export async function keepSeen(seen: SeenPlan): Promise<void> {
  const { projectId: id, plan, at } = seen;
  const writing = (await database()).transaction(["plans", "projects"], "readwrite");
  const [plans, projects] = [writing.objectStore("plans"), writing.objectStore("projects")];
  if (plan.project) {
    await Promise.all([plans.put(seen), projects.put({ id, title: plan.project.title, at })]);
  } else await Promise.all([plans.delete(id), projects.delete(id)]);
  const oldest = newestFirst(await projects.getAll()).slice(MOST);
  await Promise.all(oldest.flatMap((one) => [plans.delete(one.id), projects.delete(one.id)]));
  await writing.done;
}

/** A plan as it was seen last; null: it never was, or nothing can be kept here. */
export async function seenPlan(projectId: string): Promise<SeenPlan | null> {
  try {
    return (await (await database()).get("plans", projectId)) ?? null;
  } catch {
    return null;
  }
}

/** The projects that are kept, the one that was seen last first. */
export async function seenProjects(): Promise<readonly SeenProject[]> {
  return newestFirst(await (await database()).getAll("projects"));
}

function newestFirst(projects: readonly SeenProject[]): SeenProject[] {
  return [...projects].sort((a, b) => b.at - a.at);
}

/** What is kept on this device, by project, the one that was seen last first. */
export async function keptProjects(): Promise<readonly KeptProject[]> {
  const edits = await (await database()).getAll("edits");
  const counted = (id: string) => edits.filter(({ projectId }) => projectId === id).length;
  return (await seenProjects()).map((project) => ({ ...project, edits: counted(project.id) }));
}
