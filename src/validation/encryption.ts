import type { Fact } from "./facts.ts";
import type { TpmStatus, VmEncryption } from "./vocabulary.ts";

/** What is recorded of the encryption of a VM's home. */
export interface HomeFacts {
  readonly tpm: TpmStatus;
  /** The key provider that encrypts it; null where none is recorded. */
  readonly keyProvider: Fact<string>;
  /** Whether a storage policy asks for it. */
  readonly encryptedByPolicy: Fact<boolean>;
}

/** Why the home is encrypted. A TPM needs an encrypted home, whatever the policy says. */
export function findEncryption({ tpm, encryptedByPolicy }: Omit<HomeFacts, "keyProvider">): VmEncryption {
  if (encryptedByPolicy === null) return "UNKNOWN";
  if (encryptedByPolicy) return "BY_POLICY";
  return FOR_THE_TPM[tpm];
}

const FOR_THE_TPM: Readonly<Record<TpmStatus, VmEncryption>> = {
  PRESENT: "FOR_TPM",
  NOT_PRESENT: "NONE",
  UNKNOWN: "UNKNOWN",
};

/** Whether the home is encrypted, for whichever reason. A key provider that is named encrypts it. */
export function isHomeEncrypted({ tpm, keyProvider, encryptedByPolicy }: HomeFacts): Fact<boolean> {
  if (encryptedByPolicy === true || keyProvider !== null || tpm === "PRESENT") return true;
  return encryptedByPolicy === false && tpm === "NOT_PRESENT" ? false : null;
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
