import { Link } from "@tanstack/react-router";

import { buttonClasses } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";

interface VersionNoticeProps {
  projectId: string;
  version: number;
  /** What is seen here, where the address names a past version. */
  children: string;
  /** What the way to that version is called. */
  history: string;
}

/** Says of when it is what one sees, and leads to the version in the history and to now. */
export function VersionNotice({ projectId, version, children, history }: VersionNoticeProps) {
  const params = { projectId };
  return (
    <p
      role="status"
      className="mb-2 flex flex-wrap items-center gap-2 rounded-md bg-changed-soft px-3 py-2 text-sm text-changed"
    >
      <Icon name="history" className="shrink-0" />
      <span className="flex-1 basis-56">{children}</span>
      <Link
        to="/projects/$projectId/history"
        params={params}
        search={{ version }}
        className={buttonClasses("secondary", "sm")}
      >
        {history}
      </Link>
      <Link
        to="."
        params={params}
        search={(before) => ({ ...before, version: undefined })}
        className={buttonClasses("secondary", "sm")}
      >
        As it is now
      </Link>
    </p>
  );
}
