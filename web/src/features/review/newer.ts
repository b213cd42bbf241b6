/** What tells which of two answers about a proposal is the newer. */
interface Dated {
  /** How many events the proposal has. */
  readonly version: number;
  /** The version of the project that it was compared with. */
  readonly current_version: number;
}

/** The newer of what is kept and what comes now: answers overtake one another on their way. */
export function newer<Seen extends Dated>(kept: Seen | undefined, coming: Seen): Seen {
  if (!kept || coming.version > kept.version) return coming;
  const isOlder = coming.version < kept.version || coming.current_version < kept.current_version;
  return isOlder ? kept : coming;
}
