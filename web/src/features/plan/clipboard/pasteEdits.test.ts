import { expect, test } from "vitest";

import { copiedIn, copyOf } from "@/features/plan/clipboard/copied";
import { listIn } from "@/features/plan/clipboard/markdownList";
import { pasteList, pasteTasks } from "@/features/plan/clipboard/pasteEdits";
import { applyAll } from "@/patch/apply";
import { childrenOf, type Plan } from "@/patch/plan";
import { planWith } from "@/patch/planWith";

const PLAN = planWith(
  { A: { B: {}, C: {} }, D: {}, E: {} },
  { A: { tags: ["ui"] }, B: { depends_on: ["C", "E", "D"] } },
);

/** The titles of a plan as an outline: "A(B C) D". */
function outline(plan: Plan, id: string | null = null): string {
  return childrenOf(plan, id)
    .map((child) => {
      const below = outline(plan, child);
      return `${plan.tasks.get(child)?.title ?? ""}${below && `(${below})`}`;
    })
    .join(" ");
}

function pasted(copied: ReturnType<typeof copyOf>, place = { parentId: "D", afterId: null }): Plan {
  return applyAll(PLAN, pasteTasks("here", PLAN, copied, place)?.patches ?? []);
}

test("a copy has new ids, all fields, and the dependencies that it can have", () => {
  const after = pasted(copyOf("here", PLAN, new Set(["A", "B"]), false));
  expect(outline(after)).toBe("A(B C) D(A(B C)) E");
  const [top = ""] = childrenOf(after, "D");
  const [b = "", c = ""] = childrenOf(after, top);
  expect(after.tasks.get(top)?.tags).toEqual(["ui"]);
  // Not on D, which the copy is now under.
  expect(after.tasks.get(b)?.depends_on).toEqual([c, "E"]);
  expect([top, b, c].some((id) => PLAN.tasks.has(id))).toBe(false);
});

test("what was cut here is moved, and copied where it comes from elsewhere", () => {
  const after = pasted(copyOf("here", PLAN, new Set(["C", "E"]), true));
  expect(childrenOf(after, "D")).toEqual(["C", "E"]);
  expect(outline(pasted(copyOf("elsewhere", PLAN, new Set(["E"]), true)))).toBe("A(B C) D(E) E");
});

test("a list goes below the task that one is on, as one edit", () => {
  const edit = pasteList(PLAN, listIn("- X\n  - [x] Y\n- Z"), { parentId: "A", afterId: "B" });
  const after = applyAll(PLAN, edit.patches);
  expect(outline(after)).toBe("A(B X(Y) Z C) D E");
  expect(edit.message).toBe("Added 3 tasks from a list");
});

test("copied tasks travel as text, and other texts are none", () => {
  const copied = copyOf("here", PLAN, new Set(["A"]), false);
  expect(copiedIn(JSON.stringify(copied))).toEqual(copied);
  expect(copiedIn("- A")).toBeNull();
  expect(copiedIn("{}")).toBeNull();
  expect(copiedIn('{"tops": ["A"], "tasks": [{"id": "A"}]}')).toBeNull();
});
