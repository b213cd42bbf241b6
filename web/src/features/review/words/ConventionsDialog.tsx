import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { TextField } from "@/components/ui/TextField";
import type { Review } from "@/features/review/useReview";
import { conventionsOf } from "@/features/review/words/conventions";
import { answerOf, api } from "@/lib/api";
import { keys } from "@/lib/keys";

/** What every plan of this project follows: seen, added and forgotten; each change as a draft. */
export default function ConventionsDialog({
  review,
  onClose,
}: {
  review: Review;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState("");
  const project = useAgreed(review);
  const conventions = conventionsOf(project ?? review.draft.project);
  const say = (instruction: string) => {
    onClose();
    review.say(instruction);
  };
  const add = () => {
    if (typed.trim()) say(`Remember: ${typed.trim()}`);
  };
  return (
    <Dialog title="Conventions of this project" isOpen onClose={onClose}>
      <p className="text-muted">
        Every plan here follows them. A change of them is a draft like any other: it counts once you
        accept it.
      </p>
      {conventions.length === 0 ? (
        <p className="mt-4">There are none yet. For example: “We always add a rollout task”.</p>
      ) : (
        <ul aria-label="Conventions" className="mt-4 space-y-1.5">
          {conventions.map((convention) => (
            <li key={convention} className="flex items-center gap-2 rounded-md border px-3 py-1.5">
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{convention}</span>
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Forget: ${convention}`}
                onPress={() => {
                  say(`Forget the convention: ${convention}`);
                }}
              >
                Forget
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4 flex items-end gap-2">
        <TextField
          label="A new one"
          className="flex-1"
          placeholder="We always add a rollout task"
          value={typed}
          onChange={setTyped}
          onEnter={add}
          maxLength={500}
        />
        <Button isDisabled={!typed.trim()} onPress={add}>
          Add
        </Button>
      </div>
    </Dialog>
  );
}

/** The project as it is agreed on; null while there is none beside the draft. */
function useAgreed({ about, proposal }: Review) {
  const { projectId } = about;
  const { data } = useQuery({
    queryKey: [...keys.project(projectId ?? ""), "itself"],
    queryFn: async ({ signal }) => {
      const answer = await answerOf(
        api.GET("/api/v1/projects/{project_id}", {
          params: { path: { project_id: projectId ?? "" } },
          signal,
        }),
      );
      return answer.project;
    },
    enabled: projectId !== undefined && proposal?.base_version !== 0,
    staleTime: 0,
  });
  return data ?? null;
}
