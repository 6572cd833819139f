/** Chance that a seed repeats: which of the same choices comes when, though not how processes interleave. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 to 1, 1 excluded: mulberry32, which is good enough for choices. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<const T>(values: readonly [T, ...T[]]): T;
  pick<const T>(values: readonly T[]): T | undefined;
  pick<T>(values: readonly T[]): T | undefined {
    return values[this.below(values.length)];
  }

  /** Small ones more often than others, so that many want the same. */
  belowContended(limit: number): number {
    return Math.floor(this.next() ** 2 * limit);
  }

  pickContended<T>(values: readonly T[]): T | undefined {
    return values[this.belowContended(values.length)];
  }
}
