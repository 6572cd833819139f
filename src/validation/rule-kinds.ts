import type { PlaceFacts } from "./facts.ts";
import { invariant } from "./invariant.ts";
import {
  type Case,
  type JudgedSubject,
  type Judgement,
  notApplicable,
  type Passage,
  type SubjectRule,
} from "./rule.ts";

type Described = Omit<SubjectRule, "scope" | "judge">;

/** Whether the VM has a TPM when the workflow is through. */
function isToHaveTpm({ outcome }: JudgedSubject): boolean {
  return outcome === "ATTACH_NEW" || outcome === "COPY" || outcome === "KEEP";
}

/** A rule of section 3: it holds for every VM that is to have a TPM, judged where the VM is to be. */
export function definePrerequisite(
  rule: Described & { judgeAt(subject: JudgedSubject, destination: PlaceFacts, judged: Case): Judgement },
): SubjectRule {
  const { judgeAt, ...described } = rule;
  return {
    ...described,
    scope: "SUBJECT",
    judge(subject, judged) {
      if (!isToHaveTpm(subject))
        return notApplicable(`This neither gives VM ${subject.name} a TPM nor takes one along.`);
      invariant(judged.destination !== null, `${judged.workflow} places VMs, but its facts name no destination`);
      return judgeAt(subject, judged.destination, judged);
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
      return notApplicable(`No TPM is attached to VM ${subject.name} or removed from it.`);
    },
  };
}

/** A rule of section 6: it holds where TPM state goes from one vCenter to another. */
export function defineCrossVcenterRule(
  rule: Described & { judgePassage(subject: JudgedSubject, passage: Passage, judged: Case): Judgement },
): SubjectRule {
  const { judgePassage, ...described } = rule;
  return {
    ...described,
    scope: "SUBJECT",
    judge(subject, judged) {
      const { source, destination } = judged;
      if (!judged.crossVcenter || source === null || destination === null) {
        return notApplicable("Nothing leaves its vCenter.");
      }
      if (!carriesTpmState(subject, judged)) return notApplicable(`VM ${subject.name} carries no TPM state.`);
      return judgePassage(subject, { source, destination }, judged);
    },
  };
}

/**
 * Whether a VM's home is encrypted for the sake of a TPM, whatever option is chosen; a template that
 * was captured with REPLACE stores no key. What is not known is taken to carry state: `decide` then
 * lets it block nothing.
 */
export function carriesTpmState(subject: JudgedSubject, { template }: Case): boolean {
  return subject.tpm !== "NOT_PRESENT" && template?.tpmProvisioning !== "REPLACE";
}
