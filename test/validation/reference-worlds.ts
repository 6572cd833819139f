import type { SubjectFacts, TemplateFacts } from "../../src/validation/facts.ts";
import type { FindingOutcome } from "../../src/validation/vocabulary.ts";
import type { Facts, JudgeVm, JudgeWhole } from "./reference-options.ts";

/**
 * Section 2: a missing fact is neither a pass nor a block. Every value that it may have is supposed, and
 * the answers are compared.
 */
export function supposeForVm(facts: Facts, vm: SubjectFacts, judge: JudgeVm): FindingOutcome {
  return compare(
    templatesOf(facts).flatMap((template) =>
      vmsOf(vm).map((supposed) => {
        const subjects = facts.subjects.map((one) => (one === vm ? supposed : one));
        return judge({ ...facts, template, subjects }, supposed);
      }),
    ),
  );
}

export function supposeForWhole(facts: Facts, judge: JudgeWhole): FindingOutcome {
  const all = facts.subjects.reduce<SubjectFacts[][]>(
    (lists, vm) => lists.flatMap((list) => vmsOf(vm).map((supposed) => [...list, supposed])),
    [[]],
  );
  return compare(
    templatesOf(facts).flatMap((template) => all.map((subjects) => judge({ ...facts, template, subjects }))),
  );
}

function compare(answers: readonly FindingOutcome[]): FindingOutcome {
  const [first] = answers;
  if (first === undefined) throw new Error("the facts contradict each other: nothing can be supposed");
  if (answers.every((answer) => answer === first)) return first;
  if (answers.includes("BLOCK") || answers.includes("UNKNOWN")) return "UNKNOWN";
  if (answers.includes("WARN")) return "WARN";
  return answers.includes("PASS") ? "PASS" : "NOT_APPLICABLE";
}

/** A key provider that is named encrypts the VM: without a TPM it does so for a policy. */
function vmsOf(vm: SubjectFacts): readonly SubjectFacts[] {
  const tpms = vm.tpm === "UNKNOWN" ? (["PRESENT", "NOT_PRESENT"] as const) : [vm.tpm];
  const policies = vm.encryptedByPolicy === null ? [true, false] : [vm.encryptedByPolicy];
  return tpms
    .flatMap((tpm) => policies.map((encryptedByPolicy) => ({ ...vm, tpm, encryptedByPolicy })))
    .filter((one) => one.tpm === "PRESENT" || one.keyProvider === null || one.encryptedByPolicy);
}

function templatesOf({ template }: Facts): readonly (TemplateFacts | null)[] {
  if (template === null || template.tpmProvisioning !== null) return [template];
  return [
    { ...template, tpmProvisioning: "COPY" },
    { ...template, tpmProvisioning: "REPLACE" },
  ];
}
