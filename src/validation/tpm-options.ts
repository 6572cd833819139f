import type { Facts, SubjectFacts, TemplateFacts } from "./facts.ts";
import { invariant } from "./invariant.ts";
import { FIRST_VERSION_WITH_REPLACE, isAtLeast } from "./versions.ts";
import type { TpmOutcome, TpmProvisioning, TpmStatus } from "./vocabulary.ts";
import { type Offer, REQUEST_OUTCOMES, type TpmRequest, WORKFLOW_ENTRIES } from "./workflows.ts";

/** The provisioning options of one workflow on these facts: one choice for all of its VMs at once. */
export interface TpmOptions {
  readonly offered: readonly TpmProvisioning[];
  readonly default: TpmProvisioning | null;
  /** What was asked for, offered or not, else the default; null where there is nothing to choose. */
  readonly chosen: TpmProvisioning | null;
}

type OfferableFacts = Pick<Facts, "vcenters" | "destination" | "template">;

const OFFERED: Readonly<Record<Offer, (facts: OfferableFacts) => readonly TpmProvisioning[]>> = {
  NOTHING: () => [],
  COPY_ALONE: () => ["COPY"],
  COPY_AND_REPLACE: () => ["COPY", "REPLACE"],
  BY_VERSION: ({ vcenters, destination }) =>
    offerByVersion((destination && vcenters[destination.vcenterId]?.version) ?? null),
  AS_CAPTURED: ({ template }) => (template?.tpmProvisioning ? [template.tpmProvisioning] : []),
};

/** What a copy into a vCenter offers; a version that is not known surely does COPY, as all of them do. */
export function offerByVersion(version: string | null): readonly TpmProvisioning[] {
  return isAtLeast(version, FIRST_VERSION_WITH_REPLACE) === true ? ["COPY", "REPLACE"] : ["COPY"];
}

/** Whether any VM has a TPM; null where none is known to, and one may. */
export function someTpm(subjects: readonly { readonly tpm: TpmStatus }[]): boolean | null {
  if (subjects.some((subject) => subject.tpm === "PRESENT")) return true;
  return subjects.some((subject) => subject.tpm === "UNKNOWN") ? null : false;
}

/** For a VM of which it is not known whether it has a TPM, the options are offered as though it had one. */
export function findTpmOptions(facts: Facts): TpmOptions {
  const { offers } = WORKFLOW_ENTRIES[facts.workflow];
  if (offers === "NOTHING" || someTpm(facts.subjects) === false) return { offered: [], default: null, chosen: null };
  const offered = OFFERED[offers](facts);
  const byDefault = offered[0] ?? null;
  return { offered, default: byDefault, chosen: facts.request.tpmProvisioning ?? byDefault };
}

/** The template that is read, where it is not known what it was captured with and that matters. */
export function findDoubtfulTemplate({
  template,
  subjects,
}: {
  readonly template: TemplateFacts | null;
  readonly subjects: readonly SubjectFacts[];
}): TemplateFacts | null {
  return template?.tpmProvisioning === null && someTpm(subjects) !== false ? template : null;
}

export function findTpmOutcome(facts: Facts, subject: SubjectFacts, chosen: TpmProvisioning | null): TpmOutcome {
  const { outcomes } = WORKFLOW_ENTRIES[facts.workflow];
  if (outcomes === "UNTOUCHED") return "NONE";
  if (outcomes === "AS_REQUESTED") return REQUEST_OUTCOMES[readRequest(subject)][subject.tpm];
  if (subject.tpm === "NOT_PRESENT") return "NONE";
  // Nothing is chosen only where it is not known what a template was captured with: COPY asks for the most.
  const outcome = outcomes[chosen ?? "COPY"];
  if (typeof outcome === "string") return outcome;
  const { importMode } = facts.request;
  invariant(importMode !== undefined, `${facts.workflow} without an import mode`);
  return outcome[importMode];
}

function readRequest({ tpmRequested, hardwareChanges }: SubjectFacts): TpmRequest {
  if (tpmRequested === undefined) return hardwareChanges.length > 0 ? "FIT" : "NOTHING";
  return tpmRequested ? "ATTACH" : "DETACH";
}
