import { expect, test } from "vitest";
import { contend, seedOfContention } from "../support/contention/contention.ts";

/** As many turns as a few seconds have room for; `npm run soak` does so for minutes. */
test("twenty clients and three workers at once come to what one after the other would have come to", async () => {
  const seed = seedOfContention();
  const contention = { seed, clients: 20, turns: 1_000, milliseconds: 10_000, workerProcesses: 2 };
  const { wrong, replayed } = await contend(contention);
  expect(wrong, `with CONTENTION_SEED=${seed}`).toEqual([]);
  expect(replayed).toBeGreaterThan(0);
}, 180_000);
