import type { PlaceFacts } from "../facts.ts";
import { block, type Judgement, pass, type RuleInput, unknown, type WholeRule } from "../rule.ts";
import { destinationVCenter, sourceVCenter, type VCenterRef } from "../statements/named.ts";

/** Each vCenter has a judgement of its own: reconnecting one of two mends that one. */
export const vcenterConnected: WholeRule = {
  id: "vcenter-connected",
  title: "Every vCenter concerned is connected",
  checks: "The vCenters of the source and of the destination are connected, with a TPM or without.",
  source: "VCD: a workflow runs as tasks of the vCenters concerned.",
  scope: "WHOLE",
  judge({ source, destination }: RuleInput) {
    const isLeft = source !== null && source.vcenter.id !== destination?.vcenter.id;
    return [
      ...(isLeft ? [judgeVCenter(source, sourceVCenter(source))] : []),
      ...(destination === null ? [] : [judgeVCenter(destination, destinationVCenter(destination))]),
    ];
  },
};

function judgeVCenter({ vcenter: { id, status } }: PlaceFacts, at: VCenterRef): Judgement {
  if (status === "CONNECTED") return pass({ id: "vcenter-is-connected", at });
  const reconnect = { action: "RECONNECT_VCENTER", vcenterId: id, at } as const;
  if (status === "DISCONNECTED") return block({ id: "vcenter-is-disconnected", at }, [reconnect]);
  return unknown({ id: "vcenter-status-is-unknown", at }, [
    { action: "RECORD_MISSING_FACT", fact: "vcenter-status", vcenterId: id, at },
    reconnect,
  ]);
}
