import type { Fact } from "./facts.ts";
import {
  FIRST_VERSION_WITH_NATIVE,
  FIRST_VERSION_WITH_TRUSTED,
  formatVCenterVersion,
  isAtLeast,
  type VCenterVersion,
} from "./versions.ts";
import type { KmsType } from "./vocabulary.ts";

const FIRST_VERSIONS: Readonly<Record<KmsType, VCenterVersion | null>> = {
  STANDARD: null,
  NATIVE: FIRST_VERSION_WITH_NATIVE,
  TRUSTED: FIRST_VERSION_WITH_TRUSTED,
};

/** The version that a vCenter would need for a type of key provider; null where it has it, or may have it. */
export function findMissingVersion(type: KmsType, version: Fact<string>): string | null {
  const first = FIRST_VERSIONS[type];
  return first !== null && isAtLeast(version, first) === false ? formatVCenterVersion(first) : null;
}
