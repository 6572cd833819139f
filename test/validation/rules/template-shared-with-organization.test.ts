import { describeRule } from "../describe-rule.ts";
import { destinationPlace, facts, goodCopy, goodInstantiation, subject, template } from "../good-facts.ts";

const another = template({ organization: "globex", catalog: "globex/images" });
const blocks = {
  given: [another],
  outcome: "BLOCK",
  what: { id: "template-is-not-shared", template: "win22-tpm", catalog: "globex/images", organization: "acme" },
  remedies: [{ action: "PUBLISH_CATALOG", catalog: "globex/images" }],
} as const;

describeRule("template-shared-with-organization", goodInstantiation, "PASS", [
  {
    when: "the catalog is the organization's own",
    given: [],
    outcome: "PASS",
    what: { id: "template-is-shared", template: "win22-tpm", catalog: "acme/images" },
  },
  { when: "the catalog is another organization's", ...blocks },
  {
    when: "the catalog is another organization's, and published",
    given: [another, template({ published: true })],
    outcome: "PASS",
  },
  {
    when: "the destination is another organization's",
    given: [destinationPlace({ organization: "globex" })],
    outcome: "BLOCK",
    what: { id: "template-is-not-shared", catalog: "acme/images", organization: "globex" },
  },
  {
    when: "no VM of the template has a TPM",
    given: [another, subject({ tpm: "NOT_PRESENT", keyProvider: null })],
    outcome: "BLOCK",
  },
  ...(["CREATE_VM_FROM_TEMPLATE", "ADD_TEMPLATE_VM_TO_VAPP", "COPY_VAPP_TEMPLATE"] as const).map((workflow) => ({
    ...blocks,
    when: `the catalog is another organization's, ${workflow}`,
    given: [another, facts({ workflow })],
  })),
  {
    when: "the template moves, which its own organization alone may ask",
    given: [another, facts({ workflow: "MOVE_VAPP_TEMPLATE" })],
    outcome: "NOT_APPLICABLE",
    what: "rule-is-not-about-workflow",
  },
]);

describeRule("template-shared-with-organization", goodCopy, "NOT_APPLICABLE", []);
