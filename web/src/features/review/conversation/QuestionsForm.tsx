import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { TextField } from "@/components/ui/TextField";
import type { Question } from "@/features/review/conversation/answers";
import { classes } from "@/lib/classes";

interface QuestionsFormProps {
  questions: readonly Question[];
  onAnswer: (answer: string) => void;
}

/** Several questions, answered in one go: by what is suggested or in one's own words, or not at all. */
export default function QuestionsForm({ questions, onAnswer }: QuestionsFormProps) {
  const [answers, setAnswers] = useState<readonly string[]>(questions.map(() => ""));
  const set = (place: number, answer: string) => {
    setAnswers(answers.map((before, other) => (other === place ? answer : before)));
  };
  const given = answers.map((answer) => answer.trim()).filter(Boolean);
  const send = () => {
    if (given.length > 0) onAnswer(given.length === 1 ? (given[0] ?? "") : numbered(given));
  };
  return (
    <form
      aria-label="Questions"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="space-y-4 rounded-lg border bg-surface p-3"
    >
      {questions.map(({ question, options }, place) => (
        <fieldset key={question} className="min-w-0">
          <legend className="font-medium">{question}</legend>
          <ul aria-label="Suggested answers" className="mt-1.5 flex flex-wrap gap-1.5">
            {options.map((option) => (
              <li key={option} className="max-w-full">
                <button
                  type="button"
                  aria-pressed={answers[place] === option}
                  onClick={() => {
                    set(place, answers[place] === option ? "" : option);
                  }}
                  className={classes(
                    "rounded-md border px-2.5 py-1 text-left text-sm [overflow-wrap:anywhere]",
                    answers[place] === option
                      ? "border-accent bg-accent-soft"
                      : "border-edge hover:bg-sunken",
                  )}
                >
                  {option}
                </button>
              </li>
            ))}
          </ul>
          <TextField
            label={`Your answer to: ${question}`}
            hidesLabel
            className="mt-1.5"
            placeholder="Or in your own words"
            value={answers[place] ?? ""}
            onChange={(answer) => {
              set(place, answer);
            }}
            onEnter={send}
            maxLength={2000}
          />
        </fieldset>
      ))}
      <Button type="submit" size="sm" variant="primary" isDisabled={given.length === 0}>
        {given.length > 1 ? `Send ${given.length} answers` : "Send the answer"}
      </Button>
    </form>
  );
}

/** Answers as one message: numbered, so that none is taken for a part of another. */
function numbered(answers: readonly string[]): string {
  return answers.map((answer, place) => `${place + 1}. ${answer}`).join("\n");
}
