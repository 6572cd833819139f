import { and, eq, sql } from "drizzle-orm";
import { kmsRegistrations, type VCenterFaultKind, vcenterFaults } from "../../../schema/tables/index.ts";
import { type FaultDetails, refuseFault } from "../../validation/operations/faults.ts";
import type { Workflow } from "../../validation/vocabulary.ts";
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { administer } from "./administer.ts";
import { notRegistered } from "./administer-kms.ts";
import { lockVCenterToChange } from "./administer-vcenters.ts";

export interface NewVCenterFault extends FaultDetails {
  readonly vcenterId: string;
  readonly kind: VCenterFaultKind;
  readonly workflow: Workflow | null;
}

/** In place of the fault of the same kind, for the same workflow and key provider, that the vCenter may have. */
export function setVCenterFault(scope: Scope, db: Database, input: NewVCenterFault): Promise<Changed<Rows["VCenter"]>> {
  const change = { mutation: "setVCenterFault", object: { type: "VCenter", id: input.vcenterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, input.vcenterId);
    const wrong = refuseDetails(input) ?? (await refuseUnregistered(transaction, vcenter, input.keyProviderName));
    if (wrong) return wrong;
    await transaction.delete(vcenterFaults).where(sameFault(input));
    await transaction.insert(vcenterFaults).values(input);
    return done(vcenter);
  });
}

export interface FaultsToClear {
  readonly vcenterId: string;
  /** Null: all of them. */
  readonly kind: VCenterFaultKind | null;
}

/** What the faults have done already stays done: a vCenter that is disconnected stays so. */
export function clearVCenterFaults(
  scope: Scope,
  db: Database,
  input: FaultsToClear,
): Promise<Changed<Rows["VCenter"]>> {
  const { vcenterId, kind } = input;
  const change = { mutation: "clearVCenterFaults", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    const ofKind = kind === null ? undefined : eq(vcenterFaults.kind, kind);
    await transaction.delete(vcenterFaults).where(and(eq(vcenterFaults.vcenterId, vcenterId), ofKind));
    return done(vcenter);
  });
}

function refuseDetails(fault: NewVCenterFault) {
  const refusal = refuseFault(fault);
  return refusal && refused(refusal, [refusal.detail]);
}

async function refuseUnregistered(transaction: Transaction, vcenter: Rows["VCenter"], name: string | null) {
  if (name === null) return null;
  const registered = and(eq(kmsRegistrations.vcenterId, vcenter.id), eq(kmsRegistrations.name, name));
  if ((await transaction.$count(kmsRegistrations, registered)) > 0) return null;
  return notRegistered(vcenter, name, "keyProviderName");
}

function sameFault({ vcenterId, kind, workflow, keyProviderName }: NewVCenterFault) {
  return and(
    eq(vcenterFaults.vcenterId, vcenterId),
    eq(vcenterFaults.kind, kind),
    sql`${vcenterFaults.workflow} is not distinct from ${workflow}`,
    sql`${vcenterFaults.keyProviderName} is not distinct from ${keyProviderName}`,
  );
}
