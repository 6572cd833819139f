import { expect, test } from "vitest";
import { findProvisioningMisfit, storesTpmIdentities } from "../../src/validation/template-provisioning.ts";
import type { TpmProvisioning, TpmStatus } from "../../src/validation/vocabulary.ts";

test.each<[TpmProvisioning | null, TpmStatus[], string | null]>([
  [null, [], null],
  [null, ["NOT_PRESENT", "UNKNOWN"], null],
  [null, ["NOT_PRESENT", "PRESENT"], "MISSING"],
  ["COPY", ["UNKNOWN", "PRESENT"], null],
  ["REPLACE", ["PRESENT"], null],
  ["REPLACE", [], "SUPERFLUOUS"],
  ["COPY", ["NOT_PRESENT", "UNKNOWN"], "SUPERFLUOUS"],
])("a template captured with %s of VMs whose TPMs are %o: %s", (tpmProvisioning, statuses, kind) => {
  const vms = statuses.map((tpmStatus) => ({ name: `vm ${tpmStatus}`, tpmStatus }));
  const misfit = findProvisioningMisfit(tpmProvisioning, vms);
  expect(misfit?.kind ?? null).toBe(kind);
  if (misfit?.kind === "MISSING") expect(misfit.vm).toBe("vm PRESENT");
});

test.each([
  ["COPY", true],
  ["REPLACE", false],
  [null, false],
] as const)("with %s a template stores identities: %s", (tpmProvisioning, stores) => {
  expect(storesTpmIdentities(tpmProvisioning)).toBe(stores);
});
