import { Problem } from "@/lib/problem";

/** How long to wait before asking again, in milliseconds: doubled each time, up to the limit. */
const PAUSE = { first: 400, limit: 10_000 };

/** Asks again for as long as a trouble may pass, and knows which trouble that is. */
export class Patience {
  private readonly pause: (milliseconds: number) => Promise<void>;
  private readonly onTrouble: () => void;
  private wakeUp: () => void = () => undefined;
  /** What is wrong just now, in words; null: nothing. */
  trouble: string | null = null;

  constructor(pause: (milliseconds: number) => Promise<void>, onTrouble: () => void) {
    this.pause = pause;
    this.onTrouble = onTrouble;
  }

  /** The answer to a call that may be repeated. Throws what will not pass. */
  async until<T>(call: () => Promise<T>): Promise<T> {
    for (let pause = PAUSE.first; ; pause = Math.min(pause * 2, PAUSE.limit)) {
      try {
        const answer = await call();
        this.report(null);
        return answer;
      } catch (problem) {
        const passes = problem instanceof Problem && problem.passing;
        this.report(passes ? problem.message : null);
        if (!passes) throw problem;
        await Promise.race([this.pause(pause), this.woken()]);
      }
    }
  }

  /** Asks again at once: there is reason to believe that the trouble has passed. */
  wake(): void {
    this.wakeUp();
  }

  private woken(): Promise<void> {
    return new Promise((resolve) => {
      this.wakeUp = resolve;
    });
  }

  private report(trouble: string | null): void {
    if (this.trouble === trouble) return;
    this.trouble = trouble;
    this.onTrouble();
  }
}
