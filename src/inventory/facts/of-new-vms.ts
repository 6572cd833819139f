import type { OvfVirtualSystem } from "../../formats/ovf/ovf-descriptor.ts";
import type { SubjectFacts } from "../../validation/facts.ts";
import type { Firmware } from "../../validation/vocabulary.ts";
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

export function subjectsOfOvf(virtualSystems: readonly OvfVirtualSystem[]): SubjectFacts[] {
  return virtualSystems.map(newSubject);
}
