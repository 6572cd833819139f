import { describe, expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { Facts } from "../../src/validation/facts.ts";
import type { Remedy } from "../../src/validation/rule.ts";
import type { FindingOutcome, RuleId } from "../../src/validation/vocabulary.ts";
import { applyAll, type Change } from "./good-facts.ts";

/** One row of a rule's table: what is changed in the good facts, and what the rule then finds. */
export interface Row {
  readonly when: string;
  readonly given: readonly Change[];
  readonly outcome: FindingOutcome;
  /** Word for word. */
  readonly message?: string;
  /** Words that the explanation must contain. */
  readonly says?: readonly string[];
  /** All of them, in order, each by the data given here. */
  readonly remedies?: readonly Partial<Remedy>[];
}

/** The rule finds `normally` on the good facts, and on each row what the row says. */
export function describeRule(rule: RuleId, good: Facts, normally: FindingOutcome, rows: readonly Row[]): void {
  describe(rule, () => {
    test(`finds ${normally} on good facts`, () => {
      expect(findOnly(rule, good).outcome).toBe(normally);
    });
    test.each(rows)("$outcome: $when", ({ given, outcome, message, says = [], remedies }) => {
      const finding = findOnly(rule, applyAll(good, given));
      expect(finding.outcome, finding.explanation).toBe(outcome);
      if (message !== undefined) expect(finding.message).toBe(message);
      for (const words of says) expect(finding.explanation).toContain(words);
      if (remedies !== undefined) expect(finding.remedies).toMatchObject(remedies);
    });
  });
}

/** The rule's finding about the first VM concerned, or about the whole. */
function findOnly(rule: RuleId, facts: Facts) {
  const finding = decide(facts).findings.find((one) => one.rule === rule);
  if (!finding) throw new Error(`${rule} found nothing`);
  return finding;
}
