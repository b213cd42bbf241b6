import { expect, test } from "vitest";

import { sourcesOf } from "@/components/document/documents";

const ID = "01a2149f-b786-7768-81bb-bc4cdb885eca";
const link = (system: string, external_id: string) => ({ system, external_id, url: null });

test("the passages that a task came from are among its links", () => {
  const links = [link("github", "acme/app#12"), link("document", `${ID}#7`)];
  expect(sourcesOf({ links })).toEqual([{ documentId: ID, number: 7 }]);
});

test("a link that names no passage is none", () => {
  const links = [link("document", ID), link("document", `${ID}#`), link("document", "x#1")];
  expect(sourcesOf({ links })).toEqual([]);
});
