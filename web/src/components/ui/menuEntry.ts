import type { ReactNode } from "react";

import type { IconName } from "@/components/ui/Icon";

/** One line of a menu. */
export interface MenuEntry {
  id: string;
  label: string;
  icon?: IconName;
  mark?: ReactNode;
  shortcut?: string;
  /** More about it, in small. */
  hint?: string;
  danger?: boolean;
  /** Whether this is the one of several that holds now. */
  checked?: boolean;
  disabled?: boolean;
  onAction: () => void;
}
