import type { VCenterFacts } from "../facts.ts";
import { aboutVCenter, reconnectVCenter, recordMissingFact } from "../remedies.ts";
import { block, type Case, type Judgement, pass, unknown, type WholeRule } from "../rule.ts";

/** Each vCenter is judged apart: reconnecting one of two mends that one. */
export const vcenterConnected: WholeRule = {
  id: "vcenter-connected",
  title: "Every vCenter concerned is connected",
  checks: "The vCenters of the source and of the destination are connected, with a TPM or without.",
  source: "VCD: a workflow runs as tasks of the vCenters concerned.",
  scope: "WHOLE",
  judge: (judged) => concernedVCenters(judged).map(judgeVCenter),
};

function concernedVCenters({ source, destination }: Case): readonly VCenterFacts[] {
  const vcenters = [source, destination].flatMap((place) => (place === null ? [] : [place.vcenter]));
  return [...new Map(vcenters.map((vcenter) => [vcenter.id, vcenter])).values()];
}

function judgeVCenter(vcenter: VCenterFacts): Judgement {
  const { name, status } = vcenter;
  if (status === "CONNECTED") return pass(`vCenter ${name} is connected.`);
  if (status === "DISCONNECTED") {
    return block(
      `vCenter ${name} is not connected.`,
      `vCenter ${name} is DISCONNECTED; nothing can be done on it until it is CONNECTED.`,
      [reconnectVCenter(vcenter)],
    );
  }
  return unknown(
    `It is not known whether vCenter ${name} is connected.`,
    `The status of vCenter ${name} is UNKNOWN; it has to be CONNECTED.`,
    [recordMissingFact(`whether vCenter ${name} is connected`, aboutVCenter(vcenter)), reconnectVCenter(vcenter)],
  );
}
