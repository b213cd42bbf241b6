import { expect, test } from "vitest";

import { personIn } from "@/components/task/people";

test.each([
  ["Ada", "user:ada"],
  [" you ", "user:local"],
  ["Mia", "Mia"],
  ["user:grace", "user:grace"],
  ["", null],
])("who is called %j is %j", (typed, person) => {
  expect(personIn(["user:ada"])(typed)).toEqual({ value: person });
});
