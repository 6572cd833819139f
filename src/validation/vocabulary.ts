/**
 * Every word of the domain, once. The GraphQL enums, the Postgres enums and the estate file all take
 * their values from these lists, so that a word cannot mean two things.
 */

/** What happens to an object of the inventory. One task carries out one workflow. */
export const WORKFLOWS = [
  "CREATE_VM",
  "CREATE_VM_FROM_TEMPLATE",
  "RECONFIGURE_VM",
  "COPY_VM",
  "MOVE_VM",
  "IMPORT_VM",
  "INSTANTIATE_VAPP_TEMPLATE",
  "CREATE_VAPP_FROM_OVF",
  "ADD_VM_TO_VAPP",
  "ADD_TEMPLATE_VM_TO_VAPP",
  "COPY_VAPP",
  "MOVE_VAPP",
  "IMPORT_VAPP",
  "CAPTURE_VAPP",
  "CAPTURE_VM",
  "CREATE_VAPP_TEMPLATE_FROM_OVF",
  "COPY_VAPP_TEMPLATE",
  "MOVE_VAPP_TEMPLATE",
  "EXPORT_VAPP_TEMPLATE",
] as const;
export type Workflow = (typeof WORKFLOWS)[number];

/** COPY: an identical TPM, with the same identity. REPLACE: a new TPM, with a new identity. */
export const TPM_PROVISIONINGS = ["COPY", "REPLACE"] as const;
export type TpmProvisioning = (typeof TPM_PROVISIONINGS)[number];

export const TPM_STATUSES = ["PRESENT", "NOT_PRESENT", "UNKNOWN"] as const;
export type TpmStatus = (typeof TPM_STATUSES)[number];

/** What happens to one VM's TPM in one workflow. KEEP: the same device moves along. */
export const TPM_OUTCOMES = ["NONE", "ATTACH_NEW", "COPY", "KEEP", "REMOVE"] as const;
export type TpmOutcome = (typeof TPM_OUTCOMES)[number];

export const FINDING_OUTCOMES = ["PASS", "WARN", "BLOCK", "UNKNOWN", "NOT_APPLICABLE"] as const;
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number];

export const DECISIONS = ["ALLOWED", "BLOCKED", "UNDETERMINED"] as const;
export type Decision = (typeof DECISIONS)[number];

export const FIRMWARES = ["BIOS", "EFI"] as const;
export type Firmware = (typeof FIRMWARES)[number];

/** The virtual hardware on which a TPM depends, by the names that a request gives it. */
export const HARDWARE_PARTS = ["guestId", "firmware", "hardwareVersion"] as const;
export type HardwarePart = (typeof HARDWARE_PARTS)[number];

export const POWER_STATES = ["POWERED_ON", "POWERED_OFF", "SUSPENDED"] as const;
export type PowerState = (typeof POWER_STATES)[number];

export const CONNECTION_STATUSES = ["CONNECTED", "DISCONNECTED", "UNKNOWN"] as const;
export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

export const KMS_TYPES = ["STANDARD", "NATIVE", "TRUSTED"] as const;
export type KmsType = (typeof KMS_TYPES)[number];

export const GUEST_FAMILIES = ["WINDOWS", "LINUX", "OTHER", "UNKNOWN"] as const;
export type GuestFamily = (typeof GUEST_FAMILIES)[number];

/**
 * Why the home of a VM is encrypted. FOR_TPM: it came with the TPM, and goes with it. BY_POLICY: a storage
 * policy asks for it, with a TPM or without.
 */
export const VM_ENCRYPTIONS = ["NONE", "FOR_TPM", "BY_POLICY", "UNKNOWN"] as const;
export type VmEncryption = (typeof VM_ENCRYPTIONS)[number];

export const IMPORT_MODES = ["MOVE", "CLONE"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** A warning that a mutation carries out only when its caller has acknowledged it. */
export const WARNING_CODES = ["TPM_REMOVAL"] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** Where the default key provider in force was set: the cluster's wins over the vCenter's. */
export const KEY_PROVIDER_SCOPES = ["CLUSTER", "VCENTER"] as const;
export type KeyProviderScope = (typeof KEY_PROVIDER_SCOPES)[number];

/** The rules' ids, in the catalogue's order: the order in which an administrator would fix things. */
export const RULE_IDS = [
  "vcenter-connected",
  "tpm-option-offered",
  "guest-os-supports-tpm",
  "firmware-is-efi",
  "hardware-version-14",
  "vcenter-supports-guest",
  "vdc-supports-tpm",
  "one-tpm-per-vm",
  "vm-home-encryption",
  "powered-off-to-change-tpm",
  "no-snapshots-to-change-tpm",
  "tpm-removal-acknowledged",
  "key-provider-on-target",
  "key-provider-same-kms",
  "shared-storage-or-fast-cross-vcenter",
  "export-carries-no-tpm-state",
  "sync-carries-no-tpm-state",
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** The one change that a remedy asks for. */
export const REMEDY_ACTIONS = [
  "REGISTER_KMS",
  "RECONNECT_KMS",
  "SET_DEFAULT_KEY_PROVIDER",
  "UPGRADE_VCENTER",
  "RECONNECT_VCENTER",
  "MOUNT_STORAGE_VOLUME",
  "ACTIVATE_FAST_CROSS_VCENTER",
  "CHOOSE_TPM_PROVISIONING",
  "SET_FIRMWARE_EFI",
  "UPGRADE_HARDWARE",
  "POWER_OFF",
  "REMOVE_SNAPSHOTS",
  "ACKNOWLEDGE_WARNING",
  "RECAPTURE_TEMPLATE",
  "CHOOSE_OTHER_VDC",
  "CHANGE_GUEST_OS",
  "KEEP_EXISTING_TPM",
  "RECORD_MISSING_FACT",
] as const;
export type RemedyAction = (typeof REMEDY_ACTIONS)[number];

/** Why a VDC cannot have VMs with a TPM. What is not known is a reason too: it is never taken as support. */
export const CAPABILITY_REASONS = [
  "VCENTER_NOT_CONNECTED",
  "VCENTER_VERSION_UNKNOWN",
  "VCENTER_TOO_OLD",
  "MAX_HARDWARE_VERSION_UNKNOWN",
  "MAX_HARDWARE_VERSION_TOO_LOW",
  "NO_DEFAULT_KEY_PROVIDER",
  "KMS_NOT_INVENTORIED",
  "KEY_PROVIDER_DISCONNECTED",
  "KEY_PROVIDER_HEALTH_UNKNOWN",
] as const;
export type CapabilityReason = (typeof CAPABILITY_REASONS)[number];
