import type { ReactNode } from "react";

import { Button } from "@/components/ui/Button";
import { Icon, type IconName } from "@/components/ui/Icon";
import { messageOf } from "@/lib/problem";

interface NoticeProps {
  title: string;
  children?: ReactNode;
  icon?: IconName;
  action?: ReactNode;
  role?: "alert";
  /** Whether it is all that the page shows: then its title is that of the page. */
  isPage?: boolean;
}

/** What stands where there is nothing to show: why, and what to do about it. */
export function Notice({ title, children, icon, action, role, isPage }: NoticeProps) {
  const Title = isPage ? "h1" : "p";
  return (
    <div
      role={role}
      className="mx-auto flex max-w-sm flex-col items-center gap-2 px-4 py-12 text-center"
    >
      {icon && (
        <span className="mb-1 grid size-10 place-items-center rounded-full bg-sunken text-muted">
          <Icon name={icon} width={20} height={20} />
        </span>
      )}
      <Title className="text-lg font-medium">{title}</Title>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

interface FailureProps {
  /** What could not be done: "The projects could not be loaded". */
  title: string;
  error: unknown;
  onRetry?: () => void;
  isPage?: boolean;
}

/** A notice that something failed, with the reason and a way to try again. */
export function Failure({ title, error, onRetry, isPage }: FailureProps) {
  return (
    <Notice
      role="alert"
      isPage={isPage}
      icon="alert"
      title={title}
      action={onRetry && <Button onPress={onRetry}>Try again</Button>}
    >
      {messageOf(error)}
    </Notice>
  );
}
