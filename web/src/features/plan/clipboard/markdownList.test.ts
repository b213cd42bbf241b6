import { describe, expect, test } from "vitest";

import { listIn, markdownOf, type ListItem } from "@/features/plan/clipboard/markdownList";
import { planWith } from "@/patch/planWith";

/** A list as an outline: "A(B C) D". */
function outline(items: readonly ListItem[]): string {
  return items
    .map(({ title, items: below }) => title + (below.length > 0 ? `(${outline(below)})` : ""))
    .join(" ");
}

describe("a pasted list", () => {
  test.each([
    ["bullets", "- A\n  - B\n  - C\n- D", "A(B C) D"],
    ["bullets of all kinds, tabs and numbers", "* A\n\t1. B\n\t2) C\n+ D", "A(B C) D"],
    ["levels that are left out", "- A\n      - B\n   - C\n- D", "A(B C) D"],
    ["a list that begins further in", "    - A\n      - B\n  - C", "A(B) C"],
    ["headings", "# A\n- B\n## C\n- D\n# E", "A(B C(D)) E"],
    ["a sentence before the list", "To buy:\n- A\n- B", "To buy:(A B)"],
    ["lines without any bullets", "A\n  B\n\nC", "A(B) C"],
    ["empty bullets and lines", "-\n\n- A\r\n- B\r\n", "-(A B)"],
    ["nothing", " \n ", ""],
  ])("%s", (_, text, expected) => {
    expect(outline(listIn(text))).toBe(expected);
  });

  test("boxes are statuses", () => {
    const text = "- [ ] A\n- [x] B\n- [X] C\n- [-] D\n- [/] E\n- [link] F";
    expect(listIn(text).map(({ title, status }) => [title, status])).toEqual([
      ["A", "todo"],
      ["B", "completed"],
      ["C", "completed"],
      ["D", "cancelled"],
      ["E", "in_progress"],
      ["[link] F", "todo"],
    ]);
  });

  test("titles are without the marks of what is bold or code, and keep other signs", () => {
    const titles = listIn(
      "- Rent it **today**, `now`\n- **All**\n- 2**3**4 in __init__\n- a ** b **",
    );
    expect(titles.map(({ title }) => title)).toEqual([
      "Rent it today, now",
      "All",
      "2**3**4 in __init__",
      "a ** b **",
    ]);
  });

  test("what stands below an entry describes it, and a title that is too long is kept whole", () => {
    const long = "x".repeat(201);
    const [first, second] = listIn(`- A\n  Two lines\n  of text\n- ${long}`);
    expect(first?.description).toBe("Two lines\nof text");
    expect(second).toMatchObject({ title: "x".repeat(200), description: long });
  });
});

test("a copied subtree reads as it was written", () => {
  const plan = planWith(
    { A: { B: { C: {} } }, D: {} },
    { A: { description: "Why\nand how" }, B: { status: "completed" }, C: { status: "cancelled" } },
  );
  const tops = ["A", "D"].flatMap((id) => plan.tasks.get(id) ?? []);
  const text = "- [ ] A\n  Why\n  and how\n  - [x] B\n    - [-] C\n- [ ] D\n";
  expect(markdownOf(plan, tops)).toBe(text);
  expect(outline(listIn(text))).toBe("A(B(C)) D");
  expect(listIn(text)[0]?.description).toBe("Why\nand how");
});
