import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { clusters, kmsRegistrations, kmsServers, vcenters } from "../../../schema/tables/index.ts";
import { findMissingVersion } from "../../validation/key-provider-types.ts";
import type { ConnectionStatus, KmsType } from "../../validation/vocabulary.ts";
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { administer } from "./administer.ts";
import { lockVCenterToChange } from "./administer-vcenters.ts";

interface KmsServerInput {
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

export interface KmsRegistrationInput {
  readonly vcenterId: string;
  readonly name: string;
  readonly type: KmsType;
  readonly status: ConnectionStatus;
  readonly kmsClusterUuid: string | null;
  readonly servers: readonly KmsServerInput[];
  /** Whether it becomes the vCenter's default too. */
  readonly makeDefault: boolean;
}

export function registerKms(
  scope: Scope,
  db: Database,
  input: KmsRegistrationInput,
): Promise<Changed<Rows["KmsRegistration"]>> {
  const { servers, makeDefault, ...registration } = input;
  const deed = { mutation: "registerKms", object: { type: "VCenter", id: input.vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, input.vcenterId);
    const refusal = refuseRepeatedServer(servers) ?? refuseTooOld(vcenter, input.type);
    if (refusal) return refusal;
    const [row] = await transaction
      .insert(kmsRegistrations)
      .values({ ...registration, ...(input.type === "NATIVE" && newNative(input)) })
      .onConflictDoNothing()
      .returning();
    if (!row) {
      return refused(
        "NAME_TAKEN",
        `vCenter ${vcenter.name} has a key provider named ${input.name} registered already.`,
        ["name"],
      );
    }
    await insertServers(transaction, row.id, servers);
    if (makeDefault) {
      await transaction.update(vcenters).set({ defaultKeyProviderId: row.id }).where(eq(vcenters.id, vcenter.id));
    }
    return done(row);
  });
}

/** A native key provider is made by its vCenter, with a key of its own, and there is no backup of it yet. */
function newNative({ kmsClusterUuid }: KmsRegistrationInput) {
  return { kmsClusterUuid: kmsClusterUuid ?? randomUUID(), backedUp: false };
}

/** What an estate file says is there is there; a vCenter that is known to be too old is given no new one. */
export function refuseTooOld({ name, version }: Rows["VCenter"], type: KmsType) {
  const needed = findMissingVersion(type, version);
  if (needed === null) return null;
  const message = `vCenter ${name} has version ${version}; a key provider of type ${type} needs ${needed} or later.`;
  return refused("VCENTER_TOO_OLD", message, ["vcenterId"]);
}

function refuseRepeatedServer(servers: readonly KmsServerInput[]) {
  const repeated = servers.find((server, index) => servers.findIndex(({ name }) => name === server.name) < index);
  if (!repeated) return null;
  const found = `servers: found two named ${JSON.stringify(repeated.name)}, expected different names.`;
  return refused("INVALID_VALUE", found, ["servers"]);
}

async function insertServers(
  transaction: Transaction,
  kmsRegistrationId: string,
  servers: readonly KmsServerInput[],
): Promise<void> {
  if (servers.length === 0) return;
  await transaction.insert(kmsServers).values(servers.map((server) => ({ ...server, kmsRegistrationId })));
}

/** Which registration: by its name, which is what it is and never changes. What is left out stays. */
export interface KmsChange {
  readonly vcenterId: string;
  readonly name: string;
  readonly type?: KmsType | undefined;
  readonly status?: ConnectionStatus | undefined;
  /** Null makes it not known. */
  readonly kmsClusterUuid?: string | null | undefined;
  /** Of a NATIVE one only. Null makes it not known. */
  readonly backedUp?: boolean | null | undefined;
  /** All of them, in place of those that it has. */
  readonly servers?: readonly KmsServerInput[] | undefined;
}

export function updateKms(scope: Scope, db: Database, input: KmsChange): Promise<Changed<Rows["KmsRegistration"]>> {
  const { vcenterId, name, status, kmsClusterUuid, servers } = input;
  const deed = { mutation: "updateKms", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    const registration = await findRegistration(transaction, vcenterId, name);
    if (!registration) return notRegistered(vcenter, name);
    const type = input.type ?? registration.type;
    const refusal =
      refuseRepeatedServer(servers ?? []) ??
      refuseBackup(type, input.backedUp) ??
      (type === registration.type ? null : refuseTooOld(vcenter, type));
    if (refusal) return refusal;
    if (servers !== undefined) {
      await transaction.delete(kmsServers).where(eq(kmsServers.kmsRegistrationId, registration.id));
      await insertServers(transaction, registration.id, servers);
    }
    const [row] = await transaction
      .update(kmsRegistrations)
      .set({
        type,
        status: status ?? registration.status,
        kmsClusterUuid: kmsClusterUuid === undefined ? registration.kmsClusterUuid : kmsClusterUuid,
        backedUp: type !== "NATIVE" ? null : input.backedUp === undefined ? registration.backedUp : input.backedUp,
      })
      .where(eq(kmsRegistrations.id, registration.id))
      .returning();
    return done(row ?? registration);
  });
}

function refuseBackup(type: KmsType, backedUp: boolean | null | undefined) {
  if (type === "NATIVE" || backedUp == null) return null;
  const message = `backedUp: found ${backedUp}, expected nothing, for only a key provider of type NATIVE is backed up, and this one is ${type}.`;
  return refused("INVALID_VALUE", message, ["backedUp"]);
}

/** The vCenter's row must be locked. */
export async function findRegistration(
  transaction: Transaction,
  vcenterId: string,
  name: string,
): Promise<Rows["KmsRegistration"] | undefined> {
  const [registration] = await transaction
    .select()
    .from(kmsRegistrations)
    .where(and(eq(kmsRegistrations.vcenterId, vcenterId), eq(kmsRegistrations.name, name)));
  return registration;
}

export function notRegistered(vcenter: Rows["VCenter"], name: string) {
  return refused("NOT_REGISTERED", `vCenter ${vcenter.name} has no key provider named ${name} registered.`, ["name"]);
}

export interface DefaultKeyProviderInput {
  readonly vcenterId: string;
  /** The cluster whose own default it is to be; null: the vCenter's. */
  readonly clusterId: string | null;
  /** The registration's name; null: no default. */
  readonly name: string | null;
}

export interface DefaultKeyProviderSet {
  readonly vcenterId: string;
  readonly clusterId: string | null;
}

export function setDefaultKeyProvider(
  scope: Scope,
  db: Database,
  input: DefaultKeyProviderInput,
): Promise<Changed<DefaultKeyProviderSet>> {
  const { vcenterId, clusterId, name } = input;
  const deed = { mutation: "setDefaultKeyProvider", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    let defaultKeyProviderId: string | null = null;
    if (name !== null) {
      const registration = await findRegistration(transaction, vcenterId, name);
      if (!registration) return notRegistered(vcenter, name);
      defaultKeyProviderId = registration.id;
    }
    if (clusterId === null) {
      await transaction.update(vcenters).set({ defaultKeyProviderId }).where(eq(vcenters.id, vcenterId));
    } else {
      const changed = await transaction
        .update(clusters)
        .set({ defaultKeyProviderId })
        .where(and(eq(clusters.id, clusterId), eq(clusters.vcenterId, vcenterId)))
        .returning({ id: clusters.id });
      if (changed.length === 0) {
        throw new Refusal("NOT_FOUND", `input.clusterId: vCenter ${vcenter.name} has no cluster with this id.`);
      }
    }
    return done({ vcenterId, clusterId });
  });
}
