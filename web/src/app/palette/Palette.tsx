import { useNavigate } from "@tanstack/react-router";
import { Command, CommandGroup, CommandInput, CommandList } from "cmdk";
import { useMemo } from "react";

import { Actions, bestActions, bestTasks, Projects, Tasks } from "@/app/palette/groups";
import { Hits, SearchStatus } from "@/app/palette/Hits";
import { useFound } from "@/app/palette/useFound";
import { usePageActions } from "@/app/palette/usePageActions";
import { useRecentProjects } from "@/app/palette/useRecentProjects";
import { merged, useOffers } from "@/components/palette/offers";
import { PaletteKeys, PaletteWindow } from "@/components/palette/PaletteWindow";
import { soon } from "@/components/palette/soon";
import { IconButton } from "@/components/ui/Button";

/** How the headings of the groups look. */
const GROUPS =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted";

interface PaletteProps {
  text: string;
  onText: (text: string) => void;
  onSearch: () => void;
  onClose: () => void;
}

/** Everything that can be done or gone to from here, found by a few letters. */
export default function Palette({ text, onText, onSearch, onClose }: PaletteProps) {
  const offers = useOffers();
  const typed = text.trim();
  const page = usePageActions(onSearch);
  const open = offers.find((offer) => offer.open)?.open;
  // What is nearest to what one does was offered last.
  const offered = offers.toReversed().flatMap(({ groups }) => groups);
  const actions = bestActions(merged([...offered, page]), typed);
  const tasks = useMemo(() => open && bestTasks(open.plan, typed), [open, typed]);
  const projects = useRecentProjects();
  const found = useFound(typed);
  const listed = useMemo(() => new Set(tasks?.things.map(({ id }) => id)), [tasks]);
  const navigate = useNavigate();

  const choose = (act: () => void) => {
    onClose();
    soon(act);
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
    <PaletteWindow label="Search and commands" onClose={onClose}>
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
            onValueChange={onText}
            placeholder="Do something, or find a task or project"
            className="min-w-0 flex-1 bg-transparent px-4 py-3.5 text-lg outline-none"
          />
          <IconButton icon="close" label="Close" onPress={onClose} className="sm:hidden" />
        </div>
        <CommandList
          label="Found"
          className={`min-h-0 flex-1 scroll-py-2 overflow-y-auto px-2 pb-2 ${GROUPS}`}
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
        <PaletteKeys />
      </Command>
    </PaletteWindow>
  );
}
