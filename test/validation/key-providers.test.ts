import { expect, test } from "vitest";
import { compareKms } from "../../src/validation/key-providers.ts";

test.each([
  [[], true],
  [["k1"], true],
  [[null], true],
  [["k1", "k1"], true],
  [["k1", "k2"], false],
  [["k1", null], null],
  [[null, null], null],
  [["k1", null, "k2"], false],
] as const)("fingerprints %j have the same KMS behind them: %s", (fingerprints, same) => {
  expect(compareKms(fingerprints)).toBe(same);
});
