/** In steps a second. The last ones run through thousands of versions. */
export const SPEEDS = [1, 4, 16, 64, 256] as const;
/** How fast it may go for those who want little motion. */
const CALM = 1;

/** The speeds that a reader is offered. */
export function speedsFor(wantsLittleMotion: boolean): readonly number[] {
  return wantsLittleMotion ? [CALM] : SPEEDS;
}

/**
 * How many whole steps are due after some more milliseconds, and what is left of one. A frame that
 * took long makes up for no more than a quarter of a second: nobody wants to miss half of it.
 */
export function owedSteps(
  rest: number,
  milliseconds: number,
  speed: number,
): { steps: number; rest: number } {
  const owed = rest + (Math.min(milliseconds, 250) * speed) / 1000;
  return { steps: Math.floor(owed), rest: owed % 1 };
}
