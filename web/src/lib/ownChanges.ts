import { onDevice } from "@/lib/onDevice";

/** How many changesets are remembered: more than anybody takes back one by one. */
const MANY = 2000;

const own = onDevice<readonly string[]>("patchledger.changes", read, (ids) => ids.join(" "));

/** Notes that a changeset was made in this browser: nobody logs in, so the ledger cannot tell. */
export function noteOwn(changesetId: string) {
  if (!isOwn(changesetId)) own.set([...own.get(), changesetId].slice(-MANY));
}

/** Whether a changeset was made in this browser. */
export function isOwn(changesetId: string): boolean {
  return own.get().includes(changesetId);
}

function read(text: string | null): readonly string[] {
  return text ? text.split(" ") : [];
}
