import type { Kind, Saying } from "@/features/review/conversation/answers";
import type { IconName } from "@/components/ui/Icon";

/** What can be asked for beside a change of the plan, and in which words. */
export const OPINIONS: readonly {
  kind: Exclude<Kind, "plan">;
  label: string;
  icon: IconName;
  hint: string;
  instruction: string;
}[] = [
  {
    kind: "next",
    label: "What next?",
    icon: "arrowRight",
    hint: "What to work on now, and why",
    instruction: "What should be done next?",
  },
  {
    kind: "estimate",
    label: "Estimate",
    icon: "clock",
    hint: "For the tasks without one, as a draft",
    instruction: "Estimate the tasks that have no estimate.",
  },
  {
    kind: "complexity",
    label: "Complexity",
    icon: "split",
    hint: "Which tasks are worth breaking down",
    instruction: "Which tasks are worth breaking down?",
  },
  {
    kind: "risks",
    label: "Risks",
    icon: "alert",
    hint: "What may go wrong, and what would help",
    instruction: "What puts this plan at risk?",
  },
];

/** What is said when only a document is given. */
export const FROM_DOCUMENT = "Plan what the document asks for.";

/** What is said to begin with, by a document, by words about it, or by words alone. */
export function sayingOf(instruction: string, documentId: string | null): Saying | null {
  const words = instruction.trim();
  if (!documentId) return words ? { instruction: words } : null;
  return { instruction: words || FROM_DOCUMENT, documentId };
}
