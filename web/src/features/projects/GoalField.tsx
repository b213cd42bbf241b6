import { useNavigate } from "@tanstack/react-router";
import { Suspense, useEffect, useRef, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { PlannerMenu } from "@/components/planner/PlannerMenu";
import { Button, IconButton } from "@/components/ui/Button";
import { lazily } from "@/components/ui/lazily";
import { NewProject } from "@/features/projects/NewProject";

// Loaded when it is first opened.
const DocumentDialog = lazily(() => import("@/components/document/DocumentDialog"));

const EXAMPLES = [
  "A login system with password reset",
  "Migrate our reports from Excel to a data warehouse",
  "A weekend conference for 80 people",
];

/** The question that every plan begins with. */
export function GoalField() {
  const [goal, setGoal] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const [takesDocument, setTakesDocument] = useState(false);
  const navigate = useNavigate();

  useEffect(() => {
    // Where a finger would be needed, a keyboard would come up over the projects.
    if (matchMedia("(min-width: 64rem) and (pointer: fine)").matches) {
      field.current?.focus({ preventScroll: true });
    }
  }, []);

  const submit = () => {
    const wanted = goal.trim();
    if (wanted) void navigate({ to: "/proposals/new", search: { goal: wanted } });
    else field.current?.focus();
  };

  useActions("Agent", () => [
    {
      id: "document",
      label: "Plan from a document",
      icon: "page",
      onAction: () => {
        setTakesDocument(true);
      },
    },
  ]);

  return (
    <div className="lg:pt-4">
      <h1 id="goal-question" className="text-2xl font-semibold tracking-tight text-balance">
        What do you want to build?
      </h1>
      <p className="mt-2 max-w-prose text-lg text-muted">
        Say it in your own words. You get a plan to look at and change; nothing counts until you
        accept it.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        className="mt-6 rounded-xl border border-edge bg-surface shadow-raised transition-shadow focus-within:border-accent focus-within:shadow-floating"
      >
        <textarea
          ref={field}
          aria-labelledby="goal-question"
          value={goal}
          onChange={(event) => {
            setGoal(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
          rows={3}
          maxLength={10_000}
          enterKeyHint="go"
          placeholder="A portal where our customers…"
          className="field-sizing-content max-h-[40dvh] min-h-24 w-full resize-none rounded-xl px-4 pt-3.5 text-lg outline-none"
        />
        <div className="flex items-center justify-between gap-3 px-3 pb-3">
          <div className="flex min-w-0 items-center">
            <IconButton
              icon="page"
              label="Plan from a document"
              onPress={() => {
                setTakesDocument(true);
              }}
            />
            <PlannerMenu />
          </div>
          <Button type="submit" variant="primary" icon="arrowRight">
            Plan it
          </Button>
        </div>
      </form>
      <ul aria-label="Examples" className="mt-4 flex flex-wrap gap-x-1.5 gap-y-1.5">
        {EXAMPLES.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => {
                setGoal(example);
                field.current?.focus();
              }}
              className="rounded-full border px-3 py-1 text-left text-sm text-muted transition-colors hover:bg-sunken hover:text-ink"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
      <NewProject />
      {takesDocument && (
        <Suspense>
          <DocumentDialog
            words={goal}
            onClose={() => {
              setTakesDocument(false);
            }}
            onDocument={(document, words) => {
              const search = { document, goal: words.trim() || undefined };
              void navigate({ to: "/proposals/new", search });
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
