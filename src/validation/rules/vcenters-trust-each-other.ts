import { aboutVCenter } from "../remedies.ts";
import { block, notApplicable, pass, type RuleInput, type WholeRule, warn } from "../rule.ts";
import { findTransfer } from "../rule-kinds.ts";
import { destinationVCenter, sourceVCenter } from "../statements/named.ts";

/** The one place where not knowing warns: VCD sets trust up when it is given a vCenter, and no inventory records it. */
export const vcentersTrustEachOther: WholeRule = {
  id: "vcenters-trust-each-other",
  title: "The two vCenters trust each other",
  checks: "Both vCenters trust each other's certificates, with a TPM or without. Where it is not recorded, this warns.",
  source:
    "KB 89906, and VCD 10.4.1 release notes: vCenter instances that take part in a cross-vCenter operation trust each other.",
  scope: "WHOLE",
  judge: (input) => [judgeTrust(input)],
};

function judgeTrust(input: RuleInput) {
  const transfer = findTransfer(input);
  if (transfer === null) return notApplicable({ id: "nothing-leaves-its-vcenter" });
  const { source, destination } = transfer;
  const pair = [source.vcenter.id, destination.vcenter.id];
  const trust = input.trusts.find(({ vcenterIds }) => vcenterIds.every((id) => pair.includes(id)));
  const said = { source: sourceVCenter(source), at: destinationVCenter(destination) };
  if (trust?.trusted) return pass({ id: "vcenters-trust-each-other", ...said });
  const remedy = { action: "TRUST_VCENTER", ...aboutVCenter(destination), other: said.source } as const;
  return trust
    ? block({ id: "vcenters-do-not-trust-each-other", ...said }, [remedy])
    : warn({ id: "trust-is-not-recorded", ...said }, [remedy]);
}
