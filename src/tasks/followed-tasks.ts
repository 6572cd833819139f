import { Refusal } from "../inventory/access/refusal.ts";

/** Ten thousand ids are a megabyte. */
export const MOST_FOLLOWED_TASKS = 10_000;

/**
 * The unfinished tasks of which a subscriber knows that they match its filter: it is told when one
 * matches no more.
 */
export class FollowedTasks {
  readonly #taskIds = new Set<string>();

  /** @throws Refusal LIMIT_EXCEEDED where there are too many. */
  add(taskIds: readonly string[]): void {
    for (const taskId of taskIds) this.#taskIds.add(taskId);
    if (this.#taskIds.size <= MOST_FOLLOWED_TASKS) return;
    throw new Refusal(
      "LIMIT_EXCEEDED",
      `More than ${MOST_FOLLOWED_TASKS} unfinished tasks match the filter: subscribe with one that fewer match.`,
    );
  }

  /**
   * Whether the subscriber is to be told of a task that has changed.
   * @throws Refusal LIMIT_EXCEEDED where there are too many.
   */
  concerns({ id, finishedAt }: { readonly id: string; readonly finishedAt: Date | null }, matches: boolean): boolean {
    const followed = this.#taskIds.delete(id);
    if (matches && finishedAt === null) this.add([id]);
    return matches || followed;
  }
}
