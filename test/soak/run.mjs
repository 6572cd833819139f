// `npm run soak [-- MINUTES]`: the tests below test/soak, which no other run has time for.
import { startVitest } from "vitest/node";

const DEFAULT_MINUTES = "10";

const minutes = process.argv[2] ?? DEFAULT_MINUTES;
if (!(Number(minutes) > 0) || process.argv.length > 3) {
  console.error("Usage: npm run soak [-- MINUTES]");
  process.exit(2);
}
process.env.SOAK_MINUTES = minutes;

const vitest = await startVitest("test", [], {
  run: true,
  include: ["test/soak/**/*.test.ts"],
  exclude: [],
  testTimeout: 2 * Number(minutes) * 60_000 + 600_000,
});
await vitest.close();
