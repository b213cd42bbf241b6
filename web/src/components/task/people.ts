import { personName } from "@/components/task/words";
import type { Read } from "@/components/ui/SavedField";
import type { Plan } from "@/patch/plan";

/** Who is called "You" here. */
const ME = "user:local";

/** Everybody whom a plan names, as they are stored (`user:ada`): its owner, and who does its tasks. */
export function peopleOf({ project, tasks }: Plan): string[] {
  const named = [...tasks.values()].flatMap(({ assignee }) => assignee ?? []);
  return [...new Set(named.concat(project?.owner ?? []))].sort();
}

/** Reads what somebody calls a person: one of those who are known, or somebody new as typed. */
export function personIn(known: readonly string[]): (text: string) => Read<string | null> {
  return (text) => {
    const typed = text.trim();
    const called = (person: string) => personName(person).toLowerCase() === typed.toLowerCase();
    return { value: [...known, ME].find(called) ?? (typed || null) };
  };
}
