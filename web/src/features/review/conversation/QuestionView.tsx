import type { Question } from "@/features/review/conversation/answers";
import { handleOf } from "@/patch/handle";

interface QuestionViewProps {
  question: Question;
  /** Absent: it was answered already. */
  onAnswer?: (answer: string) => void;
}

const ANSWER =
  "rounded-md border border-edge bg-surface px-2.5 py-1.5 text-left text-sm [overflow-wrap:anywhere] hover:border-accent hover:bg-accent-soft disabled:cursor-default disabled:border-line disabled:bg-transparent disabled:text-muted";

/** What may answer a question, each once: an agent may name a task as candidate and as option. */
function answersTo({ candidates, options }: Question): { answer: string; shown: string }[] {
  const tasks = candidates.map((task) => ({
    answer: handleOf(task),
    shown: `${handleOf(task)} ${task.title}`,
  }));
  const said = new Set(tasks.flatMap(({ answer, shown }) => [answer, shown]));
  const others = options.filter((option) => !said.has(option));
  return [...tasks, ...others.map((option) => ({ answer: option, shown: option }))];
}

/** What may answer a question of the agent's, as buttons; anything else can be typed. */
export function QuestionView({ question, onAnswer }: QuestionViewProps) {
  const answers = answersTo(question);
  if (answers.length === 0) return null;
  return (
    <ul aria-label="Answers" className="mt-2 flex flex-wrap gap-1.5">
      {answers.map(({ answer, shown }) => (
        <li key={shown} className="max-w-full">
          <button
            type="button"
            disabled={!onAnswer}
            className={ANSWER}
            onClick={() => onAnswer?.(answer)}
          >
            {shown}
          </button>
        </li>
      ))}
    </ul>
  );
}
