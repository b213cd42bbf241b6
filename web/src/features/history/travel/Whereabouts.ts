/**
 * The version that the tree shows, for what stands beside it. While one moves, the address is behind, and
 * a whole page that is drawn again for each version would stutter.
 */
export class Whereabouts {
  private readonly listeners = new Set<() => void>();
  private at: number;

  constructor(version: number) {
    this.at = version;
  }

  readonly version = (): number => this.at;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly moveTo = (version: number): void => {
    if (version === this.at) return;
    this.at = version;
    this.listeners.forEach((listener) => {
      listener();
    });
  };
}
