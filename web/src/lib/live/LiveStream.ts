import { eventsOf, type StreamEvent } from "@/lib/live/eventStream";

/** How a stream stands: it delivers, it is being connected again, or this device has no network. */
export type LiveState = "connecting" | "live" | "reconnecting" | "offline";

export interface LiveListener {
  onEvent(event: StreamEvent): void;
  onState(state: LiveState): void;
}

/** In milliseconds; the server says something every 15 seconds, if only that it is there. */
const SILENCE = 40_000;
const PAUSE = { first: 400, limit: 8_000 };

/**
 * A stream of the API that is followed from a place on, however often the connection breaks: each
 * time it is resumed after the last event that came, so that none is missed and none comes twice.
 */
export class LiveStream {
  private readonly path: string;
  private readonly listener: LiveListener;
  private place: number;
  private ending: AbortController | null = null;
  private waking = new AbortController();

  /** Nothing is asked for before `start`. */
  constructor(path: string, place: number, listener: LiveListener) {
    this.path = path;
    this.place = place;
    this.listener = listener;
  }

  start(): void {
    if (this.ending) return;
    this.ending = new AbortController();
    void this.run(this.ending.signal);
  }

  stop(): void {
    this.ending?.abort();
    this.ending = null;
  }

  /** Connects anew at once: after a sleep, a connection may be dead and not know it. */
  wake(): void {
    this.waking.abort();
  }

  private async run(ended: AbortSignal): Promise<void> {
    this.listener.onState("connecting");
    let pause = PAUSE.first;
    const isOver = () => ended.aborted;
    while (!isOver()) {
      this.waking = new AbortController();
      const broken = AbortSignal.any([ended, this.waking.signal]);
      const outcome = await this.follow(broken);
      if (isOver() || outcome === "gone") return;
      this.listener.onState(navigator.onLine ? "reconnecting" : "offline");
      pause = outcome === "followed" ? PAUSE.first : Math.min(pause * 2, PAUSE.limit);
      await rest(pause, broken);
    }
  }

  /** One connection, to its end: whether anything was followed, or there is nothing to follow. */
  private async follow(broken: AbortSignal): Promise<"followed" | "failed" | "gone"> {
    const watchdog = new Watchdog(() => {
      this.wake();
    });
    let outcome: "followed" | "failed" = "failed";
    try {
      const headers = { accept: "text/event-stream", "last-event-id": String(this.place) };
      const answer = await fetch(this.path, { headers, cache: "no-store", signal: broken });
      if (answer.status === 404) return "gone";
      if (!answer.ok || !answer.body) return "failed";
      outcome = "followed";
      this.listener.onState("live");
      for await (const event of eventsOf(answer.body, watchdog.feed)) this.take(event);
    } catch {
      // Broken: whoever follows connects again.
    } finally {
      watchdog.rest();
    }
    return outcome;
  }

  private take(event: StreamEvent): void {
    if (event.id !== undefined) {
      const place = Number(event.id);
      if (place <= this.place) return;
      this.place = place;
    }
    this.listener.onEvent(event);
  }
}

/** Barks when it was not fed for too long. */
class Watchdog {
  private timer: ReturnType<typeof setTimeout>;
  private readonly bark: () => void;

  constructor(bark: () => void) {
    this.bark = bark;
    this.timer = setTimeout(bark, SILENCE);
  }

  readonly feed = (): void => {
    this.rest();
    this.timer = setTimeout(this.bark, SILENCE);
  };

  rest(): void {
    clearTimeout(this.timer);
  }
}

function rest(milliseconds: number, broken: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      broken.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    broken.addEventListener("abort", done);
    if (broken.aborted) done();
  });
}
