import type { PlaceFacts } from "./facts.ts";
import { invariant } from "./invariant.ts";
import {
  type JudgedSubject,
  type Judgement,
  notApplicable,
  type RuleInput,
  type SubjectRule,
  type Transfer,
} from "./rule.ts";

type Described = Omit<SubjectRule, "scope" | "judge">;

/** Whether the VM has a TPM when the workflow is through. */
function isToHaveTpm({ outcome }: JudgedSubject): boolean {
  return outcome === "ATTACH_NEW" || outcome === "COPY" || outcome === "KEEP";
}

/** A rule of section 3: it holds for every VM that is to have a TPM, judged where the VM is to be. */
export function definePrerequisite(
  rule: Described & { judgeAt(subject: JudgedSubject, destination: PlaceFacts, input: RuleInput): Judgement },
): SubjectRule {
  const { judgeAt, ...described } = rule;
  return {
    ...described,
    scope: "SUBJECT",
    judge(subject, input) {
      if (!isToHaveTpm(subject)) return notApplicable({ id: "vm-gets-no-tpm", vm: subject.name });
      invariant(input.destination !== null, `${input.workflow} places VMs, but its facts name no destination`);
      return judgeAt(subject, input.destination, input);
    },
  };
}

/** A rule of section 4: it holds where a TPM is attached to, or removed from, a VM that exists. */
export function defineTpmChangeRule(rule: Described & { judgeChange(subject: JudgedSubject): Judgement }): SubjectRule {
  const { judgeChange, ...described } = rule;
  return {
    ...described,
    scope: "SUBJECT",
    judge(subject) {
      if (subject.outcome === "ATTACH_NEW" || subject.outcome === "REMOVE") return judgeChange(subject);
      return notApplicable({ id: "tpm-does-not-change", vm: subject.name });
    },
  };
}

/** A rule of section 6: it holds where TPM state goes from one vCenter to another. */
export function defineCrossVcenterRule(
  rule: Described & { judgeTransfer(subject: JudgedSubject, transfer: Transfer, input: RuleInput): Judgement },
): SubjectRule {
  const { judgeTransfer, ...described } = rule;
  return {
    ...described,
    scope: "SUBJECT",
    judge(subject, input) {
      const { source, destination } = input;
      if (!input.crossVcenter || source === null || destination === null) {
        return notApplicable({ id: "nothing-leaves-its-vcenter" });
      }
      if (!carriesTpmState(subject, input)) return notApplicable({ id: "vm-carries-no-tpm-state", vm: subject.name });
      return judgeTransfer(subject, { source, destination }, input);
    },
  };
}

/**
 * Whether a VM's home is encrypted for the sake of a TPM, whatever option is chosen; a template that
 * was captured with REPLACE stores no key. What is not known is taken to carry state: `decide` then
 * lets it block nothing.
 */
export function carriesTpmState(subject: JudgedSubject, { template }: RuleInput): boolean {
  return subject.tpm !== "NOT_PRESENT" && template?.tpmProvisioning !== "REPLACE";
}
