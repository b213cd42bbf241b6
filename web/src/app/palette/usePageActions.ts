import { useNavigate, useParams } from "@tanstack/react-router";

import type { ActionGroup } from "@/components/palette/offers";
import { VIEWS } from "@/components/project/views";
import { printSoon } from "@/lib/printSoon";
import { useTheme, type Theme } from "@/lib/theme";

const THEMES: Readonly<Record<Theme, string>> = {
  system: "Light or dark as the system",
  light: "Light theme",
  dark: "Dark theme",
};
const ICONS = { system: "monitor", light: "sun", dark: "moon" } as const;

/** What can be done wherever one is. */
export function usePageActions(onSearch: () => void): ActionGroup {
  const navigate = useNavigate();
  const { projectId } = useParams({ strict: false });
  const [chosen, choose] = useTheme();
  const ofProject = projectId === undefined ? [] : placesOf(projectId, navigate);
  return {
    title: "Page",
    actions: [
      {
        id: "search",
        label: "Search projects, tasks and history",
        icon: "search",
        shortcut: "/",
        onAction: onSearch,
      },
      ...ofProject,
      {
        id: "print",
        label: "Print what is shown",
        icon: "print",
        shortcut: "Ctrl+P",
        onAction: printSoon,
      },
      {
        id: "start",
        label: "All projects, new project",
        icon: "panel",
        onAction: () => void navigate({ to: "/" }),
      },
      ...(Object.keys(THEMES) as Theme[]).map((theme) => ({
        id: `theme-${theme}`,
        label: THEMES[theme],
        icon: ICONS[theme],
        checked: theme === chosen,
        onAction: () => {
          choose(theme);
        },
      })),
    ],
  };
}

function placesOf(projectId: string, navigate: ReturnType<typeof useNavigate>) {
  const params = { projectId };
  return [
    ...VIEWS.map(({ to, name, icon, keys }) => ({
      id: to,
      label: `${name} of this project`,
      icon,
      shortcut: keys,
      onAction: () => void navigate({ to, params }),
    })),
    {
      id: "history",
      label: "History of this project",
      icon: "history" as const,
      onAction: () => void navigate({ to: "/projects/$projectId/history", params }),
    },
  ];
}
