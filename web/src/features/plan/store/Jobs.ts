type Job = () => Promise<void>;

/** Does one thing after the other, however long each takes. */
export class Jobs {
  private readonly waiting: Job[] = [];
  private readonly onFailure: (problem: unknown) => void;
  private running = false;

  constructor(onFailure: (problem: unknown) => void) {
    this.onFailure = onFailure;
  }

  add(job: Job): void {
    this.waiting.push(job);
    if (!this.running) void this.work();
  }

  private async work(): Promise<void> {
    this.running = true;
    for (let job = this.waiting.shift(); job; job = this.waiting.shift()) {
      await job().catch(this.onFailure);
    }
    this.running = false;
  }
}
