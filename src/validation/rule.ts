import type { SubjectFacts } from "./facts.ts";
import type { FindingOutcome, RemedyAction, RuleId, TpmOutcome, TpmProvisioning, WarningCode } from "./vocabulary.ts";

/** One change that makes a finding pass. Which object it concerns is data; the sentence is for a person. */
export interface Remedy {
  readonly action: RemedyAction;
  /** One imperative sentence. */
  readonly description: string;
  readonly vcenterId?: string;
  readonly clusterId?: string;
  readonly vmId?: string;
  readonly keyProviderName?: string;
  readonly storageVolumeId?: string;
  /** The least vCenter version (`7.0.2`) or hardware version (`vmx-14`) that will do. */
  readonly version?: string;
  readonly tpmProvisioning?: TpmProvisioning;
}

/** What a rule found about one subject, or (subject null) about the whole. */
export interface Finding {
  readonly rule: RuleId;
  readonly title: string;
  readonly outcome: FindingOutcome;
  readonly subject: string | null;
  /** The words that a VCD user knows. */
  readonly message: string;
  /** Which VM, key provider, vCenter and volume. */
  readonly explanation: string;
  /** Any one of them mends it. */
  readonly remedies: readonly Remedy[];
  /** Set on a warning that the mutation carries out only when acknowledged. */
  readonly acknowledge?: WarningCode;
}

/** What a rule says; `decide` adds the rule's id, its title and the subject's name. */
export type Judgement = Pick<Finding, "outcome" | "message" | "explanation" | "remedies" | "acknowledge">;

/** A subject with what the workflow will do to its TPM. */
export interface JudgedSubject extends SubjectFacts {
  readonly outcome: TpmOutcome;
}
