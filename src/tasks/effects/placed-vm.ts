import type { CopyVmRequest, MoveVmRequest } from "../../inventory/workflow-request.ts";
import type { TpmChange, VmPlace } from "../../inventory/write-vms.ts";
import type { PlaceFacts, SubjectFacts } from "../../validation/facts.ts";
import { invariant } from "../../validation/invariant.ts";
import type { Permitted } from "./effect.ts";
import { changeOfTpm } from "./tpm-change.ts";

/** One VM on its way from one place to another, and what the verdict makes of its TPM. */
export interface PlacedVm {
  readonly subject: SubjectFacts;
  readonly tpm: TpmChange;
  readonly place: VmPlace;
  readonly source: PlaceFacts;
  readonly destination: PlaceFacts;
  /** Ids of the volumes where its files lie; null where nobody knows. */
  readonly volumeIds: readonly string[] | null;
}

export function placedVm({ gathered, verdict, at }: Permitted<CopyVmRequest | MoveVmRequest>): PlacedVm {
  const { source, destination, subjects } = gathered.facts;
  const [subject] = subjects;
  const [judged] = verdict.subjects;
  invariant(
    subject && judged && source && destination && gathered.destinationVdcId,
    "a VM goes from a place to a place",
  );
  return {
    subject,
    tpm: changeOfTpm(judged.outcome, subject, destination, at),
    place: {
      vdcId: gathered.destinationVdcId,
      vcenterId: destination.vcenter.id,
      vappId: gathered.destinationVapp?.id ?? null,
    },
    source,
    destination,
    volumeIds: subject.volumes?.map((volume) => volume.id) ?? null,
  };
}
