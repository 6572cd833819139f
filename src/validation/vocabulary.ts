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
  "REKEY_VM",
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

/** Whether a VM's keys can be had where it is. LOCKED: its key provider is not registered there. */
export const CRYPTO_STATES = ["NOT_ENCRYPTED", "UNLOCKED", "LOCKED", "UNKNOWN"] as const;
export type CryptoState = (typeof CRYPTO_STATES)[number];

/** How a vApp is moved. MOVE_VAPP_API: VCD's moveVApp, which needs neither shared storage nor power-off. */
export const MOVE_METHODS = ["CLONE_AND_DELETE", "MOVE_VAPP_API"] as const;
export type MoveMethod = (typeof MOVE_METHODS)[number];

export const IMPORT_MODES = ["MOVE", "CLONE"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** A warning that a mutation carries out only when its caller has acknowledged it. */
export const WARNING_CODES = ["TPM_REMOVAL", "SNAPSHOT_LOSS", "FOREIGN_KEYS", "FIRMWARE_CHANGE"] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** What an OVF holds that is not taken over, or could not be read. */
export const OVF_REMARKS = [
  "TPM_NOT_READ",
  "TPM_WITHOUT_RESOURCE_TYPE",
  "NVRAM_LEFT_OUT",
  "SETTING_NOT_READ",
  "VAPP_IN_VAPP",
  "TPM_OF_OTHER_HARDWARE",
  "TPM_LEFT_OUT",
] as const;
export type OvfRemark = (typeof OVF_REMARKS)[number];

/** Where the default key provider in force was set: the cluster's wins over the vCenter's. */
export const KEY_PROVIDER_SCOPES = ["CLUSTER", "VCENTER"] as const;
export type KeyProviderScope = (typeof KEY_PROVIDER_SCOPES)[number];

/** The rules' ids, in the catalogue's order: the order in which an administrator would fix things. */
export const RULE_IDS = [
  "vcenter-connected",
  "vcenters-trust-each-other",
  "same-organization",
  "template-shared-with-organization",
  "tpm-option-offered",
  "guest-os-supports-tpm",
  "vcenter-knows-guest-os",
  "firmware-is-efi",
  "hardware-version-14",
  "vcenter-supports-guest",
  "hosts-support-guest",
  "cluster-runs-hardware-version",
  "vdc-supports-tpm",
  "one-tpm-per-vm",
  "vm-home-encryption",
  "powered-off-to-change-tpm",
  "no-snapshots-to-change-tpm",
  "linked-clone-keeps-its-tpm",
  "powered-off-to-change-hardware",
  "hardware-version-not-lowered",
  "guest-boots-with-its-firmware",
  "tpm-removal-acknowledged",
  "guest-os-has-its-tpm",
  "key-available-at-source",
  "key-provider-on-target",
  "key-provider-same-kms",
  "key-available-at-destination",
  "vcenters-move-encrypted-vms",
  "shared-storage-or-fast-cross-vcenter",
  "fast-provisioning-has-no-replace",
  "powered-off-to-move-vapp",
  "snapshots-are-kept",
  "tpm-identity-stays-unique",
  "sealed-data-stays-readable",
  "ovf-is-read-whole",
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
  "RESTORE_NATIVE_KEY_PROVIDER",
  "BACK_UP_KEY_PROVIDER",
  "REKEY_VM",
  "TRUST_VCENTER",
  "USE_MOVE_VAPP_API",
  "LEAVE_OUT_OPTIONAL_TPM",
  "USE_SHARED_CATALOG",
  "PUBLISH_CATALOG",
  "CONSOLIDATE_VM",
  "TURN_OFF_FAST_PROVISIONING",
  "KEEP_HARDWARE_VERSION",
  "ATTACH_TPM",
  "CHECK_OVF",
  "KEEP_RECOVERY_KEY",
  "DECRYPT_AND_RECAPTURE",
  "DECRYPT_VMS",
  "REPLACE_TPM_AFTERWARDS",
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
  "KEY_PROVIDER_NOT_BACKED_UP",
  "KEY_PROVIDER_NEEDS_NEWER_VCENTER",
  "HOSTS_TOO_OLD",
] as const;
export type CapabilityReason = (typeof CAPABILITY_REASONS)[number];
