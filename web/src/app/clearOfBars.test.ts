import { expect, test } from "vitest";

import { clearOfBars } from "@/app/clearOfBars";

test.each([
  ["where there is no bar, as usual", [], 88],
  ["above a bar at the lower edge", [{ top: 720, bottom: 888 }], 188],
  ["above a bar that a draft ends with", [{ top: 700, bottom: 800 }], 208],
  ["as usual where a low bar is below", [{ top: 836, bottom: 888 }], 88],
  ["as usual where a bar is far above", [{ top: 400, bottom: 500 }], 88],
  ["below a bar that has room there", [{ top: 640, bottom: 740 }], 32],
])("a note is %s", (_, bars, place) => {
  expect(clearOfBars(88, 900, bars)).toBe(place);
});
