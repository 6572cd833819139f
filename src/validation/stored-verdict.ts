import type { Statement } from "./statements/statement.ts";
import { readVersion0, type VerdictOfVersion0 } from "./stored-verdict-0.ts";
import type { TpmOptions } from "./tpm-options.ts";
import { type FindingOnRecord, RETIRED_RULE, type RemedyOnRecord, type VerdictOnRecord } from "./verdict-on-record.ts";
import { REMEDY_ACTIONS, RULE_IDS, WARNING_CODES } from "./vocabulary.ts";
import { isSaid } from "./words/say.ts";

/** What is kept of a verdict, as JSON. `readStoredVerdict` still reads what was kept before. */
export interface StoredVerdict extends Omit<VerdictOnRecord, "complete" | "findings" | "tpm"> {
  /** Of this format. Version 0 had no number, and all findings with their sentences, twice. */
  readonly version: 1;
  /** Null: there was no option to choose. */
  readonly tpm: TpmOptions | null;
  /** Those that ask for something. */
  readonly findings: readonly StoredFindings[];
}

/** What a rule found in the same way of several subjects, in their order: the rest is said once. */
interface StoredFindings extends Omit<FindingOnRecord, "subject" | "what"> {
  readonly of: readonly StoredSubject[];
}

/** `subject` is left out of what is about the whole. */
interface StoredSubject extends Pick<FindingOnRecord, "what"> {
  readonly subject?: number;
}

const ASKS_FOR_SOMETHING: readonly string[] = ["WARN", "BLOCK", "UNKNOWN"];

export function storeVerdict({ complete: _, tpm, findings, ...kept }: VerdictOnRecord): StoredVerdict {
  const hasOptions = tpm.offered.length > 0 || tpm.chosen !== null;
  return {
    version: 1,
    ...kept,
    tpm: hasOptions ? tpm : null,
    findings: storeFindings(findings.filter(({ outcome }) => ASKS_FOR_SOMETHING.includes(outcome))),
  };
}

/** In their order: only neighbours are put together. */
function storeFindings(findings: readonly FindingOnRecord[]): StoredFindings[] {
  const stored: (StoredFindings & { readonly of: StoredSubject[] })[] = [];
  let last = "";
  for (const { subject, what, ...shared } of findings) {
    const found = subject === null ? { what } : { subject, what };
    const key = JSON.stringify(shared);
    if (key === last) stored.at(-1)?.of.push(found);
    else stored.push({ ...shared, of: [found] });
    last = key;
  }
  return stored;
}

/**
 * A verdict as it was kept, of whichever version. What the rules no longer know is shown as retired: a
 * rule, a statement, a remedy.
 */
export function readStoredVerdict(json: unknown): VerdictOnRecord {
  const stored = json as StoredVerdict | VerdictOfVersion0;
  return withoutRetired("version" in stored ? readVersion1(stored) : readVersion0(stored));
}

function readVersion1({ version: _, tpm, findings, ...kept }: StoredVerdict): VerdictOnRecord {
  return {
    ...kept,
    complete: false,
    tpm: tpm ?? NO_OPTIONS,
    findings: findings.flatMap(({ of, ...shared }) => of.map((found) => ({ subject: null, ...found, ...shared }))),
  };
}

const NO_OPTIONS: TpmOptions = { offered: [], default: null, chosen: null };

function withoutRetired(verdict: VerdictOnRecord): VerdictOnRecord {
  return {
    ...verdict,
    findings: verdict.findings.map(readFinding),
    blockedBy: [...new Set(verdict.blockedBy.map((rule) => (isKnown(RULE_IDS, rule) ? rule : RETIRED_RULE)))],
    warningsToAcknowledge: verdict.warningsToAcknowledge.filter((code) => isKnown(WARNING_CODES, code)),
  };
}

function isKnown<W extends string>(words: readonly W[], word: string): word is W {
  return (words as readonly string[]).includes(word);
}

function readFinding(finding: FindingOnRecord): FindingOnRecord {
  const { rule, what, remedies } = finding;
  return {
    ...finding,
    ...(!isKnown(RULE_IDS, rule) && { rule: RETIRED_RULE, retiredRule: finding.retiredRule ?? rule }),
    what: readStatement(what),
    remedies: remedies.map(readRemedy),
  };
}

function readStatement(what: Statement): Statement {
  if (!isSaid(what.id)) return { id: "no-longer-said", retired: what.id };
  return what.id === "blocks-if" ? { ...what, statement: readStatement(what.statement) } : what;
}

function readRemedy(remedy: RemedyOnRecord): RemedyOnRecord {
  if (isKnown(REMEDY_ACTIONS, remedy.action)) return remedy;
  return { keptText: null, ...remedy, action: "RETIRED_REMEDY" };
}
