import type { vms } from "../../../schema/tables/index.ts";
import {
  inferRecordedPolicy,
  type MachineFacts,
  type RecordedMachine,
  refuseFacts,
} from "../../validation/operations/recording.ts";
import { refused } from "../access/changed.ts";
import { newTpmIdentity } from "../machines/tpm-identity.ts";

/** @param path Of the facts in the input. */
export function refuseRecording(machine: RecordedMachine, facts: MachineFacts, path: readonly string[]) {
  const refusal = refuseFacts(machine, facts);
  return refusal && refused(refusal, [...path, refusal.fact]);
}

/**
 * The columns that facts are recorded in; storage is rows of its own. A TPM that is found to be there has
 * had an identity all the time, and nobody has recorded which: so it is one that no other TPM has.
 *
 * @param storesIdentity Whether the machine's TPM is one; a template's may be a mere description.
 */
export function columnsOfFacts(
  machine: RecordedMachine,
  facts: MachineFacts,
  storesIdentity: boolean,
): Partial<typeof vms.$inferSelect> {
  const { storageVolumeIds: _, ...said } = facts;
  const identity = facts.tpmStatus === "PRESENT" && storesIdentity;
  const columns = {
    ...said,
    encryptedByPolicy: inferRecordedPolicy(machine, facts),
    ...(identity && { tpmEkSha256: newTpmIdentity(), tpmProvisionedAt: new Date() }),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
