import { expect, test } from "vitest";
import { type ContentionReport, contend, seedOfContention } from "../support/contention/contention.ts";

const ROUND_MILLISECONDS = 30_000;

/** Each round is a new estate, and has its own seed; what is wrong in one ends the soak. */
test("clients and workers at once, round after round", async () => {
  const until = Date.now() + Number(process.env.SOAK_MINUTES) * 60_000;
  const reports: ContentionReport[] = [];
  for (let seed = seedOfContention(); Date.now() < until; seed++) {
    const milliseconds = Math.min(ROUND_MILLISECONDS, until - Date.now());
    const report = await contend({ seed, clients: 20, turns: 100_000, milliseconds, workerProcesses: 3 });
    reports.push(report);
    console.log(`seed ${seed}: ${describe([report])}`);
    expect(report.wrong, `with CONTENTION_SEED=${seed}`).toEqual([]);
  }
  console.log(`${reports.length} rounds: ${describe(reports)}\n${listFigures(reports)}`);
});

function describe(reports: readonly ContentionReport[]): string {
  const { tasks, answers } = totals(reports);
  const contending = sum(reports.map(({ seconds }) => seconds.contending));
  const all = sum(Object.values(tasks));
  return [
    `${sum(Object.values(answers))} answers to clients`,
    `${all} tasks in ${Math.round(contending)} s (${(all / contending).toFixed(1)} a second)`,
    `${sum(reports.map(({ replayed }) => replayed))} changes of the estate done again one after the other in ${Math.round(sum(reports.map(({ seconds }) => seconds.replaying)))} s`,
  ].join(", ");
}

function listFigures(reports: readonly ContentionReport[]): string {
  const { tasks, answers } = totals(reports);
  const lines = (title: string, counts: Readonly<Record<string, number>>) =>
    [title, ...Object.entries(counts).map(([kind, count]) => `  ${kind}: ${count}`)].join("\n");
  return [lines("Tasks", tasks), lines("Answers", answers)].join("\n");
}

function totals(reports: readonly ContentionReport[]) {
  return { tasks: add(reports.map(({ tasks }) => tasks)), answers: add(reports.map(({ answers }) => answers)) };
}

function add(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const kinds = [...new Set(counts.flatMap((count) => Object.keys(count)))].sort();
  return Object.fromEntries(kinds.map((kind) => [kind, sum(counts.map((count) => count[kind] ?? 0))]));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
