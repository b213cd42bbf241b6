import { Link } from "@tanstack/react-router";

import { buttonClasses } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";

/** The way to everything that ever happened to a project: what this product is for says its name. */
export function HistoryLink({ projectId }: { projectId: string }) {
  return (
    <Link
      to="/projects/$projectId/history"
      params={{ projectId }}
      className={buttonClasses("quiet", "sm")}
    >
      <Icon name="history" />
      <span className="max-sm:sr-only">History</span>
    </Link>
  );
}
