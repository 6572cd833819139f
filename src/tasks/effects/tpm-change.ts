import { newTpmIdentity } from "../../inventory/machines/tpm-identity.ts";
import type { TpmChange, TpmState } from "../../inventory/machines/write-vms.ts";
import type { PlaceFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import { findDefaultKeyProvider } from "../../validation/key-providers.ts";
import type { TpmOutcome } from "../../validation/vocabulary.ts";

/**
 * What an outcome does to a VM's TPM. COPY and KEEP leave all as it is, for the identity is what makes
 * it that TPM. A new TPM has a new identity, and encrypts the home of a VM that was not encrypted under
 * the destination's default key provider. A VM whose TPM is removed stays encrypted until somebody
 * decrypts it.
 */
export function changeOfTpm(
  outcome: TpmOutcome,
  machine: Pick<TpmState, "keyProviderName">,
  destination: PlaceFacts,
  at: Date,
): TpmChange {
  switch (outcome) {
    case "NONE":
    case "COPY":
    case "KEEP":
      return {};
    case "REMOVE":
      return { tpmStatus: "NOT_PRESENT", tpmEkSha256: null, tpmProvisionedAt: null };
    case "ATTACH_NEW": {
      const keyProviderName = machine.keyProviderName ?? findDefaultKeyProvider(destination)?.name;
      invariant(keyProviderName, "a VM is given a TPM only where a key provider can encrypt it");
      return { tpmStatus: "PRESENT", tpmEkSha256: newTpmIdentity(), tpmProvisionedAt: at, keyProviderName };
    }
  }
}

/**
 * What an outcome makes of the TPM of a VM that goes into a template. A template of which each instance
 * gets a new TPM merely describes one: it has neither an identity nor the key that would encrypt it.
 */
export function changeOfStoredTpm(outcome: TpmOutcome): TpmChange {
  if (outcome !== "ATTACH_NEW") return {};
  return { tpmStatus: "PRESENT", tpmEkSha256: null, tpmProvisionedAt: null, keyProviderName: null };
}
