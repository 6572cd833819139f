import { setTimeout as sleep } from "node:timers/promises";
import type { VCenterFault } from "../inventory/reading/faults.ts";

/** How often a simulated vCenter reports on an operation before it is done. */
const REPORTS = 4;

/** What vCenters are to carry out. */
export interface Operation {
  /** How long it takes where nothing slows it down. */
  readonly seconds: number;
  /** Those of all vCenters that have a hand in it; of two at the same percent the first hits first. */
  readonly faults: readonly VCenterFault[];
}

/** How far an operation is, and the fault that it is hit by there, if it is. */
export interface Report {
  readonly percent: number;
  readonly fault: VCenterFault | null;
}

/**
 * vCenters at work on an operation: reports how many percent are done, in even steps, and each fault when
 * the operation gets to it. Whoever reads decides whether it goes on then. What slows it down makes it
 * longer, and no less even. An operation of zero seconds has no steps, but has its faults. A real vCenter
 * reports irregularly, and takes as long as the VM's files need.
 *
 * @throws AbortError when the signal aborts, at once.
 */
export async function* runOperation({ seconds, faults }: Operation, signal: AbortSignal): AsyncGenerator<Report, void> {
  const total = faults.reduce((sum, fault) => sum + (fault.seconds ?? 0), seconds);
  let reached = 0;
  const reach = async (percent: number) => {
    const milliseconds = total * 10 * (percent - reached);
    if (milliseconds > 0) await sleep(milliseconds, undefined, { signal });
    reached = percent;
  };
  for (const report of timetable(total, faults)) {
    await reach(report.percent);
    yield report;
  }
  await reach(100);
}

/** What fails at a percent reports just before that it got there. */
function timetable(total: number, faults: readonly VCenterFault[]): Report[] {
  const hits = faults.flatMap((fault) => (fault.percent === null ? [] : [{ percent: fault.percent, fault }]));
  const steps = Array.from({ length: total > 0 ? REPORTS : 0 }, (_, step) =>
    Math.round((100 * (step + 1)) / (REPORTS + 1)),
  );
  const progress = [...new Set([...steps, ...hits.map((hit) => hit.percent)])].filter((percent) => percent > 0);
  const reports: Report[] = [...progress.map((percent) => ({ percent, fault: null })), ...hits];
  return reports.sort((one, other) => one.percent - other.percent);
}
