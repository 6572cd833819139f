import type { Fact } from "./facts.ts";
import type { Firmware } from "./vocabulary.ts";

/** Virtual hardware that a VM may be given where it is deployed, as a whole. */
export interface HardwareAlternative {
  readonly firmware: Fact<Firmware>;
  /** The number of vmx-NN. */
  readonly hardwareVersion: Fact<number>;
  readonly tpm: boolean;
  /** The VM may be deployed without its TPM; false where it has none. */
  readonly tpmIsOptional: boolean;
}

/**
 * Of hardware alternatives the highest that the destination cluster runs, or the highest there is where it is
 * not known what that runs (DSP0243: a platform deploys what it supports at least one type of). One without a
 * hardware version is the last choice. Null: the cluster runs none of them.
 */
export function chooseHardware<A extends Pick<HardwareAlternative, "hardwareVersion">>(
  alternatives: readonly A[],
  maxHardwareVersion: Fact<number>,
): A | null {
  let chosen: A | null = null;
  for (const alternative of alternatives) {
    const version = alternative.hardwareVersion ?? 0;
    const runs = maxHardwareVersion === null || version <= maxHardwareVersion;
    if (runs && (chosen === null || version > (chosen.hardwareVersion ?? 0))) chosen = alternative;
  }
  return chosen;
}
