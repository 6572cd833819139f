import { registerEnumType } from "type-graphql";
import { AUDIT_OUTCOMES, CAPABILITY_TRIGGERS, TASK_STATUSES, VCENTER_FAULT_KINDS } from "../../schema/tables/index.ts";
import { rules } from "../validation/catalogue.ts";
import { RETIRED_RULE, type RetiredRule } from "../validation/verdict-on-record.ts";
import {
  CAPABILITY_REASONS,
  CONNECTION_STATUSES,
  DECISIONS,
  FINDING_OUTCOMES,
  FIRMWARES,
  GUEST_FAMILIES,
  IMPORT_MODES,
  KEY_PROVIDER_SCOPES,
  KMS_TYPES,
  POWER_STATES,
  REMEDY_ACTIONS,
  RULE_IDS,
  type RuleId as RuleIdValue,
  TPM_OUTCOMES,
  TPM_PROVISIONINGS,
  TPM_STATUSES,
  WARNING_CODES,
  WORKFLOWS,
} from "../validation/vocabulary.ts";

type EnumObject<V extends string> = { readonly [K in V]: K };

function defineEnum<V extends string>(
  name: string,
  values: readonly V[],
  description: string,
  descriptions: Readonly<Record<V, string>>,
): EnumObject<V> {
  const object = Object.fromEntries(values.map((value) => [value, value])) as EnumObject<V>;
  const valuesConfig = Object.fromEntries(values.map((value) => [value, { description: descriptions[value] }]));
  registerEnumType<Record<string, string>>(object, { name, description, valuesConfig });
  return object;
}

export const TpmProvisioning = defineEnum(
  "TpmProvisioning",
  TPM_PROVISIONINGS,
  "The TPM provisioning option: an identical TPM or a new one.",
  {
    COPY: "An identical TPM, with the same identity and secrets. The copy can open what the TPM sealed, for example BitLocker keys.",
    REPLACE: "A new TPM with its own identity. The copy cannot open what the original TPM sealed.",
  },
);

export const TpmStatus = defineEnum("TpmStatus", TPM_STATUSES, "Whether a VM has a virtual TPM.", {
  PRESENT: "It has one.",
  NOT_PRESENT: "It has none.",
  UNKNOWN: "It is not recorded whether it has one. UNKNOWN never means NOT_PRESENT.",
});

export const TpmOutcome = defineEnum("TpmOutcome", TPM_OUTCOMES, "What a workflow does to one VM's TPM.", {
  NONE: "There is no TPM, or it is not touched.",
  ATTACH_NEW: "A new TPM with a new identity is attached.",
  COPY: "The copy gets an identical TPM, with the same identity.",
  KEEP: "The VM keeps its TPM.",
  REMOVE: "The TPM is removed. What it sealed is lost.",
});

export const Decision = defineEnum("Decision", DECISIONS, "The decision of a verdict.", {
  ALLOWED: "It is allowed.",
  BLOCKED: "It is not allowed. At least one finding blocks it.",
  UNDETERMINED: "A fact is missing that could block it. It is not allowed until the fact is recorded.",
});

export const FindingOutcome = defineEnum("FindingOutcome", FINDING_OUTCOMES, "What a rule found.", {
  PASS: "The rule is satisfied.",
  WARN: "The workflow is allowed, but read this first.",
  BLOCK: "The rule forbids it.",
  UNKNOWN: "A fact that the rule needs is missing.",
  NOT_APPLICABLE: "The rule does not apply.",
});

export const ConnectionStatus = defineEnum(
  "ConnectionStatus",
  CONNECTION_STATUSES,
  "Whether something can be reached.",
  {
    CONNECTED: "It answers.",
    DISCONNECTED: "It does not answer.",
    UNKNOWN: "It is not recorded whether it answers.",
  },
);

export const KmsType = defineEnum("KmsType", KMS_TYPES, "The type of a key provider.", {
  STANDARD: "A cluster of external KMIP servers.",
  NATIVE: "vSphere Native Key Provider. vCenter derives the keys itself.",
  TRUSTED: "Trusted key provider of vSphere Trust Authority. Only attested hosts get keys.",
});

export const GuestFamily = defineEnum("GuestFamily", GUEST_FAMILIES, "The family of a guest operating system.", {
  WINDOWS: "Microsoft Windows.",
  LINUX: "Linux.",
  OTHER: "Neither Windows nor Linux. These guests do not support a TPM.",
  UNKNOWN: "The guest ID is missing or is not in the table of guest operating systems.",
});

export const Firmware = defineEnum("Firmware", FIRMWARES, "The boot firmware of a VM.", {
  BIOS: "Legacy BIOS. It does not support a TPM.",
  EFI: "UEFI. A TPM needs it.",
});

export const PowerState = defineEnum("PowerState", POWER_STATES, "The power state of a VM.", {
  POWERED_ON: "It runs.",
  POWERED_OFF: "It is off.",
  SUSPENDED: "It is suspended to disk.",
});

export const ImportMode = defineEnum("ImportMode", IMPORT_MODES, "What happens to the original when it is imported.", {
  MOVE: "The original itself goes into the VDC, with its TPM.",
  CLONE: "The original stays. The VDC gets a copy with an identical TPM.",
});

export const WarningCode = defineEnum(
  "WarningCode",
  WARNING_CODES,
  "A warning that has to be acknowledged by whoever goes on.",
  {
    TPM_REMOVAL: "Removing a TPM destroys what it sealed, BitLocker keys for one.",
  },
);

export const KeyProviderScope = defineEnum(
  "KeyProviderScope",
  KEY_PROVIDER_SCOPES,
  "Where a default key provider was set.",
  {
    CLUSTER: "On the cluster. It takes precedence over the vCenter's.",
    VCENTER: "On the vCenter.",
  },
);

export const CapabilityTrigger = defineEnum(
  "CapabilityTrigger",
  CAPABILITY_TRIGGERS,
  "Why the TPM capability of a VDC was detected.",
  {
    IMPORT: "The estate was imported.",
    TASK: "A workflow that involves the VDC was executed or refused.",
    REFRESH: "A user asked for it with refreshVdcCapabilities.",
  },
);

export const CapabilityReason = defineEnum(
  "CapabilityReason",
  CAPABILITY_REASONS,
  "Why VMs in a VDC cannot have a TPM. A missing fact is a reason, too.",
  {
    VCENTER_NOT_CONNECTED: "The vCenter is not known to answer.",
    VCENTER_VERSION_UNKNOWN: "The vCenter's version is not known.",
    VCENTER_TOO_OLD: "The vCenter is older than 6.7.0.",
    MAX_HARDWARE_VERSION_UNKNOWN: "The highest hardware version of the cluster is not known.",
    MAX_HARDWARE_VERSION_TOO_LOW: "The cluster does not run hardware version 14, which a TPM needs.",
    NO_DEFAULT_KEY_PROVIDER: "Neither the cluster nor the vCenter has a default key provider.",
    KMS_NOT_INVENTORIED: "No default is known, and not all KMS registrations are listed.",
    KEY_PROVIDER_DISCONNECTED: "The vCenter does not reach the default key provider.",
    KEY_PROVIDER_HEALTH_UNKNOWN: "It is not recorded whether the vCenter reaches the default key provider.",
  },
);

export const TaskStatus = defineEnum("TaskStatus", TASK_STATUSES, "The status of a task.", {
  QUEUED: "The task waits for a worker.",
  RUNNING: "A worker runs the task.",
  SUCCESS: "The task is done.",
  ERROR: "The task failed. error says why. Nothing was changed.",
  CANCELED: "The task was canceled. Nothing was changed.",
});

export const VCenterFaultKind = defineEnum(
  "VCenterFaultKind",
  VCENTER_FAULT_KINDS,
  "What goes wrong on a simulated vCenter while it carries out an operation.",
  {
    FAIL_AT_PROGRESS: "It fails, and the task ends in ERROR with VCENTER_FAULT; nothing is changed.",
    SLOW: "It takes longer.",
    DISCONNECT_AT_PROGRESS:
      "It does not answer any more: it is DISCONNECTED from then on, and the verdict that is reached anew ends the task.",
    DISCONNECT_KMS_AT_PROGRESS:
      "It does not reach a key provider any more, whose registration is DISCONNECTED from then on; the verdict that is reached anew ends the task, or lets it go on where it needs no such key.",
  },
);

export const AuditOutcome = defineEnum("AuditOutcome", AUDIT_OUTCOMES, "The outcome of a request.", {
  ACCEPTED: "The change was made, or a task was queued.",
  REFUSED: "Nothing was changed.",
  REPEATED:
    "The request repeated an earlier one with the same idempotency key. It was answered with the task of the earlier one.",
});

export const Workflow = defineEnum("Workflow", WORKFLOWS, "What can be done to VMs, vApps and templates.", {
  CREATE_VM: "Create a VM from nothing.",
  CREATE_VM_FROM_TEMPLATE: "Create a VM from a VM of a template.",
  RECONFIGURE_VM: "Change a VM's name, guest OS, firmware, hardware version or TPM.",
  COPY_VM: "Copy a VM.",
  MOVE_VM: "Move a VM to another VDC or vApp.",
  IMPORT_VM: "Take a VM of a vCenter into a VDC.",
  INSTANTIATE_VAPP_TEMPLATE: "Make a vApp from a template.",
  CREATE_VAPP_FROM_OVF: "Make a vApp from an OVF descriptor.",
  ADD_VM_TO_VAPP: "Create a VM inside a vApp.",
  ADD_TEMPLATE_VM_TO_VAPP: "Create a VM inside a vApp from a VM of a template.",
  COPY_VAPP: "Copy a vApp with all of its VMs.",
  MOVE_VAPP: "Move a vApp with all of its VMs.",
  IMPORT_VAPP: "Take a vApp of a vCenter into a VDC.",
  CAPTURE_VAPP: "Capture a vApp to a catalog as a template.",
  CAPTURE_VM: "Capture a standalone VM to a catalog as a template.",
  CREATE_VAPP_TEMPLATE_FROM_OVF: "Make a template from an OVF descriptor.",
  COPY_VAPP_TEMPLATE: "Copy a template to a catalog.",
  MOVE_VAPP_TEMPLATE: "Move a template to a catalog.",
  EXPORT_VAPP_TEMPLATE: "Download a template as OVF.",
});

const SHOWN_ACTIONS = [...REMEDY_ACTIONS, "RETIRED_REMEDY"] as const;

export const RemedyAction = defineEnum("RemedyAction", SHOWN_ACTIONS, "The one change that a remedy asks for.", {
  REGISTER_KMS:
    "Register the key provider on the vCenter under this name: registerKms. If the name is registered with another KMS: updateKms.",
  RECONNECT_KMS: "Make the key provider reachable from the vCenter again: updateKms.",
  SET_DEFAULT_KEY_PROVIDER: "Make the key provider the default of the vCenter or the cluster: setDefaultKeyProvider.",
  UPGRADE_VCENTER: "Upgrade the vCenter to at least this version: updateVCenter.",
  RECONNECT_VCENTER: "Make the vCenter reachable again: updateVCenter.",
  MOUNT_STORAGE_VOLUME: "Mount the storage volume in the cluster: mountStorageVolume.",
  ACTIVATE_FAST_CROSS_VCENTER: "Activate fast cross-vCenter vApp instantiation on the vCenter: updateVCenter.",
  CHOOSE_TPM_PROVISIONING: "Ask for this TPM option. If none is named, omit the option.",
  SET_FIRMWARE_EFI: "Set the VM's firmware to EFI: reconfigureVm.",
  UPGRADE_HARDWARE: "Upgrade the VM's hardware version: reconfigureVm.",
  POWER_OFF: "Power the VM off: powerOffVm.",
  REMOVE_SNAPSHOTS: "Remove all of the VM's snapshots: removeSnapshots.",
  ACKNOWLEDGE_WARNING: "Name the warning in acknowledgeWarnings.",
  RECAPTURE_TEMPLATE:
    "Capture the template again as described: captureVapp or captureVm, then deleteVappTemplate for the old one.",
  CHOOSE_OTHER_VDC: "Choose another VDC as the destination.",
  CHANGE_GUEST_OS: "Change the guest OS to a supported one: reconfigureVm.",
  KEEP_EXISTING_TPM: "Omit tpmPresent: the VM already has a TPM.",
  RECORD_MISSING_FACT:
    "Find out a missing fact and record it. VM or unmanaged VM: recordVmFacts. Template and its VMs: recordTemplateFacts. Cluster: updateCluster, and mountStorageVolume for its storage. vCenter: updateVCenter. Key providers of a vCenter: registerKms, setDefaultKeyProvider, then updateVCenter with kmsInventoried. Status of a key provider: updateKms.",
  RETIRED_REMEDY:
    "Only in a verdict that an older version of the gateway stored: a remedy that this version no longer knows. A preflight proposes what helps now.",
});

const ruleNames = RULE_IDS.map((id) => [id.toUpperCase().replaceAll("-", "_"), id] as const);

/** A rule's id in GraphQL's spelling; the value behind it is the rule's id, `key-provider-on-target`. */
export const RuleId = Object.fromEntries([...ruleNames, ["RETIRED_RULE", RETIRED_RULE]]) as Readonly<
  Record<string, RuleIdValue | RetiredRule>
>;
registerEnumType<Record<string, string>>(RuleId, {
  name: "RuleId",
  description: "A rule of the validation service.",
  valuesConfig: {
    ...Object.fromEntries(
      ruleNames.map(([name, id]) => [name, { description: rules.find((rule) => rule.id === id)?.checks ?? id }]),
    ),
    RETIRED_RULE: {
      description:
        "Only in a verdict that an older version of the gateway stored: a rule that this version no longer has. The title of the finding names it.",
    },
  },
});

/** Which GraphQL enum an enum column of Postgres shows as, by the Postgres enum's name. */
export const enumsByPostgresName: Readonly<Record<string, { readonly name: string; readonly type: object }>> = {
  workflow: { name: "Workflow", type: Workflow },
  task_status: { name: "TaskStatus", type: TaskStatus },
  audit_outcome: { name: "AuditOutcome", type: AuditOutcome },
};
