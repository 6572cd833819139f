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
  "What a copy's TPM is: the same one again, or a new one.",
  {
    COPY: "An identical TPM: same identity, same secrets. What the TPM sealed (BitLocker keys, for one) opens in the copy too.",
    REPLACE: "A new TPM with an identity of its own. What the original's TPM sealed does not open in the copy.",
  },
);

export const TpmStatus = defineEnum("TpmStatus", TPM_STATUSES, "Whether a VM has a virtual TPM.", {
  PRESENT: "It has one.",
  NOT_PRESENT: "It has none.",
  UNKNOWN: "Nobody has recorded whether it has one. Never read as NOT_PRESENT.",
});

export const TpmOutcome = defineEnum("TpmOutcome", TPM_OUTCOMES, "What a workflow does to one VM's TPM.", {
  NONE: "Nothing: there is no TPM to do anything to, or it is not touched.",
  ATTACH_NEW: "A new TPM with a new identity is attached.",
  COPY: "The copy gets an identical TPM, with the same identity.",
  KEEP: "The same TPM moves along, or stays.",
  REMOVE: "The TPM is removed; what it sealed is lost for good.",
});

export const Decision = defineEnum("Decision", DECISIONS, "What a verdict comes to.", {
  ALLOWED: "It may be done.",
  BLOCKED: "It may not be done: at least one finding blocks it.",
  UNDETERMINED: "A fact is missing without which nobody can say. It is not permitted until the fact is recorded.",
});

export const FindingOutcome = defineEnum("FindingOutcome", FINDING_OUTCOMES, "What a rule found.", {
  PASS: "The rule is satisfied.",
  WARN: "It may be done, but somebody should know something first.",
  BLOCK: "The rule forbids it.",
  UNKNOWN: "A fact that the rule needs is missing.",
  NOT_APPLICABLE: "The rule does not concern this case.",
});

export const ConnectionStatus = defineEnum(
  "ConnectionStatus",
  CONNECTION_STATUSES,
  "Whether something can be reached.",
  {
    CONNECTED: "It answers.",
    DISCONNECTED: "It does not answer.",
    UNKNOWN: "Nobody has recorded whether it answers.",
  },
);

export const KmsType = defineEnum("KmsType", KMS_TYPES, "The kind of a key provider.", {
  STANDARD: "A cluster of external KMIP servers.",
  NATIVE: "vSphere Native Key Provider: vCenter makes the keys itself.",
  TRUSTED: "vSphere Trust Authority: keys only for attested hosts.",
});

export const GuestFamily = defineEnum("GuestFamily", GUEST_FAMILIES, "The family of a guest operating system.", {
  WINDOWS: "Microsoft Windows.",
  LINUX: "Linux.",
  OTHER: "Neither: no TPM for these.",
  UNKNOWN: "The guest id is missing, or in no table of ours.",
});

export const Firmware = defineEnum("Firmware", FIRMWARES, "How a VM boots.", {
  BIOS: "Legacy BIOS; cannot have a TPM.",
  EFI: "UEFI; a TPM needs it.",
});

export const PowerState = defineEnum("PowerState", POWER_STATES, "Whether a VM runs.", {
  POWERED_ON: "It runs.",
  POWERED_OFF: "It is off.",
  SUSPENDED: "It is suspended to disk.",
});

export const ImportMode = defineEnum("ImportMode", IMPORT_MODES, "What an import leaves behind.", {
  MOVE: "Nothing: the VM itself is taken in, with its TPM.",
  CLONE: "The VM: what is taken in is a copy of it, with an identical TPM.",
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
    CLUSTER: "On the cluster; it wins over the vCenter's.",
    VCENTER: "On the vCenter.",
  },
);

export const CapabilityTrigger = defineEnum(
  "CapabilityTrigger",
  CAPABILITY_TRIGGERS,
  "What made a VDC's TPM capability be detected.",
  {
    IMPORT: "The estate was imported.",
    TASK: "A workflow that involves the VDC was executed or refused.",
    REFRESH: "Somebody asked for it.",
  },
);

export const CapabilityReason = defineEnum(
  "CapabilityReason",
  CAPABILITY_REASONS,
  "Why VMs in a VDC cannot have a TPM. What is not known is a reason too.",
  {
    VCENTER_NOT_CONNECTED: "The vCenter is not known to answer.",
    VCENTER_VERSION_UNKNOWN: "The vCenter's version is not known.",
    VCENTER_TOO_OLD: "The vCenter is older than 6.7.0.",
    MAX_HARDWARE_VERSION_UNKNOWN: "The highest hardware version of the cluster is not known.",
    MAX_HARDWARE_VERSION_TOO_LOW: "The cluster does not run hardware version 14, which a TPM needs.",
    NO_DEFAULT_KEY_PROVIDER: "Neither the cluster nor the vCenter has a default key provider.",
    KMS_NOT_INVENTORIED: "No default is known, and not all KMS registrations are listed.",
    KEY_PROVIDER_DISCONNECTED: "The vCenter does not reach the default key provider.",
    KEY_PROVIDER_HEALTH_UNKNOWN: "Nobody has recorded whether the vCenter reaches the default key provider.",
  },
);

export const TaskStatus = defineEnum("TaskStatus", TASK_STATUSES, "How far a task is.", {
  QUEUED: "It waits for a worker.",
  RUNNING: "A worker carries it out.",
  SUCCESS: "It was carried out.",
  ERROR: "It was not carried out; `error` says why, and nothing was changed.",
  CANCELED: "Somebody canceled it; nothing was changed.",
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

export const AuditOutcome = defineEnum("AuditOutcome", AUDIT_OUTCOMES, "How a mutation was answered.", {
  ACCEPTED: "What was asked for was done, or queued as a task.",
  REFUSED: "Nothing was changed.",
  REPEATED: "It was asked for before under the same idempotency key, and answered with the task of that time.",
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
    "Register the key provider on the vCenter under this name: registerKms. Where it is registered and another KMS is behind it: updateKms.",
  RECONNECT_KMS: "Make the key provider reachable from the vCenter again: updateKms.",
  SET_DEFAULT_KEY_PROVIDER: "Make the key provider the default of the vCenter or the cluster: setDefaultKeyProvider.",
  UPGRADE_VCENTER: "Upgrade the vCenter to at least this version: updateVCenter.",
  RECONNECT_VCENTER: "Make the vCenter reachable again: updateVCenter.",
  MOUNT_STORAGE_VOLUME: "Mount the storage volume in the cluster: mountStorageVolume.",
  ACTIVATE_FAST_CROSS_VCENTER: "Activate fast cross-vCenter vApp instantiation on the vCenter: updateVCenter.",
  CHOOSE_TPM_PROVISIONING: "Ask for this option instead; with no option named, leave it out.",
  SET_FIRMWARE_EFI: "Set the VM's firmware to EFI: reconfigureVm.",
  UPGRADE_HARDWARE: "Upgrade the VM's hardware version: reconfigureVm.",
  POWER_OFF: "Power the VM off: powerOffVm.",
  REMOVE_SNAPSHOTS: "Remove all of the VM's snapshots: removeSnapshots.",
  ACKNOWLEDGE_WARNING: "Name the warning in acknowledgeWarnings.",
  RECAPTURE_TEMPLATE:
    "Capture the template again, so that it is as the description says: captureVapp or captureVm, and deleteVappTemplate for the one that it replaces.",
  CHOOSE_OTHER_VDC: "Choose a VDC whose cluster can do it.",
  CHANGE_GUEST_OS: "Give the VM a guest OS that supports it: reconfigureVm.",
  KEEP_EXISTING_TPM: "Leave tpmPresent out: the VM has a TPM already.",
  RECORD_MISSING_FACT:
    "Find out what is not known, and record it. Of a VM, also of one that can be imported: recordVmFacts. Of a template and its VMs: recordTemplateFacts. Of a cluster: updateCluster, and mountStorageVolume for what it mounts. Of a vCenter: updateVCenter. Of its key providers: registerKms for each that is not listed, setDefaultKeyProvider, and then updateVCenter with kmsInventoried; of the health of one: updateKms.",
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
