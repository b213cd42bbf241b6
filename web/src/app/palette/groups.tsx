import { defaultFilter } from "cmdk";

import { bestOf, numberIn, type Best } from "@/app/palette/found";
import type { Item } from "@/app/palette/PaletteItem";
import type { useRecentProjects } from "@/app/palette/useRecentProjects";
import type { ActionGroup } from "@/components/palette/offers";
import { StatusMark } from "@/components/task/Marks";
import { PROJECT_STATUS_NAMES, STATUS_NAMES } from "@/components/task/words";
import { handleOf } from "@/patch/handle";
import type { Task } from "@/patch/model";
import type { Plan } from "@/patch/plan";

/** How many of each kind are listed at once: typing narrows them down. */
const MOST = { actions: 60, tasks: 12, projects: 6 };

/** The actions whose names answer what was typed, under what they are about. */
export function bestActions(groups: readonly ActionGroup[], typed: string): Best<ActionGroup> {
  const found = groups.map(({ title, actions }) => {
    const offered = actions.filter(({ disabled }) => !disabled);
    const best = bestOf(offered, typed, ({ label }) => label, defaultFilter, MOST.actions);
    return { group: { title, actions: best.things }, points: best.points };
  });
  const answering = found.filter(({ group }) => group.actions.length > 0);
  answering.sort((a, b) => b.points - a.points);
  return {
    things: answering.map(({ group }) => group),
    points: answering[0]?.points ?? 0,
  };
}

/** Lines of the palette, below what they are. */
export interface Section {
  readonly heading: string;
  readonly items: readonly Item[];
}

/** What can be done here. `choose` closes the palette first. */
export function actionSections(
  groups: readonly ActionGroup[],
  choose: (act: () => void) => void,
): Section[] {
  return groups.map(({ title, actions }) => ({
    heading: title,
    items: actions.map(({ id, label, icon, mark, shortcut, checked, onAction }) => ({
      id: `${title} ${id}`,
      text: label,
      icon,
      mark,
      shortcut,
      isChecked: checked,
      onChoose: () => {
        choose(onAction);
      },
    })),
  }));
}

/** The tasks that have this number, and then those whose titles answer best. */
export function bestTasks(plan: Plan, typed: string): Best<Task> {
  if (!typed) return { things: [], points: 0 };
  const number = numberIn(typed);
  const tasks = [...plan.tasks.values()];
  const numbered = number === null ? [] : tasks.filter((task) => task.number === number);
  const best = bestOf(tasks, typed, nameOf, defaultFilter, MOST.tasks);
  return {
    things: [...new Set([...numbered, ...best.things])].slice(0, MOST.tasks),
    // Whoever knows the number means the task.
    points: numbered.length > 0 ? Infinity : best.points,
  };
}

function nameOf(task: Task): string {
  return `${handleOf(task)} ${task.title}`;
}

/** Tasks of the open plan. */
export function taskSection(
  plan: Plan,
  tasks: readonly Task[],
  onChoose: (id: string) => void,
): Section {
  const items = tasks.map((task) => ({
    id: `task ${task.id}`,
    mark: <StatusMark status={task.status} />,
    text: nameOf(task),
    about: (
      <>
        {parentOf(plan, task)}
        <span className="sr-only">{STATUS_NAMES[task.status]}</span>
      </>
    ),
    onChoose: () => {
      onChoose(task.id);
    },
  }));
  return { heading: "Tasks here", items };
}

function parentOf(plan: Plan, task: Task): string | null {
  const parent = task.parent_id === null ? undefined : plan.tasks.get(task.parent_id);
  return parent ? `in ${nameOf(parent)} ` : null;
}

/** The projects, by letters of the title. */
export function projectSection(
  projects: ReturnType<typeof useRecentProjects>["data"],
  typed: string,
  onChoose: (projectId: string) => void,
): Section {
  const textOf = ({ title }: { title: string }) => title;
  const best = bestOf(projects ?? [], typed, textOf, defaultFilter, MOST.projects).things;
  const items = best.map((project) => ({
    id: `project ${project.id}`,
    icon: "panel" as const,
    text: project.title,
    about: PROJECT_STATUS_NAMES[project.status],
    onChoose: () => {
      onChoose(project.id);
    },
  }));
  return { heading: "Projects", items };
}
