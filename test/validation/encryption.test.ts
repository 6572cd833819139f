import { describe, expect, test } from "vitest";
import {
  findEncryption,
  inferPolicy,
  isHomeConsistent,
  isHomeEncrypted,
  storedHome,
} from "../../src/validation/encryption.ts";

describe("why a home is encrypted, and whether", () => {
  test.each([
    ["PRESENT", "kp", false, "FOR_TPM", true],
    ["PRESENT", null, false, "FOR_TPM", true],
    ["PRESENT", "kp", true, "BY_POLICY", true],
    ["PRESENT", "kp", null, "UNKNOWN", true],
    ["NOT_PRESENT", null, false, "NONE", false],
    ["NOT_PRESENT", "kp", true, "BY_POLICY", true],
    ["NOT_PRESENT", null, true, "BY_POLICY", true],
    ["NOT_PRESENT", null, null, "UNKNOWN", null],
    ["UNKNOWN", null, false, "UNKNOWN", null],
    ["UNKNOWN", "kp", false, "FOR_TPM", true],
    ["UNKNOWN", "kp", null, "UNKNOWN", true],
    ["UNKNOWN", null, null, "UNKNOWN", null],
  ] as const)(
    "TPM %s, key provider %s, by policy %s: %s, encrypted %s",
    (tpm, keyProvider, encryptedByPolicy, why, is) => {
      expect(findEncryption({ tpm, keyProvider, encryptedByPolicy })).toBe(why);
      expect(isHomeEncrypted({ tpm, keyProvider, encryptedByPolicy })).toBe(is);
    },
  );

  test.each([
    ["PRESENT", "kp", false],
    ["PRESENT", null, false],
    ["NOT_PRESENT", "kp", true],
    ["NOT_PRESENT", null, false],
    ["UNKNOWN", "kp", null],
    ["UNKNOWN", null, null],
  ] as const)("TPM %s, key provider %s: by policy %s where nobody says", (tpm, keyProvider, expected) => {
    const encryptedByPolicy = inferPolicy({ tpm, keyProvider });
    expect(encryptedByPolicy).toBe(expected);
    expect(isHomeConsistent({ tpm, keyProvider, encryptedByPolicy })).toBe(true);
  });

  test.each([
    ["PRESENT", null, false, "REPLACE", "NONE", false],
    ["PRESENT", "kp", false, "REPLACE", "NONE", false],
    ["PRESENT", "kp", true, "REPLACE", "BY_POLICY", true],
    ["PRESENT", null, null, "REPLACE", "UNKNOWN", null],
    ["PRESENT", "kp", false, "COPY", "FOR_TPM", true],
    ["NOT_PRESENT", "kp", true, null, "BY_POLICY", true],
    ["PRESENT", "kp", false, null, "FOR_TPM", true],
  ] as const)(
    "TPM %s, key provider %s, by policy %s, in a template captured with %s: %s, encrypted %s",
    (tpm, keyProvider, encryptedByPolicy, captured, why, is) => {
      const stored = storedHome({ tpm, keyProvider, encryptedByPolicy }, captured);
      expect(findEncryption(stored)).toBe(why);
      expect(isHomeEncrypted(stored)).toBe(is);
      expect(isHomeConsistent(stored)).toBe(true);
    },
  );

  test("a key provider encrypts something", () => {
    expect(isHomeConsistent({ tpm: "NOT_PRESENT", keyProvider: "kp", encryptedByPolicy: false })).toBe(false);
  });
});
