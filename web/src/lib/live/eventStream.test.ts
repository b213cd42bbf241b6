import { expect, test } from "vitest";

import { eventsOf, type StreamEvent } from "@/lib/live/eventStream";

async function read(...pieces: readonly Uint8Array[]): Promise<StreamEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      pieces.forEach((piece) => {
        controller.enqueue(piece);
      });
      controller.close();
    },
  });
  const found: StreamEvent[] = [];
  for await (const event of eventsOf(body)) found.push(event);
  return found;
}

const bytes = (text: string) => new TextEncoder().encode(text);

test("events are read whole, wherever the answer is cut into pieces", async () => {
  const answer = bytes(
    'event: patch\r\ndata: {"title":"Entwürfe 🌱"}\r\n\r\n: beat\n\ndata: a\ndata: b\n\n',
  );
  const expected = [
    { event: "patch", data: '{"title":"Entwürfe 🌱"}' },
    { event: "message", data: "a\nb" },
  ];
  for (let cut = 0; cut <= answer.length; cut += 1) {
    expect(await read(answer.slice(0, cut), answer.slice(cut))).toEqual(expected);
  }
});

test("an event that was cut off at the end is none", async () => {
  expect(await read(bytes("event: done\ndata: {}"))).toEqual([]);
});
