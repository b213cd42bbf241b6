/** How well a text answers what was typed: 0 not at all, more is better. */
export type Score = (text: string, typed: string) => number;

/** Below, letters are there in the order that was typed, but nobody meant that. */
const LEAST = 0.02;

/** Things that answer what was typed, best first, and how well the best of them does. */
export interface Best<Thing> {
  readonly things: readonly Thing[];
  readonly points: number;
}

/** The things whose text answers best, at most `most`; all in their order without words. */
export function bestOf<Thing>(
  things: Iterable<Thing>,
  typed: string,
  textOf: (thing: Thing) => string,
  score: Score,
  most: number,
): Best<Thing> {
  if (!typed) return { things: [...things].slice(0, most), points: 0 };
  const scored: { thing: Thing; points: number }[] = [];
  for (const thing of things) {
    const points = score(textOf(thing), typed);
    if (points >= LEAST) scored.push({ thing, points });
  }
  scored.sort((a, b) => b.points - a.points);
  return {
    things: scored.slice(0, most).map(({ thing }) => thing),
    points: scored[0]?.points ?? 0,
  };
}

/** The number in "T17", "#17" or "17"; null: something else is looked for. */
export function numberIn(typed: string): number | null {
  const found = /^[t#]?(\d{1,6})$/i.exec(typed);
  return found ? Number(found[1]) : null;
}
