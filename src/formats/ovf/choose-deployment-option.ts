import type { HardwareAlternative } from "../../validation/choose-hardware.ts";
import { listCandidates } from "../nearest-names.ts";
import type { DescribedHardware, DescribedTpm, OvfDescriptor } from "./ovf-descriptor.ts";
import { quote } from "./ovf-error.ts";

/** What a descriptor describes in one of its deployment options. */
export interface Deployment {
  /** Null where the descriptor has no options. */
  readonly deploymentOption: string | null;
  readonly virtualSystems: readonly OfferedVirtualSystem[];
}

export interface OfferedVirtualSystem {
  readonly name: string;
  readonly guestId: string | null;
  /** At least one. */
  readonly alternatives: readonly HardwareAlternative[];
  /** The deployment options, but for the one taken, in which it has a TPM, declared or not. */
  readonly otherOptionsWithTpm: readonly string[];
}

export type ChosenDeployment =
  | { readonly deployment: Deployment; readonly error: null }
  /** What was found, and the options that there are, on one line. */
  | { readonly deployment: null; readonly error: string };

/** @param asked Id of a deployment option; null takes the default one. */
export function chooseDeploymentOption(ovf: OvfDescriptor, asked: string | null): ChosenDeployment {
  const { deploymentOptions } = ovf;
  const taken = deploymentOptions.find(({ id, isDefault }) => (asked === null ? isDefault : id === asked))?.id ?? null;
  if (asked !== null && taken === null) return { deployment: null, error: describeWrongOption(ovf, asked) };
  const declared = deploymentOptions.map(({ id }) => id);
  const virtualSystems = ovf.virtualSystems.map(({ name, guestId, hardware }) => ({
    name,
    guestId,
    alternatives: hardware.map((described) => alternativeIn(described, taken)),
    otherOptionsWithTpm: findOptionsWithTpm(hardware, declared).filter((id) => id !== taken),
  }));
  return { deployment: { deploymentOption: taken, virtualSystems }, error: null };
}

function describeWrongOption({ deploymentOptions }: OvfDescriptor, asked: string): string {
  if (deploymentOptions.length === 0) {
    return `found ${quote(asked)}, expected none: the descriptor has no deployment options.`;
  }
  const ids = deploymentOptions.map(({ id }) => id);
  const usual = deploymentOptions.find(({ isDefault }) => isDefault)?.id ?? "";
  const offered = `a deployment option of the descriptor: ${listCandidates(asked, ids)}`;
  return `found ${quote(asked)}, expected ${offered}; left out, it is ${quote(usual)}.`;
}

function alternativeIn({ firmware, hardwareVersion, tpms }: DescribedHardware, option: string | null) {
  const own = tpms.find((tpm) => option !== null && tpm.deploymentOptions?.includes(option));
  const tpm = own ?? tpms.find(({ deploymentOptions }) => deploymentOptions === null);
  return { firmware, hardwareVersion, tpm: tpm !== undefined, tpmIsOptional: tpm?.isOptional ?? false };
}

/** Those that the descriptor declares come first. */
function findOptionsWithTpm(hardware: readonly DescribedHardware[], declared: readonly string[]): string[] {
  const optionsOf = ({ deploymentOptions }: DescribedTpm) => deploymentOptions ?? declared;
  const found = new Set(hardware.flatMap(({ tpms }) => tpms.flatMap(optionsOf)));
  return [...new Set([...declared, ...found])].filter((id) => found.has(id));
}
