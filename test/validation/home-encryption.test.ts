import { expect, test } from "vitest";
import { homeEncrypted } from "../../src/validation/home-encryption.ts";

test.each([
  ["PRESENT", null, true],
  ["PRESENT", "kp-1", true],
  ["NOT_PRESENT", null, false],
  ["NOT_PRESENT", "kp-1", true],
  ["UNKNOWN", null, null],
  ["UNKNOWN", "kp-1", true],
] as const)("TPM %s, key provider %s: encrypted is %s", (tpmStatus, keyProviderName, encrypted) => {
  expect(homeEncrypted({ tpmStatus, keyProviderName })).toBe(encrypted);
});
