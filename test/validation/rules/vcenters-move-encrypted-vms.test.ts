import { describeRule } from "../describe-rule.ts";
import {
  destinationVCenter,
  facts,
  goodCopy,
  goodImport,
  goodInstantiation,
  goodMove,
  goodVappMove,
  request,
  sourceVCenter,
  subject,
  template,
  withinOneVCenter,
} from "../good-facts.ts";

const oldSource = sourceVCenter({ version: "6.7 Update 3" });
const oldDestination = destinationVCenter({ version: "6.7.0" });
const blocks = {
  given: [oldDestination],
  outcome: "BLOCK",
  what: {
    id: "vcenter-moves-no-encrypted-vms",
    vm: "ericTpmVm",
    at: { vcenter: "vc-b", side: "destination" },
    version: "6.7.0",
    least: "7.0.0",
  },
  remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "7.0.0" }],
} as const;

describeRule("vcenters-move-encrypted-vms", goodMove, "PASS", [
  {
    when: "both are 7.0.0",
    given: [sourceVCenter({ version: "7.0.0" }), destinationVCenter({ version: "7.0.0" })],
    outcome: "PASS",
    what: { id: "vcenters-move-encrypted-vms", least: "7.0.0" },
  },
  { when: "the target is too old", ...blocks },
  {
    when: "the source is too old",
    given: [oldSource],
    outcome: "BLOCK",
    what: {
      id: "vcenter-moves-no-encrypted-vms",
      at: { vcenter: "vc-a", side: "source" },
      version: "6.7 Update 3",
      least: "7.0.0",
    },
    remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-a", version: "7.0.0" }],
  },
  {
    when: "the target's version is not recorded",
    given: [destinationVCenter({ version: null })],
    outcome: "UNKNOWN",
    what: { id: "vcenter-may-move-no-encrypted-vms", at: { vcenter: "vc-b" }, version: null, least: "7.0.0" },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "vcenter-version", vcenterId: "id-vc-b" }],
  },
  {
    when: "what the source reports is no version",
    given: [sourceVCenter({ version: "latest" })],
    outcome: "UNKNOWN",
    what: { id: "vcenter-may-move-no-encrypted-vms", at: { vcenter: "vc-a" }, version: null },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "vcenter-version", vcenterId: "id-vc-a" }],
  },
  {
    when: "one is too old, and the other's version is not recorded",
    given: [sourceVCenter({ version: null }), oldDestination],
    outcome: "BLOCK",
    what: { id: "vcenter-moves-no-encrypted-vms", at: { vcenter: "vc-b" } },
  },
  {
    when: "the VM has no TPM, and is encrypted by a storage policy",
    given: [oldDestination, subject({ tpm: "NOT_PRESENT", encryptedByPolicy: true })],
    outcome: "BLOCK",
  },
  {
    when: "the VM is not encrypted",
    given: [oldDestination, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "NOT_APPLICABLE",
    what: "vm-carries-no-key",
  },
  {
    when: "nothing is recorded of TPM and encryption",
    given: [oldDestination, subject({ tpm: "UNKNOWN", keyProvider: null, encryptedByPolicy: null })],
    outcome: "UNKNOWN",
    what: "blocks-if",
  },
  {
    when: "nothing leaves its vCenter",
    given: [withinOneVCenter, oldSource],
    outcome: "NOT_APPLICABLE",
    what: "nothing-leaves-its-vcenter",
  },
]);

describeRule("vcenters-move-encrypted-vms", goodVappMove, "PASS", [
  { when: "a vApp moves to one that is too old", ...blocks },
  {
    when: "a vApp moves to one that is too old, by MOVE_VAPP_API",
    ...blocks,
    given: [oldDestination, request({ moveMethod: "MOVE_VAPP_API" })],
  },
]);

describeRule("vcenters-move-encrypted-vms", goodImport, "PASS", [
  { when: "a VM is imported by MOVE", ...blocks },
  {
    when: "a vApp is imported by MOVE",
    ...blocks,
    given: [oldDestination, facts({ workflow: "IMPORT_VAPP" })],
  },
  {
    when: "a VM is imported by CLONE",
    given: [oldDestination, request({ importMode: "CLONE" })],
    outcome: "WARN",
    what: "vcenter-may-copy-no-encrypted-vms",
  },
]);

describeRule("vcenters-move-encrypted-vms", goodCopy, "PASS", [
  {
    when: "a copy to one that is older",
    given: [oldDestination],
    outcome: "WARN",
    what: { id: "vcenter-may-copy-no-encrypted-vms", at: { vcenter: "vc-b" }, version: "6.7.0", least: "7.0.0" },
    remedies: [{ action: "UPGRADE_VCENTER", vcenterId: "id-vc-b", version: "7.0.0" }],
  },
  {
    when: "a copy from one whose version is not recorded",
    given: [sourceVCenter({ version: null })],
    outcome: "WARN",
    what: { id: "vcenter-may-copy-no-encrypted-vms", at: { vcenter: "vc-a" }, version: null },
    remedies: [{ action: "RECORD_MISSING_FACT", fact: "vcenter-version", vcenterId: "id-vc-a" }],
  },
]);

describeRule("vcenters-move-encrypted-vms", goodInstantiation, "PASS", [
  { when: "captured with COPY", given: [oldDestination], outcome: "WARN" },
  {
    when: "captured with REPLACE, which stores no key",
    given: [oldDestination, template({ tpmProvisioning: "REPLACE" })],
    outcome: "NOT_APPLICABLE",
  },
]);
