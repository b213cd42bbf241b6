import { CommandGroup, defaultFilter } from "cmdk";

import { bestOf, numberIn, type Best } from "@/app/palette/found";
import { PaletteItem } from "@/components/palette/PaletteItem";
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

interface ActionsProps {
  groups: readonly ActionGroup[];
  typed: string;
  onChoose: (act: () => void) => void;
}

/** What can be done here. */
export function Actions({ groups, typed, onChoose }: ActionsProps) {
  return groups.map(({ title, actions }) => (
    <CommandGroup key={title} heading={title}>
      {actions.map((action) => (
        <PaletteItem
          key={action.id}
          id={`${title} ${action.id}`}
          icon={action.icon}
          mark={action.mark}
          text={action.label}
          typed={typed}
          shortcut={action.shortcut}
          isChecked={action.checked}
          onChoose={() => {
            onChoose(action.onAction);
          }}
        />
      ))}
    </CommandGroup>
  ));
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

interface TasksProps {
  plan: Plan;
  tasks: readonly Task[];
  typed: string;
  onChoose: (id: string) => void;
}

/** Tasks of the open plan. */
export function Tasks({ plan, tasks, typed, onChoose }: TasksProps) {
  if (tasks.length === 0) return null;
  return (
    <CommandGroup heading="Tasks here">
      {tasks.map((task) => (
        <PaletteItem
          key={task.id}
          id={`task ${task.id}`}
          mark={<StatusMark status={task.status} />}
          text={nameOf(task)}
          typed={typed}
          onChoose={() => {
            onChoose(task.id);
          }}
        >
          {parentOf(plan, task)}
          <span className="sr-only">{STATUS_NAMES[task.status]}</span>
        </PaletteItem>
      ))}
    </CommandGroup>
  );
}

function parentOf(plan: Plan, task: Task): string | null {
  const parent = task.parent_id === null ? undefined : plan.tasks.get(task.parent_id);
  return parent ? `in ${nameOf(parent)} ` : null;
}

interface ProjectsProps {
  query: ReturnType<typeof useRecentProjects>;
  typed: string;
  onChoose: (projectId: string) => void;
}

/** The projects, by letters of the title. */
export function Projects({ query, typed, onChoose }: ProjectsProps) {
  const textOf = ({ title }: { title: string }) => title;
  const best = bestOf(query.data ?? [], typed, textOf, defaultFilter, MOST.projects).things;
  if (best.length === 0) return null;
  return (
    <CommandGroup heading="Projects">
      {best.map((project) => (
        <PaletteItem
          key={project.id}
          id={`project ${project.id}`}
          icon="panel"
          text={project.title}
          typed={typed}
          onChoose={() => {
            onChoose(project.id);
          }}
        >
          {PROJECT_STATUS_NAMES[project.status]}
        </PaletteItem>
      ))}
    </CommandGroup>
  );
}
