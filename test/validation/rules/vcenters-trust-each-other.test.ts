import { describeRule } from "../describe-rule.ts";
import {
  facts,
  goodAttach,
  goodCapture,
  goodCopy,
  goodCreation,
  goodExport,
  goodImport,
  goodInstantiation,
  goodMove,
  goodVappMove,
  subject,
  trust,
  withinOneVCenter,
} from "../good-facts.ts";

const said = { source: { vcenter: "vc-a" }, at: { vcenter: "vc-b" } } as const;
const blocks = {
  given: [trust(false)],
  outcome: "BLOCK",
  what: { id: "vcenters-do-not-trust-each-other", ...said },
  remedies: [{ action: "TRUST_VCENTER", vcenterId: "id-vc-b", other: { vcenter: "vc-a" } }],
} as const;

describeRule("vcenters-trust-each-other", goodCopy, "PASS", [
  { when: "they do", given: [], outcome: "PASS", what: { id: "vcenters-trust-each-other", ...said } },
  {
    when: "the pair is named the other way round",
    given: [facts({ trusts: [{ vcenterIds: ["id-vc-b", "id-vc-a"], trusted: true }] })],
    outcome: "PASS",
  },
  { when: "they are known not to", ...blocks },
  {
    when: "it is not recorded",
    given: [trust(null)],
    outcome: "WARN",
    what: { id: "trust-is-not-recorded", ...said },
    remedies: [{ action: "TRUST_VCENTER", vcenterId: "id-vc-b", other: { vcenter: "vc-a" } }],
  },
  {
    when: "another pair's trust alone is recorded",
    given: [facts({ trusts: [{ vcenterIds: ["id-vc-a", "id-vc-c"], trusted: true }] })],
    outcome: "WARN",
    what: "trust-is-not-recorded",
  },
  {
    when: "the VM has no TPM and is not encrypted",
    ...blocks,
    given: [trust(false), subject({ tpm: "NOT_PRESENT", keyProvider: null })],
  },
  {
    when: "nothing leaves its vCenter",
    given: [withinOneVCenter],
    outcome: "NOT_APPLICABLE",
    what: "nothing-leaves-its-vcenter",
  },
]);

for (const good of [goodMove, goodVappMove, goodCapture, goodImport, goodInstantiation]) {
  describeRule("vcenters-trust-each-other", good, "PASS", [{ when: `known not to, ${good.workflow}`, ...blocks }]);
}

describeRule("vcenters-trust-each-other", { ...goodInstantiation, workflow: "MOVE_VAPP_TEMPLATE" }, "PASS", [
  { when: "known not to, and a template moves", ...blocks },
]);

for (const good of [goodAttach, goodCreation, goodExport]) {
  describeRule("vcenters-trust-each-other", good, "NOT_APPLICABLE", []);
}
