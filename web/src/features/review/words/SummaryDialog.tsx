import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { TextField } from "@/components/ui/TextField";
import { Explanation, type Answer } from "@/features/review/words/Explanation";
import { answerOf, api } from "@/lib/api";
import { usePlanner } from "@/lib/planner";

/** The days that are asked for most, in the words that the API understands. */
const OFTEN = ["yesterday", "monday", "last week", "last month"];

/** What changed in the plan since a day or a version, in words. */
export default function SummaryDialog({
  projectId,
  onClose,
}: {
  projectId: string;
  onClose: () => void;
}) {
  const [planner] = usePlanner();
  const [since, setSince] = useState("last week");
  const [typed, setTyped] = useState("");
  const query = useQuery({
    queryKey: ["summary", projectId, since, planner],
    queryFn: ({ signal }) =>
      // The API's document knows no way to say that the other answer is a stream.
      answerOf(
        api.GET("/api/v1/projects/{project_id}/summary", {
          params: { path: { project_id: projectId }, query: { since, ...planner } },
          signal,
        }),
      ) as Promise<Answer>,
    staleTime: 0,
    retry: false,
  });
  const ask = () => {
    if (typed.trim()) setSince(typed.trim());
  };
  return (
    <Dialog title={`What changed since ${since}`} isOpen onClose={onClose} size="lg">
      <ul aria-label="Since" className="flex flex-wrap gap-1.5">
        {OFTEN.map((day) => (
          <li key={day}>
            <Button
              size="sm"
              aria-pressed={since === day}
              className={since === day ? "border-accent !bg-accent-soft" : undefined}
              onPress={() => {
                setSince(day);
              }}
            >
              {day.charAt(0).toUpperCase() + day.slice(1)}
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-3 mb-5 flex items-end gap-2">
        <TextField
          label="Or a day or a version"
          className="flex-1"
          placeholder="3 days ago, 2026-11-23, 12"
          value={typed}
          onChange={setTyped}
          onEnter={ask}
          maxLength={100}
        />
        <Button isDisabled={!typed.trim()} onPress={ask}>
          Show
        </Button>
      </div>
      <Explanation query={query} />
    </Dialog>
  );
}
