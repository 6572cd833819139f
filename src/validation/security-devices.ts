import { rules } from "./catalogue.ts";
import { decideBy } from "./decide.ts";
import type { PlaceFacts, SubjectFacts } from "./facts.ts";
import { collectPlaces, referTo } from "./places.ts";
import type { Finding, Rule } from "./rule.ts";
import type { RuleId } from "./vocabulary.ts";
import { PREREQUISITES } from "./workflows.ts";

export interface Attachability {
  /** The guest OS and the firmware are known to support a TPM: without them the option is hidden. */
  readonly tpmOptionVisible: boolean;
  /** Every prerequisite passes. Power state and snapshots come and go, and are asked when it is done. */
  readonly tpmAttachable: boolean;
  /** Of the prerequisites, in catalogue order. */
  readonly findings: readonly Finding[];
}

const DECIDE_VISIBILITY: readonly RuleId[] = ["guest-os-supports-tpm", "firmware-is-efi"];

const prerequisites: readonly Rule[] = rules.filter(
  ({ id }) => id === "vcenter-connected" || PREREQUISITES.includes(id),
);

/** Whether a VM could get a TPM where it is: what reconfiguring it so would be told. */
export function judgeAttaching(subject: SubjectFacts, place: PlaceFacts): Attachability {
  const { findings, decision } = decideBy(prerequisites, {
    workflow: "RECONFIGURE_VM",
    ...collectPlaces([place]),
    source: referTo(place),
    destination: referTo(place),
    request: { acknowledgedWarnings: [] },
    subjects: [{ ...subject, tpmRequested: true }],
  });
  const visibility = findings.filter(({ rule }) => DECIDE_VISIBILITY.includes(rule));
  return {
    tpmOptionVisible: visibility.every(({ outcome }) => outcome === "PASS"),
    tpmAttachable: decision === "ALLOWED",
    findings,
  };
}
