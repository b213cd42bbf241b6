import { Icon } from "@/components/ui/Icon";
import { useConnection } from "@/lib/live/connection";
import { exactly } from "@/lib/time";

/** Says of when a plan is that was not fetched, until it is caught up with. */
export function SeenNotice({ seenAt }: { seenAt: number | null }) {
  const isLive = useConnection() === "live";
  if (seenAt === null || isLive) return null;
  return (
    <p
      role="status"
      className="mb-2 flex items-start gap-2 rounded-md bg-changed-soft px-3 py-2 text-sm text-changed"
    >
      <Icon name="clock" className="mt-0.5 shrink-0" />
      <span>
        There is no connection: this is the plan as of {exactly(new Date(seenAt).toISOString())}.
        What you change is kept on this device, and sent when the connection is back.
      </span>
    </p>
  );
}
