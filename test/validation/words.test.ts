import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decide } from "../../src/validation/decide.ts";
import type { ClusterFacts, Facts, SubjectFacts, VCenterFacts } from "../../src/validation/facts.ts";
import { sayRemedy } from "../../src/validation/words/remedy-words.ts";
import { sayStatement, sayVerdict } from "../../src/validation/words/say.ts";
import { arbitraryFacts } from "./arbitrary-facts.ts";
import { expectGolden } from "./golden.ts";
import { renderWords } from "./render-words.ts";

const RUNS = { numRuns: 2_000 };

test("test/golden/words.md is what the words are", () => {
  expectGolden("test/golden/words.md", renderWords());
});

/** Stands in the name of every object of the provider's. */
const MARKER = "infra!";
const mark = (name: string) => `${MARKER}${name}`;
const markFact = (name: string | null) => (name === null ? null : mark(name));
const markIf = (name: string | undefined) => (name === undefined ? undefined : mark(name));

function markVCenter(vcenter: VCenterFacts): VCenterFacts {
  return {
    ...vcenter,
    name: mark(vcenter.name),
    defaultKeyProvider: markIf(vcenter.defaultKeyProvider),
    kmsRegistrations: vcenter.kmsRegistrations.map((one) => ({
      ...one,
      name: mark(one.name),
      kmsClusterUuid: markFact(one.kmsClusterUuid),
    })),
  };
}

function markCluster(cluster: ClusterFacts): ClusterFacts {
  return { ...cluster, name: mark(cluster.name), defaultKeyProvider: markIf(cluster.defaultKeyProvider) };
}

const mapValues = <T>(record: Readonly<Record<string, T>>, change: (value: T) => T) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

function markSubject(subject: SubjectFacts): SubjectFacts {
  const volumes = subject.volumes?.map((volume) => ({ ...volume, name: mark(volume.name) })) ?? null;
  return { ...subject, keyProvider: markFact(subject.keyProvider), volumes };
}

const markedFacts = arbitraryFacts().map(
  (facts): Facts => ({
    ...facts,
    vcenters: mapValues(facts.vcenters, markVCenter),
    clusters: mapValues(facts.clusters, markCluster),
    subjects: facts.subjects.map(markSubject),
  }),
);

function sentencesTo(audience: "provider" | "tenant", facts: Facts): string[] {
  const verdict = decide(facts);
  return [
    ...verdict.findings.flatMap(({ what, remedies }) => {
      const { message, explanation } = sayStatement(what, audience);
      return [message, explanation, ...remedies.map((remedy) => sayRemedy(remedy, audience))];
    }),
    ...[sayVerdict(verdict, audience) ?? []].flat(),
  ];
}

describe("whatever the facts", () => {
  test("a tenant reads no name of the provider's objects", () => {
    fc.assert(
      fc.property(markedFacts, (facts) => {
        for (const sentence of sentencesTo("tenant", facts)) expect(sentence).not.toContain(MARKER);
      }),
      RUNS,
    );
  });

  test("the marker is seen where the provider reads", () => {
    const seen = fc.sample(markedFacts, { numRuns: 200, seed: 1 }).flatMap((facts) => sentencesTo("provider", facts));
    for (const kind of ["vCenter", "cluster", "key provider", "storage volume"]) {
      expect(
        seen.some((sentence) => sentence.includes(`${kind} "${MARKER}`)),
        kind,
      ).toBe(true);
    }
  });

  test("every sentence is whole, to either audience", () => {
    fc.assert(
      fc.property(arbitraryFacts(), fc.constantFrom("provider", "tenant"), (facts, audience) => {
        for (const sentence of sentencesTo(audience, facts)) {
          expect(sentence).toMatch(/^(?:[A-Z]|vCenter)[^\n]*[^. ]\.$/);
          expect(sentence).not.toMatch(/undefined|null|\[object| {2}/);
        }
      }),
      RUNS,
    );
  });

  test("what blocks a VM names it, to either audience", () => {
    fc.assert(
      fc.property(arbitraryFacts(), fc.constantFrom("provider", "tenant"), (facts, audience) => {
        const { findings, subjects } = decide(facts);
        for (const { outcome, subject, what } of findings) {
          if (outcome !== "BLOCK" || subject === null) continue;
          expect(sayStatement(what, audience).explanation).toContain(`"${subjects[subject]?.name}"`);
        }
      }),
      RUNS,
    );
  });

  test("a statement is plain data without a sentence in it", () => {
    const sentence = /[a-z]{2,} [a-z]{2,} [a-z]{2,}|\. |\.$/i;
    const texts = (value: unknown): string[] =>
      typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [String(value)];
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        for (const { what, remedies } of decide(facts).findings) {
          for (const text of texts([what, remedies])) expect(text).not.toMatch(sentence);
        }
      }),
    );
  });
});
