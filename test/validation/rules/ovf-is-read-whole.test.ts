import type { OvfVmFacts } from "../../../src/validation/facts.ts";
import { OVF_REMARKS } from "../../../src/validation/vocabulary.ts";
import { describeRule } from "../describe-rule.ts";
import { facts, goodCreation, subject } from "../good-facts.ts";

const whole: OvfVmFacts = { hardwareVersions: [19], tpmIsOptional: false, optionsWithTpm: [], remarks: [] };
const ovf = (change: Partial<OvfVmFacts>) => subject({ ovf: { ...whole, ...change } });
const goodDeployment = ovf({})({ ...goodCreation, workflow: "CREATE_VAPP_FROM_OVF" });

describeRule("ovf-is-read-whole", goodDeployment, "PASS", [
  {
    when: "everything is deployed",
    given: [],
    outcome: "PASS",
    what: { id: "ovf-is-read-whole", vm: "ericTpmVm" },
  },
  ...OVF_REMARKS.map((remark) => ({
    when: `the OVF is remarked on: ${remark}`,
    given: [ovf({ remarks: [remark] })],
    outcome: "WARN" as const,
    what: { id: "ovf-is-not-read-whole" as const, vm: "ericTpmVm", remarks: [remark], optionsWithTpm: [] },
    remedies: [{ action: "CHECK_OVF" as const, vm: "ericTpmVm" }],
  })),
  {
    when: "another deployment option has a TPM",
    given: [ovf({ optionsWithTpm: ["secure"] })],
    outcome: "WARN",
    what: { id: "ovf-is-not-read-whole", remarks: [], optionsWithTpm: ["secure"] },
    remedies: [{ action: "CHECK_OVF", vm: "ericTpmVm" }],
  },
  { when: "a template is made of it", given: [facts({ workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF" })], outcome: "PASS" },
  {
    when: "the VM comes from no OVF",
    given: [subject({ ovf: undefined })],
    outcome: "NOT_APPLICABLE",
  },
]);

describeRule("ovf-is-read-whole", goodCreation, "NOT_APPLICABLE", []);
