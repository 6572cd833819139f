import type { Fact } from "./facts.ts";
import type { TpmStatus } from "./vocabulary.ts";

/** Whether a VM's home files are encrypted: by a key provider, and always with a TPM. Null is not known. */
export function homeEncrypted({
  tpmStatus,
  keyProviderName,
}: {
  readonly tpmStatus: TpmStatus;
  readonly keyProviderName: string | null;
}): Fact<boolean> {
  if (keyProviderName !== null || tpmStatus === "PRESENT") return true;
  return tpmStatus === "UNKNOWN" ? null : false;
}
