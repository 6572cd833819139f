import { eq, inArray } from "drizzle-orm";
import { kmsRegistrations, vcenters } from "../../../schema/tables/index.ts";
import { invariant } from "../../validation/invariant.ts";
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { lockVCenters } from "../locks/rows.ts";
import { administer } from "./administer.ts";
import { findRegistration, refuseTooOld } from "./administer-kms.ts";

type Registration = Rows["KmsRegistration"];

export function backUpKeyProvider(
  scope: Scope,
  db: Database,
  kmsRegistrationId: string,
): Promise<Changed<Registration>> {
  const object = { type: "KmsRegistration", id: kmsRegistrationId } as const;
  const deed = { mutation: "backUpKeyProvider", object, input: { kmsRegistrationId } };
  return administer(scope, db, deed, async (transaction) => {
    const { registration } = await lockRegistration(transaction, kmsRegistrationId, []);
    const refusal = refuseOtherType(registration);
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
    const { registration, found } = await lockRegistration(transaction, kmsRegistrationId, [vcenterId]);
    const target = found.find(({ id }) => id === vcenterId);
    if (!target) throw new Refusal("NOT_FOUND", "input.vcenterId: there is no vCenter with this id.");
    const refusal =
      refuseOtherType(registration) ??
      refuseWithoutBackup(registration) ??
      refuseOwnVCenter(registration, target) ??
      refuseTooOld(target, registration.type);
    if (refusal) return refusal;
    const { name, type, kmsClusterUuid } = registration;
    const restored = { backedUp: true, status: "CONNECTED" } as const;
    const there = await findRegistration(transaction, vcenterId, name);
    if (there) {
      return isSameKey(registration, there)
        ? done(await update(transaction, there.id, restored))
        : refuseTakenName(target, there, registration);
    }
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
  return { registration, found: await transaction.select().from(vcenters).where(inArray(vcenters.id, vcenterIds)) };
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

/** Keys that are not known are not known to be the same. */
function isSameKey(one: Registration, other: Registration): boolean {
  return one.type === other.type && one.kmsClusterUuid !== null && one.kmsClusterUuid === other.kmsClusterUuid;
}

const REGISTRATION_FIELD = ["kmsRegistrationId"];

function refuseOtherType({ name, type }: Registration) {
  if (type === "NATIVE") return null;
  const message = `Key provider ${name} is of type ${type}; only one of type NATIVE is backed up and restored.`;
  return refused("KEY_PROVIDER_NOT_NATIVE", message, REGISTRATION_FIELD);
}

function refuseWithoutBackup({ name, backedUp }: Registration) {
  if (backedUp !== false) return null;
  const message = `Key provider ${name} was not backed up; backUpKeyProvider backs it up.`;
  return refused("KEY_PROVIDER_NOT_BACKED_UP", message, REGISTRATION_FIELD);
}

function refuseOwnVCenter({ name, vcenterId }: Registration, target: Rows["VCenter"]) {
  if (vcenterId !== target.id) return null;
  const message = `vcenterId: found vCenter ${target.name}, expected another one, for key provider ${name} is registered there.`;
  return refused("INVALID_VALUE", message, ["vcenterId"]);
}

function refuseTakenName(target: Rows["VCenter"], there: Registration, { kmsClusterUuid }: Registration) {
  const unknown = there.type === "NATIVE" && (there.kmsClusterUuid === null || kmsClusterUuid === null);
  const why = unknown
    ? "and it is not known whether it has the same key; updateKms records a key id"
    : "which has another key; unregisterKms removes it";
  const message = `vCenter ${target.name} has a key provider named ${there.name} registered already, ${why}.`;
  return refused("NAME_TAKEN", message, ["vcenterId"]);
}
