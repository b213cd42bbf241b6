// @vitest-environment jsdom

import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { LiveStream, type LiveState } from "@/lib/live/LiveStream";

/** A server's side of one connection. */
interface Connection {
  readonly after: string | null;
  readonly say: (text: string) => void;
  readonly close: () => void;
}

const connections: Connection[] = [];
/** What the next connections meet in place of a stream. */
const refusals: (Response | Error)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  connections.length = 0;
  refusals.length = 0;
  vi.stubGlobal("fetch", connect);
});
afterEach(() => {
  vi.useRealTimers();
});

function connect(_: string, { headers, signal }: RequestInit): Promise<Response> {
  const refusal = refusals.shift();
  if (refusal instanceof Error) return Promise.reject(refusal);
  if (refusal) return Promise.resolve(refusal);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const abort = () => {
        controller.error(new DOMException("broken", "AbortError"));
      };
      signal?.addEventListener("abort", abort);
      connections.push({
        after: new Headers(headers).get("last-event-id"),
        say: (text) => {
          controller.enqueue(new TextEncoder().encode(text));
        },
        close: () => {
          signal?.removeEventListener("abort", abort);
          controller.close();
        },
      });
    },
  });
  return Promise.resolve(new Response(body));
}

function follow(place: number) {
  const heard: string[] = [];
  const states: LiveState[] = [];
  const stream = new LiveStream("/events", place, {
    onEvent: ({ data }) => heard.push(data),
    onState: (state) => states.push(state),
  });
  stream.start();
  return { stream, heard, states };
}

const patch = (version: number) => `id: ${version}\nevent: patch\ndata: ${version}\n\n`;
const settle = () => vi.advanceTimersByTimeAsync(0);

test("a broken connection is resumed after what came last, with no gap and nothing twice", async () => {
  const { heard, states } = follow(3);
  await settle();
  connections[0]?.say(patch(4) + patch(5) + "id: 6\nevent: patch\n");
  await settle();
  connections[0]?.close();
  await vi.runOnlyPendingTimersAsync();
  expect(connections.map(({ after }) => after)).toEqual(["3", "5"]);
  connections[1]?.say(patch(5) + patch(6));
  await settle();
  expect(heard).toEqual(["4", "5", "6"]);
  expect(states).toEqual(["connecting", "live", "reconnecting", "live"]);
});

test("a server that is away is asked again, ever less often", async () => {
  refusals.push(new TypeError("refused"), new Response(null, { status: 503 }), new TypeError("no"));
  const { states } = follow(0);
  const pauses: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await settle();
    const before = Date.now();
    await vi.advanceTimersToNextTimerAsync();
    pauses.push(Date.now() - before);
  }
  await settle();
  expect(pauses).toEqual([800, 1600, 3200]);
  expect(states.at(-1)).toBe("live");
});

test("a connection that says nothing any more is given up; a heartbeat keeps it", async () => {
  follow(7);
  await settle();
  for (let beat = 0; beat < 5; beat += 1) {
    await vi.advanceTimersByTimeAsync(15_000);
    connections[0]?.say(": heartbeat\n\n");
  }
  await settle();
  expect(connections).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(41_000);
  expect(connections.map(({ after }) => after)).toEqual(["7", "7"]);
});

test("whoever wakes it up does not wait for the next try", async () => {
  refusals.push(new TypeError("refused"));
  const { stream } = follow(0);
  await settle();
  expect(connections).toHaveLength(0);
  stream.wake();
  await settle();
  expect(connections).toHaveLength(1);
});

test("what is not there is not asked for again, and what was stopped goes on where it was", async () => {
  refusals.push(new Response(null, { status: 404 }));
  const gone = follow(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connections).toHaveLength(0);
  gone.stream.stop();
  gone.stream.start();
  await settle();
  connections[0]?.say(patch(1));
  await settle();
  gone.stream.stop();
  gone.stream.start();
  await settle();
  expect(connections.map(({ after }) => after)).toEqual(["0", "1"]);
  expect(gone.heard).toEqual(["1"]);
});

test("a device without a network says so", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  refusals.push(new TypeError("refused"));
  const { states } = follow(0);
  await settle();
  expect(states).toEqual(["connecting", "offline"]);
});
