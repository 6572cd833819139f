import { describeRule } from "../describe-rule.ts";
import { facts, goodAttach, goodCopy, goodDetach, goodRekey, subject } from "../good-facts.ts";

const linked = subject({ linkedClone: true });
const blocks = {
  given: [linked],
  outcome: "BLOCK",
  what: { id: "vm-is-a-linked-clone", vm: "ericTpmVm" },
  remedies: [{ action: "CONSOLIDATE_VM", vmId: "id-ericTpmVm" }],
} as const;

describeRule("linked-clone-keeps-its-tpm", goodAttach, "PASS", [
  {
    when: "the VM has disks of its own",
    given: [],
    outcome: "PASS",
    what: { id: "vm-is-no-linked-clone", vm: "ericTpmVm" },
  },
  { when: "a linked clone is to get a TPM", ...blocks },
  {
    when: "nothing is said of a linked clone's TPM",
    given: [linked, subject({ tpmRequested: undefined })],
    outcome: "NOT_APPLICABLE",
    what: { id: "tpm-does-not-change", vm: "ericTpmVm" },
  },
  {
    when: "hardware changes around a linked clone's TPM",
    given: [
      linked,
      subject({ tpm: "PRESENT", keyProvider: "kp-1", tpmRequested: undefined, hardwareChanges: ["hardwareVersion"] }),
    ],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("linked-clone-keeps-its-tpm", goodDetach, "PASS", [
  { when: "a linked clone is to lose its TPM", ...blocks },
  {
    when: "a linked clone may have no TPM to remove",
    given: [linked, subject({ tpm: "UNKNOWN", keyProvider: null })],
    outcome: "UNKNOWN",
    what: { id: "blocks-if", doubt: { fact: "tpm", vm: "ericTpmVm" } },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "tpm" }, { action: "CONSOLIDATE_VM" }],
  },
  {
    when: "a linked clone has no TPM to remove",
    given: [linked, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("linked-clone-keeps-its-tpm", goodRekey, "PASS", [
  { when: "a linked clone is rekeyed", ...blocks },
  {
    when: "a linked clone without a TPM is rekeyed",
    given: [linked, subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true })],
    outcome: "BLOCK",
  },
]);

describeRule("linked-clone-keeps-its-tpm", goodCopy, "NOT_APPLICABLE", [
  { when: "a linked clone is copied", given: [linked], outcome: "NOT_APPLICABLE" },
  { when: "a linked clone moves", given: [linked, facts({ workflow: "MOVE_VM" })], outcome: "NOT_APPLICABLE" },
]);
