import { rules as catalogue } from "./catalogue.ts";
import { doubtProvisioning, doubtTpm, type OpenDoubt, soften } from "./doubt.ts";
import type { Facts } from "./facts.ts";
import { findPlace } from "./places.ts";
import {
  type Finding,
  type JudgedSubject,
  type Judgement,
  notApplicable,
  type Rule,
  type RuleInput,
  type SubjectRule,
} from "./rule.ts";
import { findTpmOptions, findTpmOutcome } from "./tpm-options.ts";
import { RULES_VERSION, type SubjectVerdict, type Verdict } from "./verdict.ts";
import type { Decision } from "./vocabulary.ts";
import { CROSS_VCENTER, WORKFLOW_ENTRIES } from "./workflows.ts";

/** May this be done? The answer follows from the facts alone. */
export function decide(facts: Facts): Verdict {
  return decideBy(catalogue, facts);
}

/** The verdict of some rules only; they are asked in the order given. */
export function decideBy(rules: readonly Rule[], facts: Facts): Verdict {
  const input = assembleInput(facts);
  const findings = rules.flatMap((rule) => applyRule(rule, input));
  const blockedBy = new Set(findings.filter(({ outcome }) => outcome === "BLOCK").map(({ rule }) => rule));
  const warnings = new Set(findings.flatMap(({ acknowledge }) => acknowledge ?? []));
  return {
    rulesVersion: RULES_VERSION,
    complete: true,
    decision: decisionOf(findings),
    workflow: facts.workflow,
    crossVcenter: input.crossVcenter,
    tpm: input.tpm,
    subjects: summarise(input.subjects, findings),
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

function assembleInput(facts: Facts): RuleInput {
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

function applyRule(rule: Rule, input: RuleInput): readonly Finding[] {
  const { workflow } = input;
  const applies = WORKFLOW_ENTRIES[workflow].rules.includes(rule.id);
  const otherwise = notApplicable({ id: "rule-is-not-about-workflow", workflow });
  if (rule.scope === "WHOLE") {
    const judgements = applies ? rule.judge(input) : [otherwise];
    return judgements.map((judgement) => ({ rule: rule.id, subject: null, ...judgement }));
  }
  return input.subjects.map((subject, index) => ({
    rule: rule.id,
    subject: index,
    ...(applies ? judgeSubject(rule, subject, input) : otherwise),
  }));
}

function judgeSubject(rule: SubjectRule, subject: JudgedSubject, input: RuleInput): Judgement {
  const judgement = rule.judge(subject, input);
  const doubt = findDoubt(rule, subject, input);
  return doubt === null ? judgement : soften(judgement, doubt);
}

/** What is not known of a subject, such that whether the rule holds for it at all hangs on it. */
function findDoubt(rule: SubjectRule, subject: JudgedSubject, { workflow, template }: RuleInput): OpenDoubt | null {
  // A VM that is asked to get a TPM is to have one, whether or not it has one already.
  const isToHaveOne = WORKFLOW_ENTRIES[workflow].outcomes === "AS_REQUESTED" && subject.tpmRequested === true;
  if (subject.tpm === "UNKNOWN" && !isToHaveOne) return doubtTpm(subject);
  if (template?.tpmProvisioning === null && CROSS_VCENTER.includes(rule.id)) return doubtProvisioning(template);
  return null;
}

function summarise(subjects: readonly JudgedSubject[], findings: readonly Finding[]): readonly SubjectVerdict[] {
  const found = subjects.map((): Finding[] => []);
  for (const finding of findings) if (finding.subject !== null) found[finding.subject]?.push(finding);
  return subjects.map(({ name, vmId = null, tpm, outcome }, index) => ({
    name,
    vmId,
    tpmStatus: tpm,
    outcome,
    decision: decisionOf(found[index] ?? []),
  }));
}
