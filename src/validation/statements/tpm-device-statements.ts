import type { PowerState } from "../vocabulary.ts";

/** What attaching a TPM to a VM, and removing one, needs and loses. */
export interface TpmDeviceStatements {
  "tpm-does-not-change": { readonly vm: string };

  "no-second-tpm-is-attached": { readonly vm: string };
  "vm-has-no-tpm-yet": { readonly vm: string };
  "vm-may-have-a-tpm": { readonly vm: string };
  "vm-has-a-tpm": { readonly vm: string };

  "vm-is-powered-off": { readonly vm: string };
  "vm-is-not-powered-off": { readonly vm: string; readonly powerState: Exclude<PowerState, "POWERED_OFF"> };
  "power-state-is-unknown": { readonly vm: string };

  "vm-has-no-snapshots": { readonly vm: string };
  "vm-has-snapshots": { readonly vm: string; readonly snapshotCount: number };
  "snapshots-are-unknown": { readonly vm: string };

  "no-tpm-is-removed": { readonly vm: string };
  "removal-may-lose-secrets": { readonly vm: string };
  "removal-loses-secrets": { readonly vm: string };
}
