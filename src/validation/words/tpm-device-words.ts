import type { TpmDeviceStatements } from "../statements/tpm-device-statements.ts";
import { plainly, type Words } from "./audience.ts";
import { quote } from "./names.ts";

export const tpmDeviceWords: Words<TpmDeviceStatements> = {
  "tpm-does-not-change": ({ vm }) => plainly(`No TPM is attached to VM ${quote(vm)} or removed from it.`),

  "no-second-tpm-is-attached": ({ vm }) => plainly(`No second TPM is attached to VM ${quote(vm)}.`),
  "vm-has-no-tpm-yet": ({ vm }) => plainly(`VM ${quote(vm)} has no TPM yet.`),
  "vm-may-have-a-tpm": ({ vm }) => ({
    message: `It is not known whether VM ${quote(vm)} has a TPM.`,
    explanation: `A TPM is to be attached to VM ${quote(vm)}. A VM has one TPM at most.`,
  }),
  "vm-has-a-tpm": ({ vm }) => ({
    message: `VM ${quote(vm)} already has a TPM.`,
    explanation: `A second TPM is to be attached to VM ${quote(vm)}. A VM has one TPM at most.`,
  }),

  "vm-is-powered-off": ({ vm }) => plainly(`VM ${quote(vm)} is powered off.`),
  "vm-is-not-powered-off": ({ vm, powerState }) => ({
    message: `VM ${quote(vm)} must be powered off before its TPM is changed.`,
    explanation: `VM ${quote(vm)} is ${powerState}. Its TPM can be changed only while it is POWERED_OFF.`,
  }),
  "power-state-is-unknown": ({ vm }) => ({
    message: `It is not known whether VM ${quote(vm)} is powered off.`,
    explanation: `No power state is recorded for VM ${quote(vm)}. Its TPM can be changed only while it is POWERED_OFF.`,
  }),

  "vm-has-no-snapshots": ({ vm }) => plainly(`VM ${quote(vm)} has no snapshots.`),
  "vm-has-snapshots": ({ vm, snapshotCount }) => ({
    message: "Cannot change encryption state with virtual machine snapshots present.",
    explanation: `VM ${quote(vm)} has ${snapshotCount} ${snapshotCount === 1 ? "snapshot" : "snapshots"}. Its TPM can be changed only while it has none.`,
  }),
  "snapshots-are-unknown": ({ vm }) => ({
    message: `It is not known whether VM ${quote(vm)} has snapshots.`,
    explanation: `It is not recorded how many snapshots VM ${quote(vm)} has. Its TPM can be changed only while it has none.`,
  }),

  "no-tpm-is-removed": ({ vm }) => plainly(`No TPM is removed from VM ${quote(vm)}.`),
  "removal-may-lose-secrets": ({ vm }) => ({
    message: `It is not known whether VM ${quote(vm)} has a TPM.`,
    explanation: `If VM ${quote(vm)} has a TPM, removing it loses everything that this TPM has sealed.`,
  }),
  "removal-loses-secrets": ({ vm }) => ({
    message: `Removing the TPM of VM ${quote(vm)} cannot be undone.`,
    explanation: `Everything that the TPM of VM ${quote(vm)} has sealed is lost for good, such as BitLocker keys.`,
  }),
};
