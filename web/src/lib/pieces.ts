import { unreachable } from "@/lib/problem";

/** A piece of the page that could not be loaded. */
export class NotLoaded extends Error {
  override readonly name = "NotLoaded";
  /** The server answers: what this page asks for is not there any more, or the browser gave it up. */
  readonly isStale: boolean;

  constructor(isStale: boolean, cause: unknown) {
    const message = isStale ? "There may be a newer version of this page." : unreachable().message;
    super(message, { cause });
    this.isStale = isStale;
  }
}

/** How long, in milliseconds, a connection may be gone without anybody hearing of it. */
const PAUSE = 400;

/** Loads a piece; where that fails, once more after a moment. Throws `NotLoaded`. */
export async function loadPiece<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (failure) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return await loadAgain(load, failure);
  }
}

/** Loads a piece that could not be loaded before. Throws `NotLoaded`. */
export async function loadAgain<Module>(
  load: () => Promise<Module>,
  failure: unknown,
): Promise<Module> {
  try {
    return (await fromElsewhere<Module>(failure)) ?? (await load());
  } catch {
    const isReached = await fetch("/healthz", { cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    );
    throw new NotLoaded(isReached, failure);
  }
}

/**
 * A browser remembers for as long as the page is open that a module could not be had, so it is asked for
 * by another address; browsers that do not say which one it was have nothing to forget. null: it is not
 * known.
 */
async function fromElsewhere<Module>(failure: unknown): Promise<Module | null> {
  const address = /https?:\S+\.js/.exec(String(failure))?.[0];
  if (!address) return null;
  attempts += 1;
  return (await import(/* @vite-ignore */ `${address}?again=${attempts}`)) as Module;
}

let attempts = 0;
