/** One server-sent event; `data` is its text as it came. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * The events of an answer's body, each as soon as it is whole; ends with the body. `EventSource`
 * cannot be used for answers to a POST. Comments, ids and retry times are left out.
 */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  let rest = "";
  for await (const text of textsOf(body)) {
    // A line may end in CR LF, and the two may come in different pieces.
    const blocks = (rest + text).replace(/\r\n|\r(?!$)/g, "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
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

function eventOf(block: string): StreamEvent | null {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const found = /^(event|data):? ?(.*)$/.exec(line);
    if (found?.[1] === "event") event = found[2] ?? "";
    else if (found) data.push(found[2] ?? "");
  }
  return data.length > 0 ? { event, data: data.join("\n") } : null;
}
