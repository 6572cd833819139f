import type { Rows } from "../inventory/access/entities.ts";
import type { Scope } from "../inventory/access/scope.ts";
import type { Database } from "../inventory/database/database.ts";
import { compileFilter, type Filter } from "../inventory/reading/filter.ts";
import { findTaskStates, findUnfinishedTaskIds, mayStopMatching } from "../inventory/reading/tasks.ts";
import { FollowedTasks, MOST_FOLLOWED_TASKS } from "./followed-tasks.ts";
import { TaskBacklog } from "./task-backlog.ts";
import type { TaskFeed, TaskListener } from "./task-feed.ts";
import { retryUntilDone } from "./transient-errors.ts";

/** How many changed tasks one statement reads. */
const BATCH_SIZE = 100;

/** Of how many tasks a watch remembers what it gave last, so as not to give the same again. */
const REMEMBERED_TASKS = 1_000;

/** Returning it ends it at once, whatever it waits for. */
export type TaskWatch = AsyncIterableIterator<Rows["Task"]>;

export interface TaskSource {
  readonly db: Database;
  readonly taskFeed: TaskFeed;
}

/**
 * A task as it is now, then as it is after each change, to its final state, or until it is kept no more.
 * Changes in a burst are merged into the newest.
 */
export function watchTask(scope: Scope, { db, taskFeed }: TaskSource, taskId: string): TaskWatch {
  const listenerOf = (backlog: TaskBacklog): TaskListener => ({
    changed: (changedId) => {
      if (changedId === taskId) backlog.add([taskId]);
    },
    missed: () => backlog.add([taskId]),
  });
  return watch(taskFeed, listenerOf, async function* (backlog, over) {
    const given = new GivenStates();
    while (!over.aborted) {
      const [found] = await retryUntilDone(() => findTaskStates(scope, db, [taskId], {}), over);
      if (!found) return;
      const { task } = found;
      if (given.isNew(task)) yield task;
      if (task.finishedAt !== null) return;
      await backlog.take(1);
    }
  });
}

/**
 * Each task that matches, whenever it has changed; and once more when it matches no longer, if it matched
 * when the watch began or was given since. Changes in a burst are merged into the newest.
 *
 * @returns the watch when it has begun.
 * @throws Refusal BAD_USER_INPUT for a filter with null in it; LIMIT_EXCEEDED where too many tasks match.
 */
export async function watchTasks(scope: Scope, { db, taskFeed }: TaskSource, filter: Filter): Promise<TaskWatch> {
  compileFilter(scope, "Task", filter);
  const listenerOf = (backlog: TaskBacklog): TaskListener => ({
    changed: (taskId) => backlog.add([taskId]),
    missed: (taskIds) => backlog.add(taskIds),
  });
  const followed = mayStopMatching(filter) ? new FollowedTasks() : null;
  const tasks = watch(taskFeed, listenerOf, async function* (backlog, over) {
    const given = new GivenStates();
    for (;;) {
      const taskIds = await backlog.take(BATCH_SIZE);
      if (over.aborted) return;
      const changed = await retryUntilDone(() => findTaskStates(scope, db, taskIds, filter), over);
      for (const { task, matches } of changed) {
        // What has changed again meanwhile is read anew: a slow subscriber is given the newest alone.
        if (backlog.has(task.id)) continue;
        const concerned = followed ? followed.concerns(task, matches) : matches;
        if (concerned && given.isNew(task)) yield task;
      }
    }
  });
  try {
    // One more than it may be, so that too many show.
    followed?.add(await findUnfinishedTaskIds(scope, db, filter, MOST_FOLLOWED_TASKS + 1));
  } catch (error) {
    await tasks.return?.();
    throw error;
  }
  return tasks;
}

/** The states that a watch gives. By itself a generator could not be returned while it waits for the next one. */
function watch(
  taskFeed: TaskFeed,
  listenerOf: (backlog: TaskBacklog) => TaskListener,
  statesOf: (backlog: TaskBacklog, over: AbortSignal) => AsyncGenerator<Rows["Task"]>,
): TaskWatch {
  const over = new AbortController();
  const backlog = new TaskBacklog(over.signal);
  const listener = listenerOf(backlog);
  const states = statesOf(backlog, over.signal);
  const end = () => {
    over.abort();
    taskFeed.remove(listener);
  };
  taskFeed.add(listener);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      try {
        const result = await states.next();
        if (result.done) end();
        return result;
      } catch (error) {
        if (over.signal.aborted) return { value: undefined, done: true };
        end();
        throw error;
      }
    },
    return: () => {
      end();
      return states.return(undefined);
    },
  };
}

/** What a watch has given last of each task. */
class GivenStates {
  readonly #states = new Map<string, string>();

  isNew({ id, status, progress, startedAt, finishedAt }: Rows["Task"]): boolean {
    const state = JSON.stringify([status, progress, startedAt, finishedAt]);
    if (this.#states.get(id) === state) return false;
    this.#states.delete(id);
    this.#states.set(id, state);
    const [oldest] = this.#states.keys();
    if (this.#states.size > REMEMBERED_TASKS && oldest !== undefined) this.#states.delete(oldest);
    return true;
  }
}
