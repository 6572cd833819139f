import type { Statement, StatementId, Statements } from "../../src/validation/statements/statement.ts";

const at = { vcenter: "vc-b", side: "destination", vdc: "acme/silver" } as const;
const cluster = { cluster: "cl-b", ...at };
const source = { vcenter: "vc-a", side: "source", vdc: null } as const;
const vm = "ericTpmVm";
const template = "win22-tpm";
const is = { vm, hardware: "is" } as const;
const wouldBe = { vm, hardware: "would-be" } as const;
const windows = { family: "WINDOWS", least: "6.7.0", at } as const;
const linux = { family: "LINUX", least: "7.0.2", at } as const;
const byCluster = { vm, at: cluster, keyProvider: "kp-2", from: "CLUSTER" } as const;
const byVCenter = { ...byCluster, from: "VCENTER" } as const;
const kp1 = { vm, keyProvider: "kp-1", at };
const volumes = ["san-1", "san-2"];

const native = { vm, at: cluster, keyProvider: "nkp", type: "NATIVE" } as const;

/** Something to say of each statement: the compiler asks for a new one's. */
const examples: { readonly [I in StatementId]: readonly Statements[I][] } = {
  "rule-is-not-about-workflow": [{ workflow: "COPY_VM" }],
  "nothing-leaves-its-vcenter": [{}],
  "vm-gets-no-tpm": [{ vm }],
  "vm-carries-no-tpm-state": [{ vm }],

  "vcenter-is-connected": [{ at }, { at: source }],
  "vcenter-is-disconnected": [{ at }, { at: source }],
  "vcenter-status-is-unknown": [{ at }],

  "workflow-offers-no-option": [{ workflow: "RECONFIGURE_VM" }],
  "no-vm-has-a-tpm": [{}],
  "option-is-ignored": [
    { asked: "REPLACE", workflow: "COPY_VM", because: "no-vm-has-a-tpm" },
    { asked: "COPY", workflow: "RECONFIGURE_VM", because: "workflow-offers-none" },
  ],
  "options-are-offered": [
    { offered: ["COPY", "REPLACE"], byDefault: "COPY" },
    { offered: [], byDefault: null },
  ],
  "option-is-offered": [{ offered: ["COPY", "REPLACE"], asked: "REPLACE" }],
  "option-is-not-offered": [
    { offered: ["COPY"], asked: "REPLACE", workflow: "MOVE_VM", offers: "COPY_ALONE" },
    { offered: ["COPY"], asked: "REPLACE", workflow: "COPY_VAPP_TEMPLATE", offers: "AS_CAPTURED" },
  ],
  "option-needs-newer-vcenter": [{ offered: ["COPY"], asked: "REPLACE", at, version: "7.0.3", least: "8.0.0" }],
  "option-needs-known-vcenter": [{ asked: "REPLACE", at, least: "8.0.0" }],
  "template-provisioning-is-unknown": [{ template }],

  "guest-os-supports-tpm": [
    { ...is, guestId: "ubuntu64Guest" },
    { ...wouldBe, guestId: "windows2019srv_64Guest" },
  ],
  "guest-os-does-not-support-tpm": [
    { ...is, guestId: "winVistaGuest" },
    { ...wouldBe, guestId: "winVistaGuest" },
  ],
  "guest-os-is-unknown": [
    { ...is, guestId: null },
    { ...is, guestId: "windowsHyperVGuest" },
    { ...wouldBe, guestId: "plan9Guest" },
  ],
  "firmware-is-efi": [is, wouldBe],
  "firmware-is-not-efi": [
    { ...is, firmware: "BIOS" },
    { ...wouldBe, firmware: "BIOS" },
  ],
  "firmware-is-unknown": [is, wouldBe],
  "hardware-version-is-unknown": [
    { ...is, least: 14 },
    { ...wouldBe, least: 14 },
  ],
  "hardware-version-is-too-low": [
    { ...is, version: 13, least: 14 },
    { ...wouldBe, version: 13, least: 14 },
  ],
  "vm-and-cluster-are-too-old": [{ ...is, version: 11, least: 14, at: cluster, highest: 13 }],
  "hardware-version-is-new-enough": [{ ...is, version: 19, least: 14 }],

  "vcenter-supports-guest": [
    { ...windows, version: "8.0.2" },
    { ...linux, version: "7.0 Update 3c" },
  ],
  "vcenter-does-not-support-guest": [
    { ...is, ...linux, version: "7.0.1" },
    { ...wouldBe, ...windows, family: "OTHER", version: "6.5" },
  ],
  "vcenter-version-is-unknown": [
    { ...is, ...windows, version: null },
    { ...is, ...windows, version: "latest" },
  ],
  "vcenter-support-depends-on-guest": [{ ...is, at, version: "7.0.1" }],

  "default-key-provider-is-connected": [byCluster, byVCenter],
  "default-key-provider-is-missing": [{ vm, at: cluster }],
  "default-key-provider-is-unknown": [{ vm, at: cluster }],
  "default-key-provider-is-not-registered": [byCluster],
  "default-key-provider-is-not-listed": [byVCenter],
  "default-key-provider-is-disconnected": [byCluster, byVCenter],
  "default-key-provider-status-is-unknown": [byVCenter],
  "home-encryption-is-unknown": [{ vm }],
  "home-is-encrypted": [{ vm, keyProvider: "kp-1" }],
  "home-key-provider-is-unknown": [{ vm }],
  "home-will-be-encrypted": [
    { vm, at: cluster, byDefault: { keyProvider: "kp-2", from: "CLUSTER" } },
    { vm, at: cluster, byDefault: null },
  ],
  "template-stores-no-key": [{ vm }],
  "key-provider-is-unknown": [{ vm, at }],
  "key-provider-is-registered": [kp1],
  "key-provider-is-not-listed": [kp1],
  "key-provider-is-not-registered": [
    { ...kp1, registered: ["kp-2", "kp-3"] },
    { ...kp1, registered: [] },
  ],
  "key-provider-is-not-on-both-vcenters": [{ vm }],
  "kms-cannot-be-compared": [{ ...kp1, source }],
  "kms-is-the-same": [{ ...kp1, source }],
  "kms-is-another": [{ ...kp1, source, sourceKms: "5d1c7e2a", destinationKms: "90b4f1d3" }],

  "tpm-does-not-change": [{ vm }],
  "no-second-tpm-is-attached": [{ vm }],
  "vm-has-no-tpm-yet": [{ vm }],
  "vm-may-have-a-tpm": [{ vm }],
  "vm-has-a-tpm": [{ vm }],
  "vm-is-powered-off": [{ vm }],
  "vm-is-not-powered-off": [
    { vm, powerState: "POWERED_ON" },
    { vm, powerState: "SUSPENDED" },
  ],
  "power-state-is-unknown": [{ vm }],
  "vm-has-no-snapshots": [{ vm }],
  "vm-has-snapshots": [
    { vm, snapshotCount: 1 },
    { vm, snapshotCount: 2 },
  ],
  "snapshots-are-unknown": [{ vm }],
  "no-tpm-is-removed": [{ vm }],
  "removal-may-lose-secrets": [{ vm }],
  "removal-loses-secrets": [{ vm }],

  "fast-instantiation-is-active": [{ at }],
  "storage-is-mounted": [{ vm, at: cluster }],
  "storage-is-not-mounted": [
    { vm, at: cluster, volumes: ["san-1"] },
    { vm, at: cluster, volumes },
  ],
  "storage-may-not-be-mounted": [
    { vm, at: cluster, unknown: ["volumes-of-vm"], volumes: [] },
    { vm, at: cluster, unknown: ["volumes-of-cluster", "fast-instantiation"], volumes: [] },
    { vm, at: cluster, unknown: ["fast-instantiation"], volumes },
  ],

  "template-stores-no-tpm-state": [{ template }],
  "template-cannot-be-exported": [
    { template, vms: ["web"] },
    { template, vms: ["web", "db"] },
  ],
  "template-may-not-be-exported": [{ template, vms: ["web"] }],
  "template-cannot-be-synchronised": [{ template, vms: ["web"] }],
  "template-may-not-be-synchronised": [{ template, vms: ["web"] }],
  "no-captured-vm-has-a-tpm": [{}],
  "capture-stores-no-tpm-state": [{}],
  "capture-stores-tpm-state": [{ vms: ["web", "db"] }],
  "no-template-is-synchronised": [{}],

  "blocks-if": [
    {
      doubt: { fact: "tpm", vm },
      statement: { id: "key-provider-is-not-registered", ...kp1, registered: ["kp-2"] },
    },
    {
      doubt: { fact: "template-provisioning", template },
      statement: { id: "storage-is-not-mounted", vm, at: cluster, volumes: ["san-1"] },
    },
  ],
  "kept-as-text": [
    {
      message: "The firmware of VM ericTpmVm does not support a TPM.",
      explanation: "VM ericTpmVm has BIOS firmware; a TPM needs EFI.",
    },
  ],
  "no-longer-said": [{ retired: "firmware-is-legacy" }],

  "move-needs-no-shared-storage": [{}],

  "vm-carries-no-key": [{ vm }],
  "key-is-available": [kp1],
  "key-is-not-available": [kp1, { ...kp1, at: source }],
  "key-availability-is-unknown": [kp1],
  "key-provider-has-gone": [{ ...kp1, at: source }],
  "key-provider-may-have-gone": [{ ...kp1, at: source }],
  "key-provider-of-source-is-unknown": [{ vm }],
  "workflow-needs-no-key": [{ vm }],
  "rekey-while-running": [kp1],
  "native-key-is-not-backed-up": [kp1],
  "native-key-needs-newer-vcenter": [kp1],
  "native-key-needs-known-vcenter": [kp1],
  "native-key-needs-newer-hosts": [kp1],
  "native-key-needs-known-hosts": [kp1],
  "rekey-target-is-not-registered": [
    { ...kp1, registered: ["kp-2"] },
    { ...kp1, registered: ["kp-1 ", "KP-1", "kp-1\u200b"] },
  ],
  "native-beside-other": [{ ...kp1, source, sourceType: "NATIVE", destinationType: "STANDARD" }],
  "native-keys-are-the-same": [{ ...kp1, source }],
  "native-keys-differ": [{ ...kp1, source }],
  "native-keys-cannot-be-compared": [{ ...kp1, source }],
  "standard-beside-trusted": [{ ...kp1, source }],
  "default-key-provider-is-not-backed-up": [native],
  "default-key-provider-needs-newer-vcenter": [{ ...native, least: "7.0.2", version: "7.0.1" }],
  "default-key-provider-needs-known-vcenter": [{ ...native, least: "7.0.2" }],
  "default-key-provider-needs-newer-hosts": [{ ...native, least: 19, highest: 17 }],
  "default-key-provider-needs-known-hosts": [{ ...native, least: 19 }],

  "vcenters-trust-each-other": [{ source, at }],
  "vcenters-do-not-trust-each-other": [{ source, at }],
  "trust-is-not-recorded": [{ source, at }],
  "organization-is-the-same": [{ organization: "acme" }],
  "organization-is-another": [{ source: "acme", destination: "globex" }],
  "template-is-shared": [{ template, catalog: "acme/images" }],
  "template-is-not-shared": [{ template, catalog: "acme/images", organization: "globex" }],
  "vcenters-move-encrypted-vms": [{ least: "7.0.0" }],
  "vcenter-moves-no-encrypted-vms": [{ vm, at, version: "6.7.0", least: "7.0.0" }],
  "vcenter-may-move-no-encrypted-vms": [{ vm, at, version: null, least: "7.0.0" }],
  "vcenter-may-copy-no-encrypted-vms": [{ vm, at, version: "6.7.0", least: "7.0.0" }],
  "vapp-is-moved-whole": [{ vm }],
  "vm-must-be-off-to-move": [{ vm, powerState: "POWERED_ON" }],
  "vm-may-have-to-be-off-to-move": [{ vm }],
  "snapshots-are-lost": [
    { vm, snapshotCount: 1 },
    { vm, snapshotCount: 2 },
  ],
  "snapshots-may-be-lost": [{ vm }],
  "tpm-identity-is-not-copied": [{ vm }],
  "tpm-identity-is-shared": [
    { vm, holders: 2 },
    { vm, holders: null },
  ],
  "sealed-data-is-kept": [{ vm }],
  "sealed-data-needs-recovery-key": [{ vm }],
  "fast-provisioning-copies-tpm": [{ vm }],
  "fast-provisioning-replaces-no-tpm": [{ vm, vdc: "acme/silver" }],
  "vm-is-no-linked-clone": [{ vm }],
  "vm-is-a-linked-clone": [{ vm }],
  "hardware-does-not-change": [{ vm }],
  "vm-must-be-off-to-change-hardware": [{ vm, powerState: "SUSPENDED" }],
  "vm-may-have-to-be-off-to-change-hardware": [{ vm }],
  "hardware-version-rises": [{ vm }],
  "hardware-version-is-lowered": [{ vm, before: 19, after: 15 }],
  "hardware-version-may-be-lowered": [{ vm }],
  "firmware-changes": [{ vm }],
  "firmware-stays": [{ vm }],
  "guest-needs-no-tpm": [is],
  "guest-gets-its-tpm": [wouldBe],
  "guest-lacks-its-tpm": [{ ...wouldBe, guestId: "windows11_64Guest" }],
  "vcenter-knows-guest": [{ ...is, at }],
  "vcenter-does-not-know-guest": [{ ...is, at, guestId: "windows11_64Guest", least: "8.0.0", version: "6.7.0" }],
  "vcenter-may-not-know-guest": [{ ...is, at, guestId: "windows11_64Guest", least: "8.0.0" }],
  "guest-release-is-unknown": [
    { ...is, guestId: "windows9-64", near: ["windows9_64Guest"] },
    { ...is, guestId: null, near: [] },
  ],
  "hosts-support-guest": [{ at: cluster, family: "LINUX", least: 19 }],
  "hosts-are-too-old": [{ ...is, at: cluster, family: "LINUX", least: 19, highest: 17 }],
  "hosts-are-unknown": [{ ...is, at: cluster, family: "UNKNOWN", least: 19 }],
  "cluster-runs-vm": [{ vm, at: cluster }],
  "cluster-does-not-run-vm": [
    { ...is, at: cluster, highest: 17, versions: [21] },
    { ...wouldBe, at: cluster, highest: 14, versions: [15, 19] },
  ],
  "cluster-may-not-run-vm": [
    { ...is, at: cluster, missing: "vm" },
    { ...is, at: cluster, missing: "cluster" },
  ],
  "ovf-is-read-whole": [{ vm }],
  "ovf-is-not-read-whole": [
    {
      vm,
      remarks: ["TPM_NOT_READ", "TPM_WITHOUT_RESOURCE_TYPE", "NVRAM_LEFT_OUT", "SETTING_NOT_READ", "VAPP_IN_VAPP"],
      optionsWithTpm: ["secure"],
    },
  ],
  "capture-stores-encryption": [{ vms: [vm] }, { vms: [vm, "other"] }],
  "template-stores-encryption": [
    { template, vms: ["win22"] },
    { template, vms: ["win22", "other"] },
  ],
};

export const STATEMENT_EXAMPLES: readonly Statement[] = Object.entries(examples).flatMap(([id, all]) =>
  all.map((said) => ({ id, ...said }) as Statement),
);
