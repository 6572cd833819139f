import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectTpmCapability } from "../../src/validation/capability.ts";
import { rules } from "../../src/validation/catalogue.ts";
import { decide, decideBy } from "../../src/validation/decide.ts";
import type { Facts, SubjectFacts } from "../../src/validation/facts.ts";
import { findPlace } from "../../src/validation/places.ts";
import { judgeAttaching } from "../../src/validation/security-devices.ts";
import { findingsOf } from "../../src/validation/verdict.ts";
import type { RuleId } from "../../src/validation/vocabulary.ts";
import { sayStatement, sayVerdict } from "../../src/validation/words/say.ts";
import { CROSS_VCENTER, PREREQUISITES } from "../../src/validation/workflows.ts";
import { arbitraryFacts } from "./arbitrary-facts.ts";
import { completeFacts } from "./complete-facts.ts";
import {
  type Change,
  destinationCluster,
  destinationKeyProviders,
  destinationPlace,
  destinationVCenter,
  ericTpmVm,
  goodAttach,
  sourceVCenter,
  subject,
  template,
} from "./good-facts.ts";

const OF_TPMS_AND_KEYS: readonly RuleId[] = [...PREREQUISITES, ...CROSS_VCENTER, "key-available-at-source"];
const RUNS = { numRuns: 2_000 };
const outcomesOf = (facts: Facts) => decide(facts).findings.map(({ outcome }) => outcome);

describe("the decision", () => {
  test("one block blocks, whatever else is found", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        expect(decide(facts).decision === "BLOCKED").toBe(outcomesOf(facts).includes("BLOCK"));
      }),
      RUNS,
    );
  });

  test("what is not known never permits", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        if (outcomesOf(facts).includes("UNKNOWN")) expect(decide(facts).decision).not.toBe("ALLOWED");
      }),
      RUNS,
    );
  });

  test("does not hang on the order of the catalogue, and neither does any finding", () => {
    const shuffled = fc.shuffledSubarray([...rules], { minLength: rules.length });
    const sorted = (findings: readonly object[]) => findings.map((finding) => JSON.stringify(finding)).sort();
    fc.assert(
      fc.property(arbitraryFacts(), shuffled, (facts, order) => {
        const one = decide(facts);
        const other = decideBy(order, facts);
        expect(other.decision).toBe(one.decision);
        expect(sorted(other.findings)).toEqual(sorted(one.findings));
      }),
    );
  });

  test("has a message exactly when it is not ALLOWED: the message of a finding that stands in the way", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const verdict = decide(facts);
        const { decision, findings } = verdict;
        const inTheWay = { BLOCKED: "BLOCK", UNDETERMINED: "UNKNOWN", ALLOWED: null }[decision];
        const first = findings.find(({ outcome }) => outcome === inTheWay);
        for (const audience of ["provider", "tenant"] as const) {
          const message = sayVerdict(verdict, audience);
          expect(message).toBe(first ? sayStatement(first.what, audience).message : null);
          expect(message === null).toBe(decision === "ALLOWED");
        }
      }),
    );
  });

  test("is the worst of the subjects' and of what is found about the whole", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const { decision, subjects, findings } = decide(facts);
        const wholeBlocks = findings.some((finding) => finding.subject === null && finding.outcome === "BLOCK");
        expect(decision === "BLOCKED").toBe(wholeBlocks || subjects.some((one) => one.decision === "BLOCKED"));
      }),
    );
  });
});

describe("a verdict", () => {
  test("is plain data, and leaves the facts as they were", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const before = structuredClone(facts);
        const verdict = decide(facts);
        expect(JSON.parse(JSON.stringify(verdict))).toStrictEqual(verdict);
        expect(facts).toEqual(before);
      }),
    );
  });

  test("has the findings of every rule: one about the whole or one for each subject", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const { findings } = decide(facts);
        for (const { id, scope } of rules) {
          const subjects = findings.filter(({ rule }) => rule === id).map((finding) => finding.subject);
          if (scope === "SUBJECT") expect(subjects).toEqual(facts.subjects.map((_, index) => index));
          else expect(new Set(subjects)).toEqual(new Set([null]));
        }
      }),
    );
  });
});

describe("a TPM that is not there is in nobody's way", () => {
  test("a VM that has no TPM, is to get none and is not encrypted meets no rule of TPMs or keys", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        if (facts.workflow === "REKEY_VM") return;
        const bare = {
          tpm: "NOT_PRESENT",
          tpmRequested: undefined,
          keyProvider: null,
          encryptedByPolicy: false,
        } as const;
        const verdict = decide(subject(bare)(facts));
        verdict.subjects.forEach(({ outcome }, index) => {
          expect(outcome).toBe("NONE");
          for (const finding of findingsOf(verdict, index)) {
            if (OF_TPMS_AND_KEYS.includes(finding.rule)) expect(finding.outcome, finding.rule).toBe("NOT_APPLICABLE");
          }
        });
      }),
      RUNS,
    );
  });

  test("within one vCenter no cross-vCenter rule applies", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        // A VM's new key has to be there, too.
        if (decide(facts).crossVcenter || facts.workflow === "REKEY_VM") return;
        for (const { rule, outcome } of decide(facts).findings) {
          if (CROSS_VCENTER.includes(rule)) expect(outcome, rule).toBe("NOT_APPLICABLE");
        }
      }),
      RUNS,
    );
  });

  test("of a template that was captured with REPLACE only what a policy encrypts needs its key elsewhere", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        if (facts.template === undefined) return;
        const forTpm = subject({ encryptedByPolicy: false, tpm: "PRESENT" })(facts);
        for (const { rule, subject, outcome } of decide(template({ tpmProvisioning: "REPLACE" })(forTpm)).findings) {
          if (CROSS_VCENTER.includes(rule) && subject !== null) expect(outcome, rule).toBe("NOT_APPLICABLE");
        }
      }),
      RUNS,
    );
  });
});

/** Of what is to have a TPM: without one, older hardware runs in more places. */
const ofTpmVms =
  (change: Partial<SubjectFacts>): Change =>
  (before) => {
    const { subjects } = decide(before);
    const isToHaveTpm = (index: number) => ["ATTACH_NEW", "COPY", "KEEP"].includes(subjects[index]?.outcome ?? "");
    return {
      ...before,
      subjects: before.subjects.map((one, index) => (isToHaveTpm(index) ? { ...one, ...change } : one)),
    };
  };
const olderHosts: Change = (before) => {
  const { maxHardwareVersion = null } = before.clusters[before.destination?.clusterId ?? ""] ?? {};
  return maxHardwareVersion === null ? before : destinationCluster({ maxHardwareVersion: 13 })(before);
};
const distrust: Change = (before) => ({
  ...before,
  trusts: before.trusts.map((trust) => ({ ...trust, trusted: false })),
});
const elsewhere = [{ id: "id-elsewhere", name: "elsewhere" }];

/** Each takes away something that a VM may need. */
const LOSSES: readonly Change[] = [
  subject({ guestId: "winVistaGuest" }),
  subject({ firmware: "BIOS" }),
  ofTpmVms({ hardwareVersion: 9 }),
  subject({ powerState: "POWERED_ON" }),
  subject({ snapshotCount: 1 }),
  subject({ linkedClone: true }),
  subject({ volumes: elsewhere }),
  sourceVCenter({ status: "DISCONNECTED" }),
  destinationVCenter({ status: "DISCONNECTED" }),
  destinationVCenter({ version: "6.5" }),
  destinationVCenter({ defaultKeyProvider: undefined, kmsRegistrations: [] }),
  destinationVCenter({ fastCrossVcenterInstantiation: false }),
  destinationKeyProviders({ status: "DISCONNECTED" }),
  destinationKeyProviders({ backedUp: false }),
  destinationPlace({ fastProvisioning: true }),
  destinationPlace({ organization: "initech" }),
  olderHosts,
  distrust,
];

/** Each forgets something. A trust that is forgotten merely warns, and so does a backup. */
const LAPSES: readonly Change[] = [
  subject({ tpm: "UNKNOWN" }),
  subject({ guestId: null }),
  subject({ firmware: null }),
  subject({ hardwareVersion: null }),
  subject({ powerState: null }),
  subject({ snapshotCount: null }),
  subject({ volumes: null }),
  subject({ keyProvider: null }),
  subject({ encryptedByPolicy: null }),
  template({ tpmProvisioning: null }),
  sourceVCenter({ status: "UNKNOWN" }),
  sourceVCenter({ version: null }),
  destinationVCenter({ status: "UNKNOWN" }),
  destinationVCenter({ version: null }),
  destinationVCenter({ fastCrossVcenterInstantiation: null }),
  destinationVCenter({ kmsInventoried: false }),
  destinationKeyProviders({ status: "UNKNOWN" }),
  destinationKeyProviders({ kmsClusterUuid: null }),
  destinationCluster({ mountedVolumeIds: null }),
  destinationCluster({ maxHardwareVersion: null }),
];

describe("less never permits more", () => {
  test("what loses a prerequisite is never ALLOWED where it was not", () => {
    fc.assert(
      fc.property(arbitraryFacts(), fc.constantFrom(...LOSSES), (facts, loss) => {
        if (decide(facts).decision !== "ALLOWED") expect(decide(loss(facts)).decision).not.toBe("ALLOWED");
      }),
      RUNS,
    );
  });

  test("what forgets a fact is never ALLOWED where it was blocked, nor BLOCKED where it was allowed", () => {
    fc.assert(
      fc.property(arbitraryFacts(), fc.constantFrom(...LAPSES), (facts, lapse) => {
        const before = decide(facts).decision;
        const after = decide(lapse(facts)).decision;
        if (before === "BLOCKED") expect(after).not.toBe("ALLOWED");
        if (before === "ALLOWED") expect(after).not.toBe("BLOCKED");
      }),
      RUNS,
    );
  });
});

/**
 * The one wants a record of what encrypts the VM, and is content with any; a guest that the table of the other
 * does not know may have come with a later release than any.
 */
const ASK_FOR_MORE: readonly RuleId[] = ["vm-home-encryption", "vcenter-knows-guest-os"];

describe("what is not known", () => {
  test("is all that leaves a verdict UNDETERMINED", () => {
    fc.assert(
      fc.property(arbitraryFacts({ known: true }), (facts) => {
        expect(decide(facts).decision).not.toBe("UNDETERMINED");
      }),
      RUNS,
    );
  });

  test("is asked for only where some value of it would block", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        decide(facts).findings.forEach(({ rule, outcome }, index) => {
          if (outcome !== "UNKNOWN" || ASK_FOR_MORE.includes(rule)) return;
          const blocks = completeFacts(facts).some((one) => decide(one).findings[index]?.outcome === "BLOCK");
          expect(blocks, rule).toBe(true);
        });
      }),
      RUNS,
    );
  });
});

describe("what is said elsewhere is what decide says", () => {
  const idealVm = {
    ...ericTpmVm,
    tpm: "NOT_PRESENT",
    tpmRequested: true,
    keyProvider: null,
    hardwareVersion: 14,
  } as const;

  test("a VDC supports a TPM for a family exactly where an ideal VM of it may be created", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        if (facts.destination === undefined) return;
        const mayBe = (guestId: string) => {
          const { vcenters, clusters, destination } = facts;
          const created: Facts = {
            ...goodAttach,
            vcenters,
            clusters,
            workflow: "CREATE_VM",
            source: undefined,
            destination,
            subjects: [{ ...idealVm, guestId }],
          };
          return decide(created).decision === "ALLOWED";
        };
        const { supported, guestFamilies } = detectTpmCapability(findPlace(facts, facts.destination));
        expect(guestFamilies.includes("WINDOWS")).toBe(mayBe("windows2019srv_64Guest"));
        expect(guestFamilies.includes("LINUX")).toBe(mayBe("ubuntu64Guest"));
        expect(supported).toBe(guestFamilies.length > 0);
      }),
      RUNS,
    );
  });

  test("a TPM is attachable to no VM that runs, has snapshots or is a linked clone", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const { destination, subjects } = facts;
        const [one] = subjects;
        if (destination === undefined || one === undefined) return;
        const { decision } = judgeAttaching(one, findPlace(facts, destination));
        const still = one.powerState === "POWERED_OFF" && one.snapshotCount === 0 && !one.linkedClone;
        if (!still) expect(decision).not.toBe("ALLOWED");
      }),
      RUNS,
    );
  });

  test("the prerequisites hold for whoever is to have a TPM, and for nobody else", () => {
    fc.assert(
      fc.property(arbitraryFacts(), (facts) => {
        const verdict = decide(facts);
        verdict.subjects.forEach(({ outcome }, index) => {
          const applicable = findingsOf(verdict, index).filter(
            (one) => PREREQUISITES.includes(one.rule) && one.outcome !== "NOT_APPLICABLE",
          );
          const isToHaveTpm = ["ATTACH_NEW", "COPY", "KEEP"].includes(outcome);
          expect(applicable).toHaveLength(isToHaveTpm ? PREREQUISITES.length : 0);
        });
      }),
      RUNS,
    );
  });
});
