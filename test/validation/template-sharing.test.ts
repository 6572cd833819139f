import { expect, test } from "vitest";
import { templateExportable, templateSyncable } from "../../src/validation/template-sharing.ts";

test.each([
  ["REPLACE", "PRESENT", true],
  ["COPY", "PRESENT", false],
  ["COPY", "NOT_PRESENT", true],
  ["COPY", "UNKNOWN", false],
  [null, "NOT_PRESENT", true],
  [null, "UNKNOWN", false],
] as const)("captured with %s, TPM %s: shareable %s", (tpmProvisioning, tpm, shareable) => {
  const template = { name: "win22-tpm", tpmProvisioning };
  expect(templateExportable(template, [{ name: "win22", tpm }])).toBe(shareable);
  expect(templateSyncable(template, [{ name: "win22", tpm }])).toBe(shareable);
});
