import { describe, expect, test } from "vitest";

import { apply, applyAll, replay } from "@/patch/apply";
import { criticalPath } from "@/patch/critical";
import type { Patch } from "@/patch/model";
import { EMPTY, planOf, type Plan } from "@/patch/plan";
import { between } from "@/patch/positions";
import { Refused, type Limits } from "@/patch/rules";
import { waitsFor } from "@/patch/waiting";

import singlePatches from "../../../tests/golden/vectors/apply.json?raw";
import changesets from "../../../tests/golden/vectors/changesets.json?raw";
import schedules from "../../../tests/golden/vectors/schedule.json?raw";
import positions from "../../../tests/golden/vectors/positions.json?raw";

// The files that the Python implementation runs, too: they keep the two from drifting apart.

type Fields = { id: string } & Record<string, unknown>;
interface Tree {
  project: Fields | null;
  tasks: Fields[];
}
interface Named {
  name: string;
  tree: Tree;
  result?: Tree;
}
interface Vectors<Vector> {
  limits: Limits;
  vectors: Vector[];
}

/** The plan whose fields a vector names, made by creating them. */
function planFrom({ project, tasks }: Tree): Plan {
  const create = (target: string, { id, ...body }: Fields) =>
    ({ op: "create", target, target_id: id, body }) as Patch;
  return replay(EMPTY, [
    ...(project ? [create("project", project)] : []),
    ...tasks.map((task) => create("task", task)),
  ]);
}

function refusalOf(change: () => Plan): Refused {
  try {
    change();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error("It was not refused");
}

type Single = Named & { patch: Patch; codes: string[] };
const single = JSON.parse(singlePatches) as Vectors<Single>;

describe("one patch", () => {
  test.each(single.vectors)("$name", ({ tree, patch, result, codes }) => {
    const change = () => apply(planFrom(tree), patch, single.limits);
    if (result) expect(change()).toEqual(planFrom(result));
    else {
      const found = refusalOf(change).violations.map((violation) => violation.code);
      expect(found.sort()).toEqual(codes);
    }
  });

  test.each(single.vectors)("$name: the plan before is untouched", ({ tree, patch }) => {
    const before = planFrom(tree);
    try {
      apply(before, patch, single.limits);
    } catch {
      // Refused patches must not change it either.
    }
    expect(before).toEqual(planFrom(tree));
  });
});

interface Broken {
  code: string;
  index: number | null;
  field: string | null;
}
type Several = Named & { patches: Patch[]; violations: Broken[] };
const several = JSON.parse(changesets) as Vectors<Several>;

describe("a changeset", () => {
  test.each(several.vectors)("$name", ({ tree, patches, result, violations }) => {
    const change = () => applyAll(planFrom(tree), patches, several.limits);
    if (result) expect(change()).toEqual(planFrom(result));
    else {
      const found = refusalOf(change).violations;
      expect(found.map(({ code, index, field }) => ({ code, index, field }))).toEqual(
        violations.map(({ code, index, field }) => ({ code, index, field })),
      );
    }
  });
});

interface Between {
  after: string | null;
  before: string | null;
  key: string | null;
}

describe("a position", () => {
  test.each((JSON.parse(positions) as { vectors: Between[] }).vectors)(
    "between $after and $before is $key",
    ({ after, before, key }) => {
      expect(between(after, before)).toBe(key);
    },
  );
});

type Scheduled = Named & { waits: Record<string, string[]>; critical: string[] };
const scheduled = JSON.parse(schedules) as { vectors: Scheduled[] };

test("what waits for what, and the critical path, are those that Python finds", () => {
  for (const { name, tree, waits, critical } of scheduled.vectors) {
    const plan = planFrom(tree);
    const found = [...plan.tasks.values()].map((task) => [
      task.id,
      waitsFor(plan, task).map(({ id }) => id),
    ]);
    const waiting = found.filter(([, wanted]) => (wanted?.length ?? 0) > 0);
    expect(Object.fromEntries(waiting), name).toEqual(waits);
    expect([...criticalPath(plan).tasks].sort(), name).toEqual(critical);
  }
});

test("the order of a plan's siblings is that of their positions, then of their ids", () => {
  const plan = planFrom(single.vectors.at(-1)?.tree ?? { project: null, tasks: [] });
  const shuffled = planOf(plan.project, [...plan.tasks.values()].reverse());
  expect(shuffled.children).toEqual(plan.children);
});
