import { and, eq, sql } from "drizzle-orm";
import { kmsRegistrations, type VCenterFaultKind, vcenterFaults } from "../../../schema/tables/index.ts";
import type { Workflow } from "../../validation/vocabulary.ts";
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { administer } from "./administer.ts";
import { lockVCenterToChange } from "./administer-vcenters.ts";

/** What a fault consists of; null is what was not said. */
interface FaultDetails {
  readonly percent: number | null;
  readonly seconds: number | null;
  readonly message: string | null;
  readonly keyProviderName: string | null;
  readonly remaining: number | null;
}
type Detail = keyof FaultDetails;

export interface NewVCenterFault extends FaultDetails {
  readonly vcenterId: string;
  readonly kind: VCenterFaultKind;
  readonly workflow: Workflow | null;
}

const kinds: Readonly<Record<VCenterFaultKind, { needs: readonly Detail[]; mayHave: readonly Detail[] }>> = {
  FAIL_AT_PROGRESS: { needs: ["percent"], mayHave: ["message", "remaining"] },
  SLOW: { needs: ["seconds"], mayHave: [] },
  DISCONNECT_AT_PROGRESS: { needs: ["percent"], mayHave: ["remaining"] },
  DISCONNECT_KMS_AT_PROGRESS: { needs: ["percent", "keyProviderName"], mayHave: ["remaining"] },
};

/** What the database takes, as the table's checks say. */
const sane: { readonly [D in Detail]: { expected: string; is: (value: NonNullable<FaultDetails[D]>) => boolean } } = {
  percent: { expected: "0 to 99", is: (percent) => percent >= 0 && percent <= 99 },
  seconds: { expected: "more than 0 and at most 3600", is: (seconds) => seconds > 0 && seconds <= 3600 },
  message: {
    expected: "1 to 1000 characters",
    is: (message) => [...message].length >= 1 && [...message].length <= 1000 && !message.includes("\0"),
  },
  keyProviderName: { expected: "a name", is: () => true },
  remaining: { expected: "at least 1", is: (remaining) => remaining >= 1 },
};

/** In place of the fault of the same kind, for the same workflow and key provider, that the vCenter may have. */
export function setVCenterFault(scope: Scope, db: Database, input: NewVCenterFault): Promise<Changed<Rows["VCenter"]>> {
  const deed = { mutation: "setVCenterFault", object: { type: "VCenter", id: input.vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
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
  const deed = { mutation: "clearVCenterFaults", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    const ofKind = kind === null ? undefined : eq(vcenterFaults.kind, kind);
    await transaction.delete(vcenterFaults).where(and(eq(vcenterFaults.vcenterId, vcenterId), ofKind));
    return done(vcenter);
  });
}

function refuseDetails(fault: NewVCenterFault) {
  const { needs, mayHave } = kinds[fault.kind];
  for (const detail of Object.keys(sane) as Detail[]) {
    const value = fault[detail];
    if (value === null) {
      if (!needs.includes(detail)) continue;
      return invalid(detail, `found nothing, expected ${sane[detail].expected}, which ${fault.kind} needs`);
    }
    const found = `found ${JSON.stringify(value)}, expected`;
    if (!needs.includes(detail) && !mayHave.includes(detail))
      return invalid(detail, `${found} nothing, for ${fault.kind} has none`);
    if (!(sane[detail].is as (value: unknown) => boolean)(value)) {
      return invalid(detail, `${found} ${sane[detail].expected}`);
    }
  }
  return null;
}

const invalid = (detail: Detail, what: string) => refused("INVALID_VALUE", `${detail}: ${what}.`, [detail]);

async function refuseUnregistered(transaction: Transaction, vcenter: Rows["VCenter"], name: string | null) {
  if (name === null) return null;
  const registered = and(eq(kmsRegistrations.vcenterId, vcenter.id), eq(kmsRegistrations.name, name));
  if ((await transaction.$count(kmsRegistrations, registered)) > 0) return null;
  const message = `vCenter ${vcenter.name} has no key provider named ${name} registered.`;
  return refused("NOT_REGISTERED", message, ["keyProviderName"]);
}

function sameFault({ vcenterId, kind, workflow, keyProviderName }: NewVCenterFault) {
  return and(
    eq(vcenterFaults.vcenterId, vcenterId),
    eq(vcenterFaults.kind, kind),
    sql`${vcenterFaults.workflow} is not distinct from ${workflow}`,
    sql`${vcenterFaults.keyProviderName} is not distinct from ${keyProviderName}`,
  );
}
