import type { PlaceFacts, SubjectFacts } from "../facts.ts";
import type { HardwarePart } from "../vocabulary.ts";

/** A vCenter as a statement names it: the provider by its name, a tenant by the VDC on it. */
export interface VCenterRef {
  readonly vcenter: string;
  readonly side: "source" | "destination";
  /** The destination VDC as `organization/vdc`. Null on the source side: that VDC may be another tenant's. */
  readonly vdc: string | null;
}

/** A cluster, likewise. */
export interface ClusterRef extends VCenterRef {
  readonly cluster: string;
}

export function destinationVCenter({ vcenter, vdcName }: PlaceFacts): VCenterRef {
  return { vcenter: vcenter.name, side: "destination", vdc: vdcName ?? null };
}

export function destinationCluster(place: PlaceFacts): ClusterRef {
  return { cluster: place.cluster.name, ...destinationVCenter(place) };
}

export function sourceVCenter({ vcenter }: PlaceFacts): VCenterRef {
  return { vcenter: vcenter.name, side: "source", vdc: null };
}

/** A VM with its hardware as it is, or as the workflow would make it. */
export interface HardwareRef {
  readonly vm: string;
  readonly hardware: "is" | "would-be";
}

/** Hardware that is only asked for is not said to be there: whoever looks at the VM finds something else, or nothing. */
export function hardwareOf(subject: SubjectFacts, part: HardwarePart, input: Sourced): HardwareRef {
  return { vm: subject.name, hardware: isYetToBe(input) || isChanged(subject, part) ? "would-be" : "is" };
}

export function isChanged({ hardwareChanges }: SubjectFacts, part: HardwarePart): boolean {
  return hardwareChanges.includes(part);
}

interface Sourced {
  readonly source: PlaceFacts | null;
}

/** Created, or read from an OVF: its hardware is whatever the request makes it. */
export function isYetToBe({ source }: Sourced): boolean {
  return source === null;
}
