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
  "highest-hardware-version-is-unknown": [{ ...is, version: 19, at: cluster }],
  "hardware-version-is-too-high": [
    { ...is, version: 22, at: cluster, highest: 21 },
    { ...wouldBe, version: 22, at: cluster, highest: 21 },
  ],
  "hardware-version-fits": [{ ...is, version: 19, least: 14, at: cluster, highest: 21 }],
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
};

export const STATEMENT_EXAMPLES: readonly Statement[] = Object.entries(examples).flatMap(([id, all]) =>
  all.map((said) => ({ id, ...said }) as Statement),
);
