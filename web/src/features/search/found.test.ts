import { expect, test } from "vitest";

import { nowFound, pastFound } from "@/features/search/found";

const NOW = new Date("2026-11-26T12:00:00Z");
const PAST = {
  project_id: "p",
  project_title: "Garden",
  project_deleted: false,
  deleted: true,
  time: "2026-11-26T11:00:00.000000Z",
  actor: "user:ada",
  snippet: [{ text: "Dig", hit: true }],
};

test("a task leads to where it is now and has the sign of its status, and a text that is its title is not told twice", () => {
  const hit = {
    target: "task" as const,
    target_id: "t",
    number: 3,
    title: "Dig",
    status: "in_review" as const,
    project_id: "p",
    project_title: "Garden",
    snippet: [{ text: "Dig", hit: true }],
  };
  expect(nowFound(hit)).toMatchObject({
    title: "T3 Dig",
    status: "in_review",
    text: [],
    about: ["Garden"],
    way: { to: "project", projectId: "p", task: "t" },
  });
});

test("a former value leads to the last version that had it, and says which field it was", () => {
  const hit = {
    ...PAST,
    kind: "value" as const,
    target: "task" as const,
    target_id: "t",
    number: 3,
    title: "Pond",
    version: 7,
    fields: ["acceptance_criteria"],
    earlier: 0,
  };
  expect(pastFound(hit, NOW)).toMatchObject({
    title: "T3 Pond",
    about: ["Former acceptance criteria, version 7", "Garden", "1 hour ago", "ada"],
    isDeleted: true,
    way: { to: "version", projectId: "p", version: 7, task: "t" },
  });
  const edited = pastFound({ ...hit, earlier: 2 }, NOW);
  expect(edited.about[0]).toBe("Former acceptance criteria, version 7 and 2 earlier");
  expect(pastFound({ ...hit, fields: [] }, NOW).about[0]).toBe("As it was at last, version 7");
});

test("what was said leads to its message, also where no project came of it", () => {
  const hit = {
    ...PAST,
    project_title: null,
    kind: "conversation" as const,
    proposal: "d",
    said: "answer" as const,
    message: 2,
  };
  expect(pastFound(hit, NOW)).toMatchObject({
    title: null,
    about: ["Answer", "A plan that was never accepted", "1 hour ago", "ada"],
    way: { to: "conversation", proposalId: "d", message: 2 },
  });
});
