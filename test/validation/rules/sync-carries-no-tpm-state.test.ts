import { describe, expect, test } from "vitest";
import { judgeSynchronisation } from "../../../src/validation/rules/sync-carries-no-tpm-state.ts";
import type { TpmProvisioning, TpmStatus } from "../../../src/validation/vocabulary.ts";
import { describeRule } from "../describe-rule.ts";
import { goodInstantiation } from "../good-facts.ts";

// No workflow synchronises a catalog: synchronising one judges each template by itself.
describeRule(
  "sync-carries-no-tpm-state",
  { ...goodInstantiation, workflow: "COPY_VAPP_TEMPLATE" },
  "NOT_APPLICABLE",
  [],
);

describe("of a template", () => {
  const judge = (tpmProvisioning: TpmProvisioning | null, ...statuses: readonly TpmStatus[]) =>
    judgeSynchronisation(
      { name: "win22-tpm", tpmProvisioning },
      statuses.map((tpm, index) => ({ name: `vm-${index}`, tpm, keyProvider: null, encryptedByPolicy: false })),
    );

  test.each([
    ["COPY", ["PRESENT", "NOT_PRESENT"], "BLOCK"],
    ["COPY", ["NOT_PRESENT"], "PASS"],
    ["COPY", ["NOT_PRESENT", "UNKNOWN"], "UNKNOWN"],
    ["REPLACE", ["PRESENT"], "PASS"],
    ["REPLACE", ["UNKNOWN"], "PASS"],
    [null, ["NOT_PRESENT"], "PASS"],
    [null, ["PRESENT"], "UNKNOWN"],
    [null, [], "PASS"],
  ] as const)("captured with %s, TPMs %s: %s", (provisioning, statuses, outcome) => {
    expect(judge(provisioning, ...statuses).outcome).toBe(outcome);
  });

  test.each([
    [true, "BLOCK"],
    [null, "UNKNOWN"],
  ] as const)("captured with REPLACE, encrypted by policy %s: %s", (encryptedByPolicy, outcome) => {
    const template = { name: "win22-tpm", tpmProvisioning: "REPLACE" } as const;
    const vm = { name: "vm-0", tpm: "NOT_PRESENT", keyProvider: null, encryptedByPolicy } as const;
    expect(judgeSynchronisation(template, [vm]).outcome).toBe(outcome);
  });

  test("says which template is skipped, for which VM, and what would let it through", () => {
    expect(judge("COPY", "NOT_PRESENT", "PRESENT")).toMatchObject({
      what: { id: "template-cannot-be-synchronised", template: "win22-tpm", vms: ["vm-1"] },
      remedies: [{ action: "RECAPTURE_TEMPLATE", tpmProvisioning: "REPLACE" }],
    });
  });
});
