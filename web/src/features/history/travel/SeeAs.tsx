import { useNavigate } from "@tanstack/react-router";

import { placeOf, showsPast, VIEWS } from "@/components/project/views";
import { IconButton } from "@/components/ui/Button";
import { Menu } from "@/components/ui/Menu";
import type { MenuEntry } from "@/components/ui/menuEntry";

/** The other ways of looking at a version of a project. */
export function useSeeAs(projectId: string, version: number): MenuEntry[] {
  const navigate = useNavigate();
  return VIEWS.filter(showsPast).map((view) => ({
    id: view.to,
    label: `${view.name} at this version`,
    icon: view.icon,
    onAction: () => void navigate({ ...placeOf(view, {}, version), params: { projectId } }),
  }));
}

/** Shows a version in another way than as a tree. */
export function SeeAs({ projectId, version }: { projectId: string; version: number }) {
  const entries = useSeeAs(projectId, version);
  const label = "See this version as";
  return (
    <Menu label={label} trigger={<IconButton icon="panel" label={label} />} entries={entries} />
  );
}
