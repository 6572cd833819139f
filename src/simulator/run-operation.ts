import { setTimeout as sleep } from "node:timers/promises";

/** How often a simulated vCenter reports on an operation before it is done. */
const REPORTS = 4;

/**
 * A vCenter at work for a number of seconds: yields how many percent are done, in even steps. An
 * operation of zero seconds has no steps. A real vCenter reports irregularly, and takes as long as the
 * VM's files need.
 *
 * @throws AbortError when the signal aborts, at once.
 */
export async function* runOperation(seconds: number, signal: AbortSignal): AsyncGenerator<number, void> {
  if (seconds === 0) return;
  const stepMilliseconds = (seconds * 1000) / (REPORTS + 1);
  for (let step = 1; step <= REPORTS; step++) {
    await sleep(stepMilliseconds, undefined, { signal });
    yield Math.round((100 * step) / (REPORTS + 1));
  }
  await sleep(stepMilliseconds, undefined, { signal });
}
