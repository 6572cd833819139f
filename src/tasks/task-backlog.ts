import { Refusal } from "../inventory/access/refusal.ts";

/** A subscriber that is this many tasks behind does not read any more; ten thousand ids are a megabyte. */
const MOST_TASKS = 10_000;

/** The tasks that a subscriber has yet to look at: however slow it is, each is in it once. */
export class TaskBacklog {
  readonly #taskIds = new Set<string>();
  readonly #over: AbortSignal;
  #wake = () => {};
  #full = false;

  /** Nobody waits any longer when the signal aborts. */
  constructor(over: AbortSignal) {
    this.#over = over;
    over.addEventListener("abort", () => this.#wake());
  }

  add(taskIds: readonly string[]): void {
    for (const taskId of taskIds) this.#taskIds.add(taskId);
    if (this.#taskIds.size > MOST_TASKS) {
      this.#full = true;
      this.#taskIds.clear();
    }
    this.#wake();
  }

  has(taskId: string): boolean {
    return this.#taskIds.has(taskId);
  }

  /**
   * Takes some out, those first that are in it the longest; waits while there are none.
   * @throws Refusal LIMIT_EXCEEDED for a subscriber that is too far behind.
   */
  async take(most: number): Promise<string[]> {
    while (this.#taskIds.size === 0 && !this.#full && !this.#over.aborted) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#full) {
      throw new Refusal(
        "LIMIT_EXCEEDED",
        `More than ${MOST_TASKS} tasks have changed that the subscriber has not taken yet: list them with tasks, and subscribe again.`,
      );
    }
    const taken = [...this.#taskIds].slice(0, most);
    for (const taskId of taken) this.#taskIds.delete(taskId);
    return taken;
  }
}
