import { newTpmIdentity } from "../../inventory/machines/tpm-identity.ts";
import type { TpmChange, TpmState } from "../../inventory/machines/write-vms.ts";
import { findEncryption } from "../../validation/encryption.ts";
import type { PlaceFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import { findDefaultKeyProvider } from "../../validation/key-providers.ts";
import type { TpmOutcome, VmEncryption } from "../../validation/vocabulary.ts";

/** What is there before. */
type FoundTpm = Pick<TpmState, "tpmStatus" | "keyProviderName" | "encryptedByPolicy">;

/**
 * What an outcome does to a VM's TPM. COPY and KEEP leave all as it is, for the identity is what makes it that
 * TPM. A new TPM has a new identity, and encrypts the home of a VM that was not encrypted under the
 * destination's default key provider. A TPM that is removed takes along the encryption that came with it.
 */
export function changeOfTpm(outcome: TpmOutcome, machine: FoundTpm, destination: PlaceFacts, at: Date): TpmChange {
  switch (outcome) {
    case "NONE":
    case "COPY":
    case "KEEP":
      return {};
    case "REMOVE":
      return {
        tpmStatus: "NOT_PRESENT",
        tpmEkSha256: null,
        tpmProvisionedAt: null,
        ...(encryptionOf(machine) === "FOR_TPM" && NOT_ENCRYPTED),
      };
    case "ATTACH_NEW":
      // It may have none: then it gets none, and what it gets remains to be found out.
      if (machine.tpmStatus === "UNKNOWN") return {};
      return {
        tpmStatus: "PRESENT",
        tpmEkSha256: newTpmIdentity(),
        tpmProvisionedAt: at,
        ...(machine.keyProviderName === null && encryptAnew(machine, destination)),
      };
  }
}

/**
 * What an outcome makes of the TPM of a VM that goes into a template. A template of which each instance gets a
 * new TPM merely describes one: it has neither an identity nor the key that came with the TPM.
 */
export function changeOfStoredTpm(outcome: TpmOutcome, machine: FoundTpm): TpmChange {
  if (outcome !== "ATTACH_NEW" || machine.tpmStatus === "UNKNOWN") return {};
  return {
    tpmStatus: "PRESENT",
    tpmEkSha256: null,
    tpmProvisionedAt: null,
    ...(encryptionOf(machine) === "FOR_TPM" && NOT_ENCRYPTED),
  };
}

/** No key, and no policy that asks for one. */
const NOT_ENCRYPTED = { keyProviderName: null, encryptedByPolicy: false } as const;

function encryptAnew({ encryptedByPolicy }: FoundTpm, destination: PlaceFacts): TpmChange {
  const keyProviderName = findDefaultKeyProvider(destination)?.name;
  invariant(keyProviderName, "a VM is given a TPM only where a key provider can encrypt it");
  return { keyProviderName, encryptedByPolicy: encryptedByPolicy ?? false };
}

function encryptionOf({ tpmStatus, encryptedByPolicy }: FoundTpm): VmEncryption {
  return findEncryption({ tpm: tpmStatus, encryptedByPolicy });
}
