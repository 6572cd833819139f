import { expect, test } from "vitest";
import type { TemplateFacts } from "../../src/validation/facts.ts";
import { findSyncObstacle, templateExportable, templateSyncable } from "../../src/validation/template-sharing.ts";

const captured = (tpmProvisioning: TemplateFacts["tpmProvisioning"]): TemplateFacts => ({
  name: "win22-tpm",
  tpmProvisioning,
  catalog: "acme/images",
  organization: "acme",
  published: true,
});
const home = { keyProvider: null, encryptedByPolicy: false } as const;

test.each([
  ["REPLACE", "PRESENT", true],
  ["COPY", "PRESENT", false],
  ["COPY", "NOT_PRESENT", true],
  ["COPY", "UNKNOWN", false],
  [null, "NOT_PRESENT", true],
  [null, "UNKNOWN", false],
] as const)("captured with %s, TPM %s: shareable %s", (tpmProvisioning, tpm, shareable) => {
  const vms = [{ name: "win22", tpm, ...home }];
  expect(templateExportable(captured(tpmProvisioning), vms)).toBe(shareable);
  expect(templateSyncable(captured(tpmProvisioning), vms)).toBe(shareable);
});

test.each([
  ["REPLACE", "PRESENT", true, false],
  ["REPLACE", "NOT_PRESENT", true, false],
  ["REPLACE", "NOT_PRESENT", null, false],
  ["REPLACE", "PRESENT", false, true],
] as const)("captured with %s, TPM %s, encrypted by a policy %s: shareable %s", (option, tpm, byPolicy, shareable) => {
  const vms = [{ name: "win22", tpm, keyProvider: "kp-1", encryptedByPolicy: byPolicy }];
  expect(templateExportable(captured(option), vms)).toBe(shareable);
  expect(templateSyncable(captured(option), vms)).toBe(shareable);
});

test("what only a policy can have encrypted asks for its decryption, never for another TPM option", () => {
  const vms = [{ name: "vm", tpm: "NOT_PRESENT", keyProvider: "kp-1", encryptedByPolicy: null } as const];
  expect(findSyncObstacle(captured("REPLACE"), vms)).toMatchObject({
    outcome: "BLOCK",
    what: { id: "template-stores-encryption", vms: ["vm"] },
    remedies: [{ action: "DECRYPT_AND_RECAPTURE" }],
  });
});

test("what a subscriber does not receive has a finding of its rule that says why: not known is a reason too", () => {
  const vms = (tpm: "PRESENT" | "UNKNOWN") => [{ name: "vm", tpm, ...home }];
  expect(findSyncObstacle(captured("REPLACE"), vms("PRESENT"))).toBeNull();
  expect(findSyncObstacle(captured("COPY"), vms("PRESENT"))).toMatchObject({
    rule: "sync-carries-no-tpm-state",
    outcome: "BLOCK",
    subject: null,
    what: { id: "template-cannot-be-synchronised", template: "win22-tpm", vms: ["vm"] },
  });
  expect(findSyncObstacle(captured(null), vms("UNKNOWN"))).toMatchObject({
    outcome: "UNKNOWN",
    remedies: [{ action: "RECORD_MISSING_FACT" }, { action: "RECAPTURE_TEMPLATE" }],
  });
});
