import { randomBytes } from "node:crypto";

/**
 * The identity of a TPM that nobody has yet: the one place that makes one. A real vCenter makes an
 * endorsement key pair, and the SHA-256 of its public half identifies the TPM.
 */
export function newTpmIdentity(): string {
  return randomBytes(32).toString("hex");
}
