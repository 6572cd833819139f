import type { Remedies, Remedy } from "../../src/validation/remedy.ts";
import type { RemedyAction } from "../../src/validation/vocabulary.ts";

const destination = { vcenter: "vc-b", side: "destination", vdc: "acme/silver" } as const;
const atVCenter = { vcenterId: "id-vc-b", at: destination };
const atSource = { vcenterId: "id-vc-a", at: { vcenter: "vc-a", side: "source", vdc: null } as const };
const atCluster = { ...atVCenter, clusterId: "id-cl-b", at: { cluster: "cl-b", ...destination } };
const vm = "ericTpmVm";
const template = "win22-tpm";
const is = { vm, hardware: "is" } as const;
const wouldBe = { vm, hardware: "would-be" } as const;
const kp1 = { ...atVCenter, keyProviderName: "kp-1" };
const kp2 = { ...atVCenter, keyProviderName: "kp-2" };

type Arguments<A extends RemedyAction> = Remedies[A] & { readonly version?: string };

/** Something to propose by each action: the compiler asks for a new one's. */
const examples: { readonly [A in RemedyAction]: readonly Arguments<A>[] } = {
  REGISTER_KMS: [
    { variant: "of-vm", ...kp1 },
    { variant: "of-place", ...kp2 },
    { variant: "same-kms", ...kp1 },
    { variant: "as-default", ...atVCenter },
  ],
  RECONNECT_KMS: [kp2],
  SET_DEFAULT_KEY_PROVIDER: [
    { variant: "of-vcenter", ...kp2 },
    { variant: "of-cluster", ...atCluster, keyProviderName: "kp-2" },
  ],
  UPGRADE_VCENTER: [{ ...atVCenter, version: "8.0.0" }],
  RECONNECT_VCENTER: [atVCenter, atSource],
  MOUNT_STORAGE_VOLUME: [{ ...atCluster, storageVolumeId: "id-san-1", volume: "san-1" }],
  ACTIVATE_FAST_CROSS_VCENTER: [atVCenter],
  CHOOSE_TPM_PROVISIONING: [{ tpmProvisioning: "COPY" }, {}],
  SET_FIRMWARE_EFI: [
    { vm, variant: "ask-for" },
    { vm, variant: "give" },
    { vm, variant: "set" },
  ],
  UPGRADE_HARDWARE: [
    { vm, variant: "ask-for-at-least", version: "vmx-14" },
    { vm, variant: "ask-for-at-most", version: "vmx-21" },
    { vm, variant: "give", version: "vmx-14" },
    { vm, variant: "upgrade", version: "vmx-14" },
  ],
  POWER_OFF: [{ vm }],
  REMOVE_SNAPSHOTS: [{ vm }],
  ACKNOWLEDGE_WARNING: [{ warning: "TPM_REMOVAL" }],
  RECAPTURE_TEMPLATE: [
    { variant: "with-option", template, tpmProvisioning: "REPLACE" },
    { variant: "with-hardware", template, vm: "web", part: "guestId" },
    { variant: "with-hardware", template, vm: "web", part: "firmware" },
    { variant: "with-hardware", template, vm: "web", part: "hardwareVersion", version: "vmx-14" },
  ],
  CHOOSE_OTHER_VDC: [
    { variant: "choose", version: "vmx-22" },
    { variant: "choose-and-give", vm, version: "vmx-14" },
    { variant: "choose-and-upgrade", vm, version: "vmx-14" },
    { variant: "move", vm, version: "vmx-22" },
    { variant: "move-and-upgrade", vm, version: "vmx-14" },
  ],
  CHANGE_GUEST_OS: [
    { vm, variant: "ask-for" },
    { vm, variant: "give" },
  ],
  KEEP_EXISTING_TPM: [{ vm }],
  RECORD_MISSING_FACT: [
    { fact: "tpm", vm },
    { fact: "key-provider", vm },
    { fact: "power-state", vm },
    { fact: "snapshots", vm },
    { fact: "guestId", ...is },
    { fact: "firmware", ...is },
    { fact: "firmware", ...wouldBe },
    { fact: "hardwareVersion", ...is },
    { fact: "template-provisioning", template },
    { fact: "template-tpms", template },
    { fact: "vcenter-status", ...atVCenter },
    { fact: "vcenter-version", ...atVCenter },
    { fact: "key-providers", ...atVCenter },
    { fact: "key-provider-status", ...kp2 },
    { fact: "highest-hardware-version", clusterId: "id-cl-b", at: atCluster.at },
    { fact: "storage", vm, ...atCluster, unknown: ["volumes-of-vm"] },
    { fact: "storage", vm, ...atCluster, unknown: ["volumes-of-cluster", "fast-instantiation"] },
  ],
};

export const REMEDY_EXAMPLES: readonly Remedy[] = Object.entries(examples).flatMap(([action, all]) =>
  all.map((remedy) => ({ action, ...remedy }) as Remedy),
);
