import { rules as catalogue } from "./catalogue.ts";
import { type Doubt, doubtProvisioning, doubtTpm, soften } from "./doubt.ts";
import type { Facts } from "./facts.ts";
import { findPlace } from "./places.ts";
import {
  type Case,
  type Finding,
  type JudgedSubject,
  type Judgement,
  notApplicable,
  type Rule,
  type SubjectRule,
} from "./rule.ts";
import { findTpmOptions, findTpmOutcome } from "./tpm-options.ts";
import type { SubjectVerdict, Verdict } from "./verdict.ts";
import type { Decision } from "./vocabulary.ts";
import { CROSS_VCENTER, WORKFLOW_ENTRIES } from "./workflows.ts";

/** May this be done? The answer follows from the facts alone. */
export function decide(facts: Facts): Verdict {
  return decideBy(catalogue, facts);
}

/** The verdict of some rules only; they are asked in the order given. */
export function decideBy(rules: readonly Rule[], facts: Facts): Verdict {
  const judged = assembleCase(facts);
  const found = rules.map((rule) => judgeRule(rule, judged));
  const findings = found.flatMap(({ whole, bySubject }) => [...whole, ...bySubject]);
  const subjects = judged.subjects.map((subject, index) =>
    summarise(
      subject,
      found.flatMap(({ bySubject }) => bySubject[index] ?? []),
    ),
  );
  const decision = decisionOf(findings);
  const blockedBy = new Set(findings.filter(({ outcome }) => outcome === "BLOCK").map(({ rule }) => rule));
  const warnings = new Set(findings.flatMap(({ acknowledge }) => acknowledge ?? []));
  return {
    decision,
    workflow: facts.workflow,
    crossVcenter: judged.crossVcenter,
    message: findings.find(({ outcome }) => outcome === STANDS_IN_THE_WAY[decision])?.message ?? null,
    tpm: judged.tpm,
    subjects,
    findings,
    blockedBy: [...blockedBy],
    warningsToAcknowledge: [...warnings].filter((code) => !facts.request.acknowledgedWarnings.includes(code)),
  };
}

/** One that blocks is enough to block; one that is not known is enough not to permit. */
export function decisionOf(findings: readonly Pick<Finding, "outcome">[]): Decision {
  if (findings.some(({ outcome }) => outcome === "BLOCK")) return "BLOCKED";
  return findings.some(({ outcome }) => outcome === "UNKNOWN") ? "UNDETERMINED" : "ALLOWED";
}

const STANDS_IN_THE_WAY = { BLOCKED: "BLOCK", UNDETERMINED: "UNKNOWN", ALLOWED: null } as const;

function assembleCase(facts: Facts): Case {
  const tpm = findTpmOptions(facts);
  const source = facts.source ? findPlace(facts, facts.source) : null;
  const destination = facts.destination ? findPlace(facts, facts.destination) : null;
  return {
    ...facts,
    source,
    destination,
    template: facts.template ?? null,
    tpm,
    crossVcenter: source !== null && destination !== null && source.vcenter.id !== destination.vcenter.id,
    subjects: facts.subjects.map((subject) => ({ ...subject, outcome: findTpmOutcome(facts, subject, tpm.chosen) })),
  };
}

/** Of a rule about the whole or about each subject, one of the two is empty. */
interface RuleFindings {
  readonly whole: readonly Finding[];
  readonly bySubject: readonly Finding[];
}

function judgeRule(rule: Rule, judged: Case): RuleFindings {
  const holds = WORKFLOW_ENTRIES[judged.workflow].rules.includes(rule.id);
  const apart = notApplicable(`This rule is not about workflow "${WORKFLOW_ENTRIES[judged.workflow].title}".`);
  if (rule.scope === "WHOLE") {
    const judgements = holds ? rule.judge(judged) : [apart];
    return { whole: judgements.map((judgement) => toFinding(rule, null, judgement)), bySubject: [] };
  }
  return {
    whole: [],
    bySubject: judged.subjects.map((subject) =>
      toFinding(rule, subject.name, holds ? judgeSubject(rule, subject, judged) : apart),
    ),
  };
}

function judgeSubject(rule: SubjectRule, subject: JudgedSubject, judged: Case): Judgement {
  const judgement = rule.judge(subject, judged);
  const doubt = findDoubt(rule, subject, judged);
  return doubt === null ? judgement : soften(judgement, doubt);
}

/** What is not known of a subject, such that whether the rule holds for it at all hangs on it. */
function findDoubt(rule: SubjectRule, subject: JudgedSubject, { workflow, template }: Case): Doubt | null {
  // A VM that is asked to get a TPM is to have one, whether or not it has one already.
  const isToHaveOne = WORKFLOW_ENTRIES[workflow].outcomes === "AS_REQUESTED" && subject.tpmRequested === true;
  if (subject.tpm === "UNKNOWN" && !isToHaveOne) return doubtTpm(subject);
  if (template?.tpmProvisioning === null && CROSS_VCENTER.includes(rule.id)) return doubtProvisioning(template);
  return null;
}

function toFinding({ id, title }: Rule, subject: string | null, judgement: Judgement): Finding {
  return { rule: id, title, subject, ...judgement };
}

function summarise(subject: JudgedSubject, findings: readonly Finding[]): SubjectVerdict {
  const { name, vmId = null, tpm, outcome } = subject;
  return { name, vmId, tpmStatus: tpm, outcome, decision: decisionOf(findings), findings };
}
