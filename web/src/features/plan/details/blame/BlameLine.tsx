import { Link } from "@tanstack/react-router";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";

import { CAUSE_NAMES, FIELD_NAMES, personName } from "@/components/task/words";
import { buttonClasses } from "@/components/ui/Button";
import { Icon } from "@/components/ui/Icon";
import { POPOVER } from "@/components/ui/popover";
import type { FieldBlame } from "@/features/plan/details/blame/useBlame";
import { classes } from "@/lib/classes";
import { ago, exactly } from "@/lib/time";

interface BlameLineProps {
  projectId: string;
  taskId: string;
  blame: FieldBlame;
}

/** Who set a field and when; pressed, it says how and why, and leads to the change and its reason. */
export function BlameLine({ projectId, taskId, blame }: BlameLineProps) {
  const name = FIELD_NAMES[blame.field] ?? blame.field;
  const who = peopleOf(blame);
  const when = ago(blame.time, new Date());
  return (
    <DialogTrigger>
      <Button
        aria-label={`${name} was set by ${who}, ${when}`}
        className="mt-0.5 block max-w-full cursor-pointer truncate rounded-sm text-xs text-faint hover:text-ink hover:underline pointer-coarse:mt-0 pointer-coarse:-mb-1.5 pointer-coarse:py-1.5"
      >
        {who}, {when}
      </Button>
      <Popover placement="bottom start" className={classes(POPOVER, "w-80")}>
        <Dialog aria-label={`Why ${name.toLowerCase()} is what it is`} className="p-3 outline-none">
          <Reason blame={blame} />
          <div className="mt-3 flex flex-wrap gap-2">
            {blame.proposal !== null && (
              <Link
                to="/proposals/$proposalId"
                params={{ proposalId: blame.proposal }}
                search={{ task: taskId, field: blame.field }}
                className={buttonClasses("secondary", "sm")}
              >
                <Icon name="chat" />
                The conversation behind it
              </Link>
            )}
            <Link
              to="/projects/$projectId/history"
              params={{ projectId }}
              search={{ version: blame.version, task: taskId }}
              className={buttonClasses("secondary", "sm")}
            >
              <Icon name="history" />
              Show this change
            </Link>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Reason({ blame }: { blame: FieldBlame }) {
  return (
    <>
      <p className="text-sm">
        <span className="font-medium">{peopleOf(blame)}</span>
        <span className="text-muted">
          {` · ${CAUSE_NAMES[blame.cause.kind]} · ${exactly(blame.time)} · `}
        </span>
        <span className="text-faint tabular-nums">v{blame.version}</span>
      </p>
      {blame.reason && (
        <p className="mt-1 whitespace-pre-line [overflow-wrap:anywhere]">“{blame.reason}”</p>
      )}
    </>
  );
}

/** Who accepted it, and who wrote it where that is another. */
function peopleOf({ actor, author }: FieldBlame): string {
  const by = personName(actor);
  return actor === author ? by : `${by}, with ${personName(author)}`;
}
