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
        ...withoutKeyOfTpm(machine),
      };
    case "ATTACH_NEW":
      // It may have none: then it gets none, and what it gets remains to be found out.
      if (machine.tpmStatus === "UNKNOWN") return {};
      return {
        tpmStatus: "PRESENT",
        tpmEkSha256: newTpmIdentity(),
        tpmProvisionedAt: at,
        ...(isToBeEncrypted(machine) && encryptAnew(destination)),
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

/** Where it is not known whether a policy asks for the key, it is not known either whether the key stays. */
function withoutKeyOfTpm({ encryptedByPolicy }: FoundTpm): TpmChange {
  if (encryptedByPolicy === null) return { keyProviderName: null };
  return encryptedByPolicy ? {} : NOT_ENCRYPTED;
}

/** What a storage policy encrypts, or may, keeps what it has: a key that is not recorded is not known. */
function isToBeEncrypted({ keyProviderName, encryptedByPolicy }: FoundTpm): boolean {
  return keyProviderName === null && encryptedByPolicy === false;
}

function encryptAnew(destination: PlaceFacts): TpmChange {
  const keyProviderName = findDefaultKeyProvider(destination)?.name;
  invariant(keyProviderName, "a VM is given a TPM only where a key provider can encrypt it");
  return { keyProviderName, encryptedByPolicy: false };
}

function encryptionOf({ tpmStatus, keyProviderName, encryptedByPolicy }: FoundTpm): VmEncryption {
  return findEncryption({ tpm: tpmStatus, keyProvider: keyProviderName, encryptedByPolicy });
}
