import { createParser } from "eventsource-parser";

/** One server-sent event; `data` is its text as it came. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
  /** Its place in what is followed; absent: it has none. */
  readonly id?: string | undefined;
}

/**
 * The events of an answer's body, each as soon as it is whole; ends with the body. `EventSource`
 * cannot be used for answers to a POST, and does not tell of heartbeats: `onPiece` hears of those.
 */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  onPiece?: () => void,
): AsyncGenerator<StreamEvent> {
  const whole: StreamEvent[] = [];
  const parser = createParser({
    onEvent: ({ event = "message", data, id }) => {
      whole.push({ event, data, id });
    },
  });
  for await (const text of textsOf(body)) {
    onPiece?.();
    parser.feed(text);
    yield* whole.splice(0);
  }
}

async function* textsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      yield decoder.decode(read.value, { stream: true });
    }
  } finally {
    reader.releaseLock();
  }
}
