import { expect, test } from "vitest";
import { findSyncObstacle, templateExportable, templateSyncable } from "../../src/validation/template-sharing.ts";

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

test("what a subscriber does not receive has a finding of its rule that says why: not known is a reason too", () => {
  const vms = (tpm: "PRESENT" | "UNKNOWN") => [{ name: "vm", tpm }];
  expect(findSyncObstacle({ name: "t", tpmProvisioning: "REPLACE" }, vms("PRESENT"))).toBeNull();
  expect(findSyncObstacle({ name: "t", tpmProvisioning: "COPY" }, vms("PRESENT"))).toMatchObject({
    rule: "sync-carries-no-tpm-state",
    outcome: "BLOCK",
    subject: null,
    what: { id: "template-cannot-be-synchronised", template: "t", vms: ["vm"] },
  });
  expect(findSyncObstacle({ name: "t", tpmProvisioning: null }, vms("UNKNOWN"))).toMatchObject({
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "RECAPTURE_TEMPLATE" }],
  });
});
