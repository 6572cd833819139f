import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { Facts } from "../../src/validation/facts.ts";
import { DECISIONS, RULE_IDS } from "../../src/validation/vocabulary.ts";
import { arbitraryFacts } from "./arbitrary-facts.ts";
import { decideByReference, type ReferenceVerdict } from "./reference-model.ts";

// On a failure fast-check prints the seed and the path that lead to the case again.
test("decide agrees with the naive model of rules.md on 20,000 cases", () => {
  fc.assert(
    fc.property(arbitraryFacts(), (facts) => {
      expect(reduce(facts)).toEqual(decideByReference(facts));
    }),
    { numRuns: 20_000 },
  );
});

test("the cases are worth comparing: every decision is a fair share of them", () => {
  const cases = fc.sample(arbitraryFacts(), { numRuns: 2_000, seed: 1 });
  for (const decision of DECISIONS) {
    const share = cases.filter((facts) => decide(facts).decision === decision).length / cases.length;
    expect(share, decision).toBeGreaterThan(0.15);
  }
});

/** What the model says too. */
function reduce(facts: Facts): ReferenceVerdict {
  const { decision, tpm, subjects, findings } = decide(facts);
  const found = Object.fromEntries(
    RULE_IDS.map((id) => [id, findings.filter(({ rule }) => rule === id).map(({ outcome }) => outcome)]),
  );
  return {
    decision,
    offered: tpm.offered,
    chosen: tpm.chosen,
    outcomes: subjects.map(({ outcome }) => outcome),
    found,
  };
}
