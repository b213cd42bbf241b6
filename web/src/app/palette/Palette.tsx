import { useNavigate } from "@tanstack/react-router";

import {
  actionSections,
  bestActions,
  bestTasks,
  projectSection,
  taskSection,
} from "@/app/palette/groups";
import { hitSection, SearchStatus } from "@/app/palette/Hits";
import { PaletteItem } from "@/app/palette/PaletteItem";
import { useFound } from "@/app/palette/useFound";
import { usePageActions } from "@/app/palette/usePageActions";
import { useRecentProjects } from "@/app/palette/useRecentProjects";
import { merged, useOffers } from "@/components/palette/offers";
import { OptionGroup } from "@/components/palette/OptionGroup";
import { PaletteField, PaletteList } from "@/components/palette/PaletteList";
import { PaletteKeys, PaletteWindow } from "@/components/palette/PaletteWindow";
import { soon } from "@/components/palette/soon";
import { useChosen } from "@/components/palette/useChosen";

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
  const tasks = open && bestTasks(open.plan, typed);
  const projects = useRecentProjects();
  const hits = useFound(typed);
  const listed = new Set(tasks?.things.map(({ id }) => id));
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
  const goToTask = (task: string) => {
    if (open) goToProject(open.projectId, task);
  };
  const actionsShown = actionSections(actions.things, choose);
  const tasksShown = open && tasks ? [taskSection(open.plan, tasks.things, goToTask)] : [];
  // Whoever typed the number or the name of a task means it rather than an action like it.
  const meansTask = tasks !== undefined && tasks.points > actions.points;
  const sections = [
    ...(meansTask ? tasksShown : actionsShown),
    ...(meansTask ? actionsShown : tasksShown),
    projectSection(projects.data, typed, goToProject),
    ...(typed ? [hitSection(hits, listed, goToProject)] : []),
  ].filter(({ items }) => items.length > 0);
  const chosen = useChosen(sections.flatMap(({ items }) => items.map(({ id }) => id)));
  const name = "Search and commands";
  return (
    <PaletteWindow label={name} onClose={onClose}>
      <PaletteField
        label={name}
        placeholder="Do something, or find a task or project"
        {...{ text, onText, chosen, onClose }}
      />
      <PaletteList>
        {sections.map(({ heading, items }) => (
          <OptionGroup key={heading} heading={heading}>
            {items.map((item) => (
              <PaletteItem key={item.id} {...{ item, typed, chosen }} />
            ))}
          </OptionGroup>
        ))}
      </PaletteList>
      {typed && <SearchStatus query={hits} without={listed} isAlone={sections.length === 0} />}
      <PaletteKeys />
    </PaletteWindow>
  );
}
