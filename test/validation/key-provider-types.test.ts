import { expect, test } from "vitest";
import { findMissingVersion } from "../../src/validation/key-provider-types.ts";

test.each([
  ["STANDARD", "6.5.0", null],
  ["NATIVE", "7.0.1", "7.0.2"],
  ["NATIVE", "7.0 Update 2", null],
  ["NATIVE", "8.0.2", null],
  ["TRUSTED", "6.7.0", "7.0.0"],
  ["TRUSTED", "7.0.0", null],
  ["NATIVE", null, null],
  ["NATIVE", "no version", null],
] as const)("a key provider of type %s on vCenter %s lacks %s", (type, version, missing) => {
  expect(findMissingVersion(type, version)).toBe(missing);
});
