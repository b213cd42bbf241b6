import { describe, expect, test } from "vitest";

import { Recording, type Cut } from "@/features/history/recording/Recording";
import type { Source, Step } from "@/features/history/recording/source";
import { replay } from "@/patch/apply";
import type { Patch, Project, Task } from "@/patch/model";
import { EMPTY, type Plan } from "@/patch/plan";

import history from "../../../../../tests/golden/vectors/history.json?raw";

// One project's history with the state at each version, as the plain model in Python computes it.

interface Vector {
  readonly patch: Patch;
  readonly result: { project: Project | null; tasks: readonly Task[] };
}
const { vectors } = JSON.parse(history) as { vectors: readonly Vector[] };
const NEWEST = vectors.length;
const STATES: readonly Plan[] = [EMPTY, ...vectors.map(({ result }) => planFrom(result))];

/** The plan whose fields a vector names, made by creating them. */
function planFrom({ project, tasks }: Vector["result"]): Plan {
  const create = (target: string, { id, ...body }: { id: string }) =>
    ({ op: "create", target, target_id: id, body }) as Patch;
  return replay(EMPTY, [
    ...(project ? [create("project", project)] : []),
    ...tasks.map((task) => create("task", task)),
  ]);
}

/** Changesets of one, two and three patches in turn. */
const STEPS: readonly Step[] = (() => {
  const steps: Step[] = [];
  for (let first = 1; first <= NEWEST; first = (steps.at(-1)?.last ?? 0) + 1) {
    const last = Math.min(NEWEST, first + (steps.length % 3));
    steps.push({
      id: `c${first}`,
      first,
      last,
      time: "2026-11-23T09:00:00.000000Z",
      actor: "user:local",
      author: "user:local",
      cause: { kind: "edit", ref: null },
      proposal: null,
    });
  }
  return steps;
})();

interface Server extends Source {
  /** What was asked for, in order: "patches 0" is the first page, "plan 7" a plan. */
  readonly asked: string[];
  newest: number;
  broken: boolean;
}

/** Answers from the vectors, after however many turns of the event loop. */
function server(newest = NEWEST): Server {
  const asked: string[] = [];
  const answer = async <T>(question: string, give: () => T): Promise<T> => {
    asked.push(question);
    await Promise.resolve();
    if (it.broken) throw new Error("The server cannot be reached.");
    return give();
  };
  const it: Server = {
    asked,
    newest,
    broken: false,
    accepted: (after, limit) =>
      answer(`patches ${after}`, () => ({
        patches: vectors.slice(after, Math.min(it.newest, after + limit)).map(({ patch }) => patch),
        steps: STEPS.filter(({ first, last }) => last > after && first <= after + limit),
      })),
    planAt: (version) => answer(`plan ${version}`, () => STATES[version] ?? EMPTY),
  };
  return it;
}

const CUT: Cut = { chunk: 40, spacing: 10, chunks: 100, tasks: 1_000_000 };

/** Everything that is under way has come in. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve();
}

/** Numbers that look random and are the same in every run (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe("whatever one looks at, in whatever order, is what the server says", () => {
  const cuts: readonly Cut[] = [
    CUT,
    { ...CUT, chunk: 7, spacing: 3 },
    { ...CUT, chunk: 64, spacing: 64, chunks: 3 },
    { ...CUT, chunk: 25, spacing: 5, tasks: 1 },
    { ...CUT, chunk: 1000 },
  ];
  test.each(
    cuts.flatMap((cut, place) => [1, 2, 3].map((run) => ({ cut, seed: 10 * place + run }))),
  )(
    "chunks of $cut.chunk, one plan every $cut.spacing, at most $cut.chunks, run $seed",
    async ({ cut, seed }) => {
      const random = numbers(seed);
      const recording = new Recording(server(), NEWEST, cut);
      for (let turn = 0; turn < 60; turn += 1) {
        const version = random(NEWEST + 1);
        recording.look(version);
        if (random(3) > 0) await settled();
        for (const near of [version, version - 1, version + 1, random(NEWEST + 1)]) {
          const plan = near < 0 ? undefined : recording.at(near);
          expect(plan !== undefined).toBe(near >= 0 && recording.has(near));
          if (plan) expect(plan, `version ${near}`).toEqual(STATES[near]);
        }
        await settled();
        expect(recording.at(version), `version ${version}`).toEqual(STATES[version]);
        expect(recording.stepAt(version)).toEqual(
          STEPS.find(({ first, last }) => first <= version && version <= last),
        );
      }
    },
  );
});

test("what is looked at comes first, then the rest from the oldest on, each plan from the one before", async () => {
  const source = server(120);
  const recording = new Recording(source, 120, CUT);
  recording.look(100);
  await settled();
  expect(source.asked).toEqual(["plan 80", "patches 80", "patches 0", "patches 40"]);
  expect(recording.loaded()).toBe(1);
});

test("neighbouring chunks share what did not change, so that comparing across them is cheap", async () => {
  const recording = new Recording(server(), NEWEST, CUT);
  recording.look(NEWEST);
  await settled();
  for (let border = 40; border < NEWEST; border += 40) {
    const [before, after] = [recording.at(border), recording.at(border + 1)];
    const changed = [...(after?.tasks.values() ?? [])].filter(
      (task) => before?.tasks.get(task.id) !== task,
    );
    expect(changed.length).toBeLessThanOrEqual(2);
  }
});

test("no more is kept than may be, whatever was looked at", async () => {
  const recording = new Recording(server(), NEWEST, { ...CUT, chunk: 20, chunks: 4 });
  for (const version of [0, 150, 280, 10]) {
    recording.look(version);
    await settled();
  }
  const there = STATES.map((_, version) => version).filter((version) => recording.at(version));
  expect(there).toEqual(Array.from({ length: 81 }, (_, version) => version));
});

test("while a version is being loaded, the nearest one that is there can be shown", async () => {
  const recording = new Recording(server(), NEWEST, { ...CUT, chunks: 1 });
  expect(recording.nearest(100)).toBe(0);
  recording.look(100);
  await settled();
  const most = 160; // three chunks are the fewest that are kept
  expect([100, 30, 50, 200].map((at) => recording.nearest(at))).toEqual([100, 40, 50, most]);
});

test("a project that grows is loaded on from where it ended", async () => {
  const source = server(50);
  const recording = new Recording(source, 50, CUT);
  recording.look(50);
  await settled();
  source.newest = 90;
  recording.grow(90);
  await settled();
  expect(source.asked.slice(-2)).toEqual(["patches 50", "patches 80"]);
  expect(recording.at(90)).toEqual(STATES[90]);
  expect(recording.stepAt(51)).toEqual(STEPS.find(({ first, last }) => first <= 51 && last >= 51));
});

test("what could not be loaded is told where one looks, and tried again", async () => {
  const source = server();
  const recording = new Recording(source, NEWEST, CUT);
  source.broken = true;
  recording.look(60);
  await settled();
  expect(recording.failure()).toEqual(new Error("The server cannot be reached."));
  expect(recording.at(60)).toBeUndefined();
  source.broken = false;
  recording.retry();
  await settled();
  expect(recording.failure()).toBeNull();
  expect(recording.at(60)).toEqual(STATES[60]);
});

test("a recording that was stopped asks for nothing more until it is looked at again", async () => {
  const source = server();
  const recording = new Recording(source, NEWEST, CUT);
  recording.look(5);
  recording.stop();
  await settled();
  expect(source.asked).toEqual(["patches 0"]);
  recording.look(5);
  await settled();
  expect(recording.loaded()).toBe(1);
});

test("listeners hear of everything that comes in", async () => {
  const recording = new Recording(server(80), 80, CUT);
  const heard: number[] = [];
  const stopListening = recording.subscribe(() => heard.push(recording.revision()));
  recording.look(1);
  await settled();
  stopListening();
  recording.retry();
  expect(heard).toEqual([1, 2]);
});
