import type { ImportMode, RuleId, TpmOutcome, TpmProvisioning, TpmStatus, Workflow } from "./vocabulary.ts";

/**
 * Which provisioning options a workflow offers for VMs with a TPM. AS_CAPTURED: only what the template
 * was captured with. BY_VERSION: COPY, and REPLACE too where the destination vCenter is 8.0 or later.
 */
export type Offer = "NOTHING" | "COPY_ALONE" | "COPY_AND_REPLACE" | "BY_VERSION" | "AS_CAPTURED";

/** What an option does to the TPM of a VM that has one; an import's COPY depends on its mode. */
export type OptionOutcomes = Readonly<Record<TpmProvisioning, TpmOutcome | Readonly<Record<ImportMode, TpmOutcome>>>>;

export interface WorkflowEntry {
  /** As a user would say it: `copy VM`. */
  readonly title: string;
  readonly offers: Offer;
  /** AS_REQUESTED: what the request says of each VM's TPM. UNTOUCHED: nothing is done to any TPM. */
  readonly outcomes: OptionOutcomes | "AS_REQUESTED" | "UNTOUCHED";
  /** The rules that hold; every other one is NOT_APPLICABLE. */
  readonly rules: readonly RuleId[];
}

/** What the caller may ask and where it may happen: no TPM is needed to be at fault here. */
const ALWAYS: readonly RuleId[] = ["vcenter-connected", "tpm-option-offered"];

/** What a VM needs wherever it is placed, with a TPM or without. */
const PLACED: readonly RuleId[] = [...ALWAYS, "cluster-runs-hardware-version"];

/** What a VM that is to have a TPM needs at its destination. */
export const PREREQUISITES: readonly RuleId[] = [
  "guest-os-supports-tpm",
  "vcenter-knows-guest-os",
  "firmware-is-efi",
  "hardware-version-14",
  "vcenter-supports-guest",
  "hosts-support-guest",
  "vdc-supports-tpm",
  "one-tpm-per-vm",
  "vm-home-encryption",
];

/** What changing an existing VM needs. */
const CHANGES: readonly RuleId[] = [
  "key-available-at-source",
  "powered-off-to-change-tpm",
  "no-snapshots-to-change-tpm",
  "linked-clone-keeps-its-tpm",
  "powered-off-to-change-hardware",
  "hardware-version-not-lowered",
  "guest-boots-with-its-firmware",
  "tpm-removal-acknowledged",
  "guest-os-has-its-tpm",
];

/** What going from one vCenter to another needs: trust, and for what is encrypted its key. */
export const CROSS_VCENTER: readonly RuleId[] = [
  "vcenters-trust-each-other",
  "key-provider-on-target",
  "key-provider-same-kms",
  "key-available-at-destination",
  "vcenters-move-encrypted-vms",
  "shared-storage-or-fast-cross-vcenter",
];

/** What going from anywhere to anywhere needs, and what it doubles or loses. */
const CARRIES: readonly RuleId[] = [
  ...PLACED,
  ...PREREQUISITES,
  ...CROSS_VCENTER,
  "key-available-at-source",
  "tpm-identity-stays-unique",
  "sealed-data-stays-readable",
];

const CREATES = {
  offers: "NOTHING",
  outcomes: "AS_REQUESTED",
  rules: [...PLACED, ...PREREQUISITES, "guest-os-has-its-tpm"],
} as const;

const DEPLOYS_OVF = { ...CREATES, rules: [...CREATES.rules, "ovf-is-read-whole"] } as const;

const READS_TEMPLATE = {
  offers: "AS_CAPTURED",
  outcomes: { COPY: "COPY", REPLACE: "ATTACH_NEW" },
  rules: [...CARRIES, "template-shared-with-organization"],
} as const;

const INSTANTIATES = {
  ...READS_TEMPLATE,
  rules: [...READS_TEMPLATE.rules, "fast-provisioning-has-no-replace"],
} as const;

const COPIES = {
  offers: "BY_VERSION",
  outcomes: { COPY: "COPY", REPLACE: "ATTACH_NEW" },
  rules: [...CARRIES, "same-organization"],
} as const;

/** A move takes the TPM along. Asking it to REPLACE would attach a new one: it is not offered. */
const MOVES = {
  offers: "COPY_ALONE",
  outcomes: { COPY: "KEEP", REPLACE: "ATTACH_NEW" },
  rules: [...CARRIES, "same-organization", "snapshots-are-kept"],
} as const;

const IMPORTS = {
  offers: "COPY_ALONE",
  outcomes: { COPY: { MOVE: "KEEP", CLONE: "COPY" }, REPLACE: "ATTACH_NEW" },
  rules: CARRIES,
} as const;

/** The option becomes the template's provisioning, and is applied when the template is instantiated. */
const CAPTURES = {
  offers: "COPY_AND_REPLACE",
  outcomes: { COPY: "COPY", REPLACE: "ATTACH_NEW" },
  rules: [...CARRIES, "same-organization", "export-carries-no-tpm-state"],
} as const;

/** The first option that is offered is the default. */
export const WORKFLOW_ENTRIES: Readonly<Record<Workflow, WorkflowEntry>> = {
  CREATE_VM: { title: "create VM", ...CREATES },
  CREATE_VM_FROM_TEMPLATE: { title: "create VM from template", ...INSTANTIATES },
  RECONFIGURE_VM: { title: "reconfigure VM", ...CREATES, rules: [...PLACED, ...PREREQUISITES, ...CHANGES] },
  COPY_VM: { title: "copy VM", ...COPIES },
  MOVE_VM: { title: "move VM", ...MOVES },
  IMPORT_VM: { title: "import VM", ...IMPORTS },
  INSTANTIATE_VAPP_TEMPLATE: { title: "instantiate vApp template", ...INSTANTIATES },
  CREATE_VAPP_FROM_OVF: { title: "create vApp from OVF", ...DEPLOYS_OVF },
  ADD_VM_TO_VAPP: { title: "add VM to vApp", ...CREATES },
  ADD_TEMPLATE_VM_TO_VAPP: { title: "add VM from template to vApp", ...INSTANTIATES },
  COPY_VAPP: { title: "copy vApp", ...COPIES },
  MOVE_VAPP: { title: "move vApp", ...MOVES, rules: [...MOVES.rules, "powered-off-to-move-vapp"] },
  IMPORT_VAPP: { title: "import vApp", ...IMPORTS },
  CAPTURE_VAPP: { title: "capture vApp", ...CAPTURES },
  CAPTURE_VM: { title: "capture VM", ...CAPTURES },
  // An OVF carries no TPM state, so the template's provisioning is REPLACE if it gives any VM a TPM.
  CREATE_VAPP_TEMPLATE_FROM_OVF: { title: "create vApp template from OVF", ...DEPLOYS_OVF },
  COPY_VAPP_TEMPLATE: { title: "copy vApp template", ...READS_TEMPLATE },
  MOVE_VAPP_TEMPLATE: {
    title: "move vApp template",
    offers: "AS_CAPTURED",
    outcomes: { COPY: "KEEP", REPLACE: "KEEP" },
    rules: CARRIES,
  },
  EXPORT_VAPP_TEMPLATE: {
    title: "export vApp template",
    offers: "NOTHING",
    outcomes: "UNTOUCHED",
    rules: [...ALWAYS, "export-carries-no-tpm-state"],
  },
  REKEY_VM: {
    title: "rekey VM",
    offers: "NOTHING",
    outcomes: "UNTOUCHED",
    rules: [...ALWAYS, "key-available-at-source", "key-available-at-destination", "linked-clone-keeps-its-tpm"],
  },
};

/** What a request says of a VM's TPM. FIT: nothing, but the hardware changes around a TPM that stays. */
export type TpmRequest = "ATTACH" | "DETACH" | "FIT" | "NOTHING";

/** What a request does, by what the VM has now. For a VM of which it is not known: what it does if it has one. */
export const REQUEST_OUTCOMES: Readonly<Record<TpmRequest, Readonly<Record<TpmStatus, TpmOutcome>>>> = {
  ATTACH: { PRESENT: "ATTACH_NEW", NOT_PRESENT: "ATTACH_NEW", UNKNOWN: "ATTACH_NEW" },
  DETACH: { PRESENT: "REMOVE", NOT_PRESENT: "NONE", UNKNOWN: "REMOVE" },
  FIT: { PRESENT: "KEEP", NOT_PRESENT: "NONE", UNKNOWN: "KEEP" },
  NOTHING: { PRESENT: "NONE", NOT_PRESENT: "NONE", UNKNOWN: "NONE" },
};
