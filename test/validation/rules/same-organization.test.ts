import { describeRule } from "../describe-rule.ts";
import {
  destinationPlace,
  facts,
  goodCapture,
  goodCopy,
  goodImport,
  goodInstantiation,
  goodMove,
  goodVappMove,
  subject,
  withinOneVCenter,
} from "../good-facts.ts";

const globex = destinationPlace({ organization: "globex", vdcName: "globex/gold" });
const blocks = {
  given: [globex],
  outcome: "BLOCK",
  what: { id: "organization-is-another", source: "acme", destination: "globex" },
  remedies: [{ action: "USE_SHARED_CATALOG", organization: "globex" }],
} as const;

describeRule("same-organization", goodCopy, "PASS", [
  {
    when: "both are of one organization",
    given: [],
    outcome: "PASS",
    what: { id: "organization-is-the-same", organization: "acme" },
  },
  { when: "a VM is copied to another organization", ...blocks },
  {
    when: "a VM without a TPM is copied to another organization",
    given: [globex, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "BLOCK",
  },
  {
    when: "a VM is copied to another organization on its own vCenter",
    given: [withinOneVCenter, globex],
    outcome: "BLOCK",
  },
  {
    when: "the name of the organization differs in case",
    given: [destinationPlace({ organization: "Acme" })],
    outcome: "BLOCK",
  },
  { when: "a vApp is copied to another organization", ...blocks, given: [globex, facts({ workflow: "COPY_VAPP" })] },
]);

describeRule("same-organization", goodMove, "PASS", [{ when: "a VM moves to another organization", ...blocks }]);
describeRule("same-organization", goodVappMove, "PASS", [{ when: "a vApp moves to another organization", ...blocks }]);
describeRule("same-organization", goodCapture, "PASS", [
  { when: "a vApp is captured into a catalog of another organization", ...blocks },
  {
    when: "a VM is captured into a catalog of another organization",
    ...blocks,
    given: [globex, facts({ workflow: "CAPTURE_VM" })],
  },
]);
describeRule("same-organization", goodInstantiation, "NOT_APPLICABLE", [
  { when: "a template is instantiated in another organization", given: [globex], outcome: "NOT_APPLICABLE" },
]);
describeRule("same-organization", goodImport, "NOT_APPLICABLE", []);
