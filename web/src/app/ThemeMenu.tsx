import { IconButton } from "@/components/ui/Button";
import type { IconName } from "@/components/ui/Icon";
import { Menu } from "@/components/ui/Menu";
import { useTheme, type Theme } from "@/lib/theme";

const THEMES: readonly { theme: Theme; label: string; icon: IconName }[] = [
  { theme: "system", label: "As the system", icon: "monitor" },
  { theme: "light", label: "Light", icon: "sun" },
  { theme: "dark", label: "Dark", icon: "moon" },
];

/** Chooses between light and dark. */
export function ThemeMenu() {
  const [chosen, choose] = useTheme();
  const icon = THEMES.find(({ theme }) => theme === chosen)?.icon ?? "monitor";
  return (
    <Menu
      label="Theme"
      trigger={<IconButton icon={icon} label="Theme" />}
      entries={THEMES.map(({ theme, ...entry }) => ({
        ...entry,
        id: theme,
        checked: theme === chosen,
        onAction: () => {
          choose(theme);
        },
      }))}
    />
  );
}
