import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useActions } from "@/components/palette/offers";
import { Button } from "@/components/ui/Button";
import { Dialog } from "@/components/ui/Dialog";
import { TextField } from "@/components/ui/TextField";
import { useCreateProject } from "@/features/projects/useCreateProject";
import { messageOf } from "@/lib/problem";
import { LONGEST_TITLE, tooLong } from "@/lib/tooLong";

/** The way to a project without a plan: a title, and then by hand. */
export function NewProject() {
  const [isOpen, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  // Until the project is shown, a second Enter would make another one.
  const isSent = useRef(false);
  const navigate = useNavigate();
  const create = useCreateProject();

  const excess = tooLong(title, LONGEST_TITLE);
  const isReady = title.trim() !== "" && !excess && !create.isPending;

  const submit = () => {
    if (!isReady || isSent.current) return;
    isSent.current = true;
    create.mutate(title.trim(), {
      onSuccess: (projectId) => {
        void navigate({
          to: "/projects/$projectId",
          params: { projectId },
          state: { takesFocus: true },
        });
      },
      onError: () => {
        isSent.current = false;
      },
    });
  };

  useActions("New project", () => [
    {
      id: "new",
      label: "Start with an empty project",
      icon: "plus",
      onAction: () => {
        setOpen(true);
      },
    },
  ]);

  return (
    <p className="mt-6 text-muted">
      Or{" "}
      <button
        type="button"
        onClick={() => {
          setOpen(true);
        }}
        className="rounded-sm font-medium text-accent underline-offset-2 hover:underline pointer-coarse:-my-3 pointer-coarse:py-3"
      >
        start with an empty project
      </button>
      .
      <Dialog
        title="An empty project"
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
        }}
        actions={
          <>
            <Button variant="primary" onPress={submit} isDisabled={!isReady}>
              Create
            </Button>
            <Button
              onPress={() => {
                setOpen(false);
              }}
            >
              Cancel
            </Button>
          </>
        }
      >
        <TextField
          label="Title"
          value={title}
          onChange={setTitle}
          onEnter={submit}
          autoFocus
          error={excess ?? (create.isError ? messageOf(create.error) : undefined)}
        />
      </Dialog>
    </p>
  );
}
