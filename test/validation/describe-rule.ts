import { describe, expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { Facts } from "../../src/validation/facts.ts";
import type { Remedy } from "../../src/validation/remedy.ts";
import type { Statement, StatementId } from "../../src/validation/statements/statement.ts";
import type { FindingOutcome, RuleId } from "../../src/validation/vocabulary.ts";
import { sayStatement } from "../../src/validation/words/say.ts";
import { applyAll, type Change } from "./good-facts.ts";

/** One row of a rule's table: what is changed in the good facts, and what the rule then finds. */
export interface Row {
  readonly when: string;
  readonly given: readonly Change[];
  readonly outcome: FindingOutcome;
  /** What is said, by the data given here. */
  readonly what?: StatementId | Part<Statement>;
  /** The provider's, word for word. */
  readonly message?: string;
  /** All of them, in order, each by the data given here. */
  readonly remedies?: readonly Part<Remedy>[];
}

/** Each member of a union, with some of its parts. */
type Part<U> = U extends unknown ? { readonly [K in keyof U]?: PartOfValue<U[K]> } : never;
type PartOfValue<V> = V extends readonly unknown[] ? V : V extends object ? Partial<V> : V;

/** The rule finds `normally` on the good facts, and on each row what the row says. */
export function describeRule(rule: RuleId, good: Facts, normally: FindingOutcome, rows: readonly Row[]): void {
  describe(rule, () => {
    test(`finds ${normally} on good facts`, () => {
      expect(findOnly(rule, good).outcome).toBe(normally);
    });
    test.each(rows)("$outcome: $when", ({ given, outcome, what, message, remedies }) => {
      const finding = findOnly(rule, applyAll(good, given));
      const said = sayStatement(finding.what, "provider");
      expect(finding.outcome, said.explanation).toBe(outcome);
      if (what !== undefined) expect(finding.what).toMatchObject(typeof what === "string" ? { id: what } : what);
      if (message !== undefined) expect(said.message).toBe(message);
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
