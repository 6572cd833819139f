import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { titleOf } from "../../src/validation/catalogue.ts";
import { decide } from "../../src/validation/decide.ts";
import { readStoredVerdict, storeVerdict } from "../../src/validation/stored-verdict.ts";
import type { FindingOnRecord } from "../../src/validation/verdict-on-record.ts";
import { sayRemedy } from "../../src/validation/words/remedy-words.ts";
import { sayStatement, sayVerdict } from "../../src/validation/words/say.ts";
import { readVerdictFixture, withRetired } from "../support/stored-verdicts.ts";
import { arbitraryFacts } from "./arbitrary-facts.ts";
import { goodCopy, goodMove, subject } from "./good-facts.ts";

const throughJson = (stored: unknown) => readStoredVerdict(JSON.parse(JSON.stringify(stored)));
const KEY_MESSAGE = "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.";

function find(findings: readonly FindingOnRecord[], rule: string, subject: number | null): FindingOnRecord {
  return findings.find((one) => one.rule === rule && one.subject === subject) ?? expect.unreachable(rule);
}

describe("a stored verdict", () => {
  test("is read as the verdict that it was, with the findings that ask for something", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const verdict = decide(facts);
        const asking = verdict.findings.filter(({ outcome }) => ["WARN", "BLOCK", "UNKNOWN"].includes(outcome));
        const read = throughJson(storeVerdict(verdict));
        expect(read).toEqual({ ...verdict, complete: false, findings: asking });
        expect(sayVerdict(read, "tenant")).toBe(sayVerdict(verdict, "tenant"));
        expect(throughJson(storeVerdict(read))).toEqual(read);
      }),
    );
  });

  test("of what nothing stands against is little more than its subjects", () => {
    const stored = storeVerdict(decide(goodMove));
    expect(stored.findings).toEqual([]);
    expect(JSON.stringify(stored).length).toBeLessThan(400);
    expect(storeVerdict(decide(subject({ tpm: "NOT_PRESENT", keyProvider: null })(goodCopy))).tpm).toBeNull();
  });
});

describe("version 1", () => {
  test("says what it said when it was stored", () => {
    const verdict = readStoredVerdict(readVerdictFixture(1));
    expect(verdict).toMatchObject({ rulesVersion: 1, complete: false, decision: "BLOCKED" });
    const found = find(verdict.findings, "key-provider-on-target", 0);
    expect(sayStatement(found.what, "provider")).toEqual({
      message: KEY_MESSAGE,
      explanation:
        'VM "ericTpmVm" is encrypted by key provider "kp-1", which is not registered on vCenter "vc-b" (registered there: "kp-2").',
    });
    expect(find(verdict.findings, "tpm-option-offered", null).outcome).toBe("BLOCK");
    expect(sayVerdict(verdict, "tenant")).toBe("The TPM provisioning option REPLACE is not offered. Offered: COPY.");
  });

  test("shows what has been retired since: a rule by its name, the rest by a plain sentence", () => {
    const retired = withRetired(
      readVerdictFixture(1),
      "key-provider-on-target",
      "storage-is-not-mounted",
      "REGISTER_KMS",
    );
    const { findings, blockedBy } = readStoredVerdict(retired);
    expect(blockedBy).toEqual(["tpm-option-offered", "retired-rule", "shared-storage-or-fast-cross-vcenter"]);

    const byRetiredRule = find(findings, "retired-rule", 0);
    expect(titleOf(byRetiredRule)).toBe("A rule of an older version: old-key-provider-on-target");
    expect(sayStatement(byRetiredRule.what, "provider").message).toBe(KEY_MESSAGE);
    const [remedy = expect.unreachable()] = byRetiredRule.remedies;
    expect(remedy).toMatchObject({ action: "RETIRED_REMEDY", keyProviderName: "kp-1" });

    const plain = "An older version of the rules found this. Its details are no longer known.";
    for (const index of [0, 1]) {
      const { what } = find(findings, "shared-storage-or-fast-cross-vcenter", index);
      for (const audience of ["provider", "tenant"] as const) {
        expect(sayStatement(what, audience).explanation).toContain(plain);
        expect(sayRemedy(remedy, audience)).toMatch(/^Ask for a preflight/);
      }
    }
  });
});

describe("version 0, which had no number and kept sentences", () => {
  const verdict = readStoredVerdict(readVerdictFixture(0));

  test("is complete, and each finding is about the VM that it was about", () => {
    expect(verdict).toMatchObject({ rulesVersion: 0, complete: true, decision: "BLOCKED", crossVcenter: true });
    expect(verdict.subjects).toMatchObject([{ name: "ericTpmVm" }, { name: "web" }]);
    const { findings } = readVerdictFixture(0) as { findings: { subject: string | null }[] };
    const namesNow = verdict.findings.map((one) => (one.subject === null ? null : verdict.subjects[one.subject]?.name));
    expect(namesNow).toEqual(findings.map((one) => one.subject));
  });

  test("says to the provider what was kept, and to a tenant that somebody else can see it", () => {
    const { what, remedies } = find(verdict.findings, "key-provider-on-target", 0);
    expect(sayStatement(what, "provider")).toEqual({
      message: KEY_MESSAGE,
      explanation:
        "VM ericTpmVm is encrypted by key provider kp-1, which is not registered on vCenter vc-b (registered there: kp-2).",
    });
    const [register = expect.unreachable()] = remedies;
    expect(register).toMatchObject({ action: "REGISTER_KMS", keyProviderName: "kp-1" });
    expect(sayRemedy(register, "provider")).toBe("Register key provider kp-1 on vCenter vc-b under exactly this name.");
    for (const finding of verdict.findings) {
      const { message, explanation } = sayStatement(finding.what, "tenant");
      const sentences = [message, explanation, ...finding.remedies.map((one) => sayRemedy(one, "tenant"))];
      for (const sentence of sentences) expect(sentence).not.toMatch(/vc-|cl-|kp-|san-|^$/);
    }
  });

  test("shows a rule and a remedy that have been retired since", () => {
    const retired = withRetired(readVerdictFixture(0), "key-provider-on-target", "REGISTER_KMS");
    const { findings } = readStoredVerdict(retired);
    const found = find(findings, "retired-rule", 0);
    expect(titleOf(found)).toBe("A rule of an older version: old-key-provider-on-target");
    expect(sayStatement(found.what, "provider").message).toBe(KEY_MESSAGE);
    expect(found.remedies).toMatchObject([{ action: "RETIRED_REMEDY" }]);
  });

  test("is stored again with what asks for something, and reads the same", () => {
    const again = throughJson(storeVerdict(verdict));
    expect(again).toMatchObject({ rulesVersion: 0, complete: false });
    expect(sayVerdict(again, "provider")).toBe(sayVerdict(verdict, "provider"));
  });
});
