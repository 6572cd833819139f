import type { Fact } from "./facts.ts";
import type { TpmProvisioning, TpmStatus, VmEncryption } from "./vocabulary.ts";

/** What is recorded of the encryption of a VM's home. */
export interface HomeFacts {
  readonly tpm: TpmStatus;
  /** The key provider that encrypts it; null where none is recorded. */
  readonly keyProvider: Fact<string>;
  /** Whether a storage policy asks for it. */
  readonly encryptedByPolicy: Fact<boolean>;
}

/** Why the home is encrypted. A key that no policy asks for came with a TPM, whether or not that is recorded. */
export function findEncryption({ tpm, keyProvider, encryptedByPolicy }: HomeFacts): VmEncryption {
  if (encryptedByPolicy === null) return "UNKNOWN";
  if (encryptedByPolicy) return "BY_POLICY";
  if (tpm === "PRESENT" || keyProvider !== null) return "FOR_TPM";
  return tpm === "UNKNOWN" ? "UNKNOWN" : "NONE";
}

/** Whether the home is encrypted, for whichever reason. A key provider that is named encrypts it. */
export function isHomeEncrypted({ tpm, keyProvider, encryptedByPolicy }: HomeFacts): Fact<boolean> {
  if (encryptedByPolicy === true || keyProvider !== null || tpm === "PRESENT") return true;
  return encryptedByPolicy === false && tpm === "NOT_PRESENT" ? false : null;
}

/** What a template stores of it: one captured with REPLACE has neither a TPM nor the key that came with it. */
export function storedHome(home: HomeFacts, tpmProvisioning: Fact<TpmProvisioning>): HomeFacts {
  if (tpmProvisioning !== "REPLACE") return home;
  const { encryptedByPolicy, keyProvider } = home;
  return { tpm: "NOT_PRESENT", keyProvider: encryptedByPolicy ? keyProvider : null, encryptedByPolicy };
}

/** What nobody says of the policy follows from the rest, as far as it does. */
export function inferPolicy({ tpm, keyProvider }: Omit<HomeFacts, "encryptedByPolicy">): Fact<boolean> {
  if (tpm === "PRESENT") return false;
  return tpm === "UNKNOWN" ? null : keyProvider !== null;
}

/** Whether what is recorded can be so: a home that nothing encrypts has no key provider. */
export function isHomeConsistent({ tpm, keyProvider, encryptedByPolicy }: HomeFacts): boolean {
  return !(encryptedByPolicy === false && tpm === "NOT_PRESENT" && keyProvider !== null);
}
