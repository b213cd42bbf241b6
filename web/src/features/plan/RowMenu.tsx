import { Suspense, useRef } from "react";

import { lazily } from "@/components/ui/lazily";
import { rowActions, statusActions, type RowContext } from "@/features/plan/rowActions";
import type { OpenMenu } from "@/features/plan/usePlanEditing";

const MenuList = lazily(() => import("@/components/ui/MenuList"));

interface RowMenuProps extends RowContext {
  menu: OpenMenu;
  onClose: () => void;
}

/** The list that opens beside a row: the statuses, or what can be done with the task. */
export function RowMenu(props: RowMenuProps) {
  const { menu, plan, editing, onClose } = props;
  const anchor = useRef<Element | null>(menu.anchor);
  const task = plan.tasks.get(menu.id);
  if (!task) return null;
  return (
    <Suspense>
      {menu.kind === "status" ? (
        <MenuList
          anchor={anchor}
          label="Status"
          entries={statusActions(task, editing)}
          onClose={onClose}
        />
      ) : (
        <MenuList
          anchor={anchor}
          label="Actions"
          entries={rowActions(task, props)}
          onClose={onClose}
        />
      )}
    </Suspense>
  );
}
