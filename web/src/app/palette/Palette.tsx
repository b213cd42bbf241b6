import { useNavigate } from "@tanstack/react-router";
import { Command, CommandGroup, CommandInput, CommandList } from "cmdk";
import { useMemo, useState, type ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

import { Actions, bestActions, bestTasks, Projects, Tasks } from "@/app/palette/groups";
import { Hits, SearchStatus } from "@/app/palette/Hits";
import { useFound } from "@/app/palette/useFound";
import { usePageActions } from "@/app/palette/usePageActions";
import { useRecentProjects } from "@/app/palette/useRecentProjects";
import type { Offer } from "@/components/palette/offers";
import { IconButton } from "@/components/ui/Button";
import { Keys } from "@/components/ui/Keys";

const GROUP =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";

interface PaletteProps {
  offers: readonly Offer[];
  onClose: () => void;
}

/** Everything that can be done or gone to from here, found by a few letters. */
export default function Palette({ offers, onClose }: PaletteProps) {
  const [text, setText] = useState("");
  const typed = text.trim();
  const page = usePageActions();
  const open = offers.find((offer) => offer.open)?.open;
  // What is nearest to what one does was offered last.
  const actions = bestActions(
    [...offers.toReversed().flatMap(({ groups }) => groups), page],
    typed,
  );
  const tasks = useMemo(() => open && bestTasks(open.plan, typed), [open, typed]);
  const projects = useRecentProjects();
  const found = useFound(typed);
  const listed = useMemo(() => new Set(tasks?.things.map(({ id }) => id)), [tasks]);
  const navigate = useNavigate();

  /** Closes the palette, and acts when the focus is back where it was. */
  const choose = (act: () => void) => {
    onClose();
    requestAnimationFrame(() => requestAnimationFrame(act));
  };
  const goToProject = (projectId: string, task?: string) => {
    choose(() => {
      if (task !== undefined && projectId === open?.projectId) open.goTo(task);
      else {
        const search = task === undefined ? {} : { task };
        void navigate({ to: "/projects/$projectId", params: { projectId }, search });
      }
    });
  };

  const shownActions = (
    <Actions key="actions" groups={actions.things} typed={typed} onChoose={choose} />
  );
  const shownTasks = open && tasks && (
    <Tasks
      key="tasks"
      plan={open.plan}
      tasks={tasks.things}
      typed={typed}
      onChoose={(id) => {
        goToProject(open.projectId, id);
      }}
    />
  );

  return (
    <Window onClose={onClose}>
      <Command
        label="Search and commands"
        shouldFilter={false}
        loop
        className="flex min-h-0 flex-1 flex-col"
      >
        <div className="flex items-center border-b pr-2">
          <CommandInput
            autoFocus
            value={text}
            onValueChange={setText}
            placeholder="Do something, or find a task or project"
            className="min-w-0 flex-1 bg-transparent px-4 py-3.5 text-lg outline-none"
          />
          <IconButton icon="close" label="Close" onPress={onClose} className="sm:hidden" />
        </div>
        <CommandList
          label="Found"
          className={`min-h-0 flex-1 scroll-py-2 overflow-y-auto px-2 pb-2 ${GROUP}`}
        >
          {tasks && tasks.points > actions.points
            ? [shownTasks, shownActions]
            : [shownActions, shownTasks]}
          <Projects query={projects} typed={typed} onChoose={goToProject} />
          {typed && (
            <CommandGroup heading="In all projects">
              <Hits query={found} typed={typed} without={listed} onChoose={goToProject} />
            </CommandGroup>
          )}
        </CommandList>
        {typed && <SearchStatus query={found} without={listed} />}
        <p className="flex gap-4 border-t px-4 py-2 text-xs text-muted pointer-coarse:hidden">
          <span>
            <Keys keys="↑" /> <Keys keys="↓" /> to move
          </span>
          <span>
            <Keys keys="Enter" /> to choose
          </span>
          <span>
            <Keys keys="Esc" /> to close
          </span>
        </p>
      </Command>
    </Window>
  );
}

function Window({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="fixed inset-0 z-40 flex animate-appear items-start justify-center bg-[rgb(10_10_15/45%)] sm:p-6 sm:pt-[12vh]"
    >
      <Modal className="h-dvh w-full overflow-hidden bg-raised shadow-floating sm:h-auto sm:max-w-xl sm:rounded-xl">
        <Dialog
          aria-label="Search and commands"
          className="flex h-full flex-col outline-none sm:max-h-[70vh]"
        >
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
