import type { SubjectFacts } from "./facts.ts";
import type { Case } from "./rule.ts";
import type { HardwarePart } from "./vocabulary.ts";

/** How a part of a VM's hardware is spoken of. */
export interface HardwareWords {
  /** False: it is asked for, by a reconfiguration or with a VM that is yet to be. */
  readonly isThere: boolean;
  /** `VM x has`, or `VM x would have`. */
  readonly has: string;
  /** `of VM x`, or `that VM x would have`: completes "The firmware …". */
  readonly of: string;
}

/** What is only asked for is not said to be so: a user who looks at the VM finds something else, or nothing. */
export function findHardwareWords(subject: SubjectFacts, part: HardwarePart, input: Case): HardwareWords {
  const vm = `VM ${subject.name}`;
  if (isYetToBe(input) || isChanged(subject, part)) {
    return { isThere: false, has: `${vm} would have`, of: `that ${vm} would have` };
  }
  return { isThere: true, has: `${vm} has`, of: `of ${vm}` };
}

export function isChanged({ hardwareChanges }: SubjectFacts, part: HardwarePart): boolean {
  return hardwareChanges.includes(part);
}

/** Created, or read from an OVF: its hardware is whatever the request makes it. */
export function isYetToBe({ source }: Case): boolean {
  return source === null;
}
