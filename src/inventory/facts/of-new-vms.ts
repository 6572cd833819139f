import type { OfferedVirtualSystem } from "../../formats/ovf/choose-deployment-option.ts";
import { hardwareToJudge } from "../../validation/choose-hardware.ts";
import type { PlaceFacts, SubjectFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import { canLeaveOutTpm } from "../../validation/optional-tpm.ts";
import type { Firmware, Workflow } from "../../validation/vocabulary.ts";
import type { Connection } from "../database/database.ts";
import { assembleFacts, nothingAsked } from "./assembly.ts";
import type { CatalogPlace } from "./catalogs.ts";
import type { Destination } from "./destination.ts";
import type { GatheredFacts } from "./gathered-facts.ts";
import { newSubject } from "./subjects.ts";

/** The hardware of a VM that is made from nothing. */
export interface NewVm {
  readonly name: string;
  readonly guestId: string;
  readonly firmware: Firmware;
  readonly hardwareVersion: number;
  readonly tpmPresent: boolean;
}

export function subjectOfNewVm({ tpmPresent, ...vm }: NewVm): SubjectFacts {
  return newSubject({ ...vm, tpm: tpmPresent });
}

/** What is asked for of an OVF: the VMs of one deployment option, with all that they may be deployed with. */
export interface AskedOfOvf {
  readonly virtualSystems: readonly OfferedVirtualSystem[];
  /** Where the VDC supports none, a TPM that the OVF marks as optional is left out. */
  readonly leaveOutOptionalTpm: boolean;
}

/** The VMs of an OVF, each with the hardware that its destination settles. */
export async function gatherFactsOfOvf(
  connection: Connection,
  { workflow, virtualSystems, leaveOutOptionalTpm }: AskedOfOvf & { readonly workflow: Workflow },
  destination: Destination | CatalogPlace,
): Promise<GatheredFacts> {
  const request = { ...nothingAsked, leaveOutOptionalTpm };
  const gathered = await assembleFacts(connection, { workflow, destination, request, subjects: [] });
  const { destination: place } = gathered;
  invariant(place, "an OVF is deployed somewhere");
  const subjects = virtualSystems.map((system) => subjectOfOvf(system, place, leaveOutOptionalTpm));
  return { ...gathered, facts: { ...gathered.facts, subjects } };
}

function subjectOfOvf(system: OfferedVirtualSystem, place: PlaceFacts, leaveOutOptionalTpm: boolean): SubjectFacts {
  const { name, guestId, alternatives, otherOptionsWithTpm, remarks } = system;
  const hardware = hardwareToJudge(alternatives, place.cluster.maxHardwareVersion);
  const { firmware, hardwareVersion, tpm, tpmIsOptional } = hardware;
  const isLeftOut = leaveOutOptionalTpm && canLeaveOutTpm(hardware, guestId, place);
  const hasUnusedTpm = !tpm && alternatives.some((alternative) => alternative.tpm);
  const hardwareVersions = alternatives.flatMap((alternative) => alternative.hardwareVersion ?? []);
  return {
    ...newSubject({ name, guestId, firmware, hardwareVersion, tpm: tpm && !isLeftOut }),
    ovf: {
      hardwareVersions: hardwareVersions.length > 1 ? hardwareVersions.toSorted((one, other) => one - other) : [],
      tpmIsOptional,
      optionsWithTpm: tpm ? [] : otherOptionsWithTpm,
      remarks: [
        ...remarks,
        ...(hasUnusedTpm ? (["TPM_OF_OTHER_HARDWARE"] as const) : []),
        ...(isLeftOut ? (["TPM_LEFT_OUT"] as const) : []),
      ],
    },
  };
}
