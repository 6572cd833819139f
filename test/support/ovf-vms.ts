import type { OfferedVirtualSystem } from "../../src/formats/ovf/choose-deployment-option.ts";
import type { OvfVirtualSystem } from "../../src/formats/ovf/ovf-descriptor.ts";

/** A VM of an OVF that leaves no choice: one hardware version, no deployment options, nothing that is not read. */
export function offered({ name, guestId, ...hardware }: OvfVirtualSystem): OfferedVirtualSystem {
  return {
    name,
    guestId,
    alternatives: [{ ...hardware, tpmIsOptional: false }],
    otherOptionsWithTpm: [],
    remarks: [],
  };
}

/** What a request says of such VMs, and no more. */
export function asksForOvf(...virtualSystems: readonly OvfVirtualSystem[]) {
  return { virtualSystems: virtualSystems.map(offered), leaveOutOptionalTpm: false };
}
