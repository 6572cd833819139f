import { isHomeEncrypted } from "./encryption.ts";
import type { PlaceFacts } from "./facts.ts";
import { invariant } from "./invariant.ts";
import { canLeaveOutTpm } from "./optional-tpm.ts";
import {
  type JudgedSubject,
  type Judgement,
  notApplicable,
  type RuleInput,
  type SubjectRule,
  type Transfer,
} from "./rule.ts";
import type { Statement } from "./statements/statement.ts";

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

/** Of the place, not of the VM: where it is missing, a TPM that an OVF marks as optional may be left out. */
export function definePrerequisiteOfPlace(rule: Parameters<typeof definePrerequisite>[0]): SubjectRule {
  return definePrerequisite({
    ...rule,
    judgeAt(subject, destination, input) {
      const judgement = rule.judgeAt(subject, destination, input);
      const hardware = { tpm: true, tpmIsOptional: subject.ovf?.tpmIsOptional === true };
      const isMissing = judgement.outcome === "BLOCK" || judgement.outcome === "UNKNOWN";
      if (!isMissing || !canLeaveOutTpm(hardware, subject.guestId, destination)) return judgement;
      return {
        ...judgement,
        remedies: [...judgement.remedies, { action: "LEAVE_OUT_OPTIONAL_TPM", vm: subject.name }],
      };
    },
  });
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

interface TransferRule extends Described {
  judgeTransfer(subject: JudgedSubject, transfer: Transfer, input: RuleInput): Judgement;
}

/** Between two vCenters; null where nothing leaves its vCenter. */
export function findTransfer({ source, destination, crossVcenter }: RuleInput): Transfer | null {
  return crossVcenter && source !== null && destination !== null ? { source, destination } : null;
}

/** A rule of section 6 about TPM state that goes from one vCenter to another. */
export function defineTpmTransferRule({ judgeTransfer, ...described }: TransferRule): SubjectRule {
  return defineTransferRule(described, judgeTransfer, carriesTpmState, (vm) => ({ id: "vm-carries-no-tpm-state", vm }));
}

/** A rule of section 6 about keys: for each VM that is encrypted where it goes, with a TPM or without. */
export function defineKeyTransferRule({ judgeTransfer, ...described }: TransferRule): SubjectRule {
  return defineTransferRule(described, judgeTransfer, carriesKey, (vm) => ({ id: "vm-carries-no-key", vm }));
}

function defineTransferRule(
  described: Described,
  judgeTransfer: TransferRule["judgeTransfer"],
  carries: (subject: JudgedSubject, input: RuleInput) => boolean,
  nothing: (vm: string) => Statement,
): SubjectRule {
  return {
    ...described,
    scope: "SUBJECT",
    judge(subject, input) {
      const transfer = findTransfer(input);
      if (transfer === null) return notApplicable({ id: "nothing-leaves-its-vcenter" });
      if (!carries(subject, input)) return notApplicable(nothing(subject.name));
      return judgeTransfer(subject, transfer, input);
    },
  };
}

/** A VM with a TPM carries its state, whatever option is chosen; a template captured with REPLACE stores none. */
export function carriesTpmState(subject: JudgedSubject, { template }: RuleInput): boolean {
  return subject.tpm === "PRESENT" && template?.tpmProvisioning !== "REPLACE";
}

/**
 * Whether the VM's home is encrypted, and what goes along stores that encryption: every VM does. Of a template
 * that was captured with REPLACE only what is encrypted by a storage policy does.
 */
export function carriesKey(subject: JudgedSubject, { template }: RuleInput): boolean {
  if (template?.tpmProvisioning === "REPLACE") return subject.encryptedByPolicy === true;
  return isHomeEncrypted(subject) === true;
}
