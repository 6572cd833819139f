import { eq, inArray } from "drizzle-orm";
import { kmsRegistrations, vcenters } from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import { refuseRestoring, refuseUnlessNative } from "../../validation/operations/key-providers.ts";
import { type Changed, done, refused, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { lockVCenters } from "../locks/rows.ts";
import { administer } from "./administer.ts";
import { findRegistration } from "./administer-kms.ts";

type Registration = Rows["KmsRegistration"];

export function backUpKeyProvider(
  scope: Scope,
  db: Database,
  kmsRegistrationId: string,
): Promise<Changed<Registration>> {
  const object = { type: "KmsRegistration", id: kmsRegistrationId } as const;
  const change = { mutation: "backUpKeyProvider", object, input: { kmsRegistrationId } };
  return administer(scope, db, change, async (transaction) => {
    const { registration } = await lockRegistration(transaction, kmsRegistrationId, []);
    const refusal = refusedIf(refuseUnlessNative(registration), ["kmsRegistrationId"]);
    return refusal ?? done(await update(transaction, registration.id, { backedUp: true }));
  });
}

export interface KeyProviderRestoration {
  readonly kmsRegistrationId: string;
  /** Where the backup goes. */
  readonly vcenterId: string;
}

/** The same key provider on another vCenter: the same name, the same key. It is the only way there for a native one. */
export function restoreKeyProvider(
  scope: Scope,
  db: Database,
  input: KeyProviderRestoration,
): Promise<Changed<Registration>> {
  const { kmsRegistrationId, vcenterId } = input;
  const object = { type: "KmsRegistration", id: kmsRegistrationId } as const;
  return administer(scope, db, { mutation: "restoreKeyProvider", object, input }, async (transaction) => {
    const { registration, locked } = await lockRegistration(transaction, kmsRegistrationId, [vcenterId]);
    const target = locked.find(({ id }) => id === vcenterId);
    if (!target) throw new Refusal("NOT_FOUND", "input.vcenterId: there is no vCenter with this id.");
    const { name, type, kmsClusterUuid } = registration;
    const there = (await findRegistration(transaction, vcenterId, name)) ?? null;
    const found = refuseRestoring(registration, target, there);
    if (found) return refused(found.refusal, [found.about]);
    const restored = { backedUp: true, status: "CONNECTED" } as const;
    if (there) return done(await update(transaction, there.id, restored));
    const values = { vcenterId, name, type, kmsClusterUuid, ...restored };
    const [row] = await transaction.insert(kmsRegistrations).values(values).returning();
    invariant(row, "an insert returns its row");
    return done(row);
  });
}

/** It never leaves its vCenter, whose row is locked for it, and so are those of the other vCenters concerned. */
async function lockRegistration(transaction: Transaction, id: string, otherVcenterIds: readonly string[]) {
  const find = () => transaction.select().from(kmsRegistrations).where(eq(kmsRegistrations.id, id));
  const [first] = await find();
  const vcenterIds = [...new Set([...(first ? [first.vcenterId] : []), ...otherVcenterIds])];
  await lockVCenters(transaction, vcenterIds, "update");
  const [registration] = await find();
  if (!registration) {
    throw new Refusal("NOT_FOUND", "input.kmsRegistrationId: there is no KMS registration with this id.");
  }
  return { registration, locked: await transaction.select().from(vcenters).where(inArray(vcenters.id, vcenterIds)) };
}

async function update(
  transaction: Transaction,
  id: string,
  change: Partial<Pick<Registration, "backedUp" | "status">>,
): Promise<Registration> {
  const [row] = await transaction.update(kmsRegistrations).set(change).where(eq(kmsRegistrations.id, id)).returning();
  invariant(row, "a registration whose vCenter is locked is there");
  return row;
}
