import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { clusters, kmsRegistrations, kmsServers, vcenters } from "../../../schema/tables/index.ts";
import {
  refuseBackup,
  refuseKeyId,
  refuseRepeatedServer,
  refuseTooOld,
} from "../../validation/operations/key-providers.ts";
import { refuse } from "../../validation/operations/refusal.ts";
import type { ConnectionStatus, KmsType } from "../../validation/vocabulary.ts";
import { type Changed, done, refused, refusedIf } from "../access/changed.ts";
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
  const change = { mutation: "registerKms", object: { type: "VCenter", id: input.vcenterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, input.vcenterId);
    const refusal =
      refusedIf(refuseRepeatedServer(servers), ["servers"]) ??
      refusedIf(refuseTooOld(vcenter, input.type), ["vcenterId"]) ??
      refusedIf(refuseKeyId(input.type, input.kmsClusterUuid), ["kmsClusterUuid"]);
    if (refusal) return refusal;
    const [row] = await transaction
      .insert(kmsRegistrations)
      .values({ ...registration, ...(input.type === "NATIVE" && newNative()) })
      .onConflictDoNothing()
      .returning();
    if (!row) {
      const owner = { kind: "vcenter", vcenter: vcenter.name } as const;
      return refused(refuse({ id: "name-taken", kind: "key provider", name: input.name, in: owner }), ["name"]);
    }
    await insertServers(transaction, row.id, servers);
    if (makeDefault) {
      await transaction.update(vcenters).set({ defaultKeyProviderId: row.id }).where(eq(vcenters.id, vcenter.id));
    }
    return done(row);
  });
}

/** A native key provider is made by its vCenter, with a key of its own, and there is no backup of it yet. */
function newNative() {
  return { kmsClusterUuid: randomUUID(), backedUp: false };
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
  const change = { mutation: "updateKms", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    const registration = await findRegistration(transaction, vcenterId, name);
    if (!registration) return notRegistered(vcenter, name);
    const type = input.type ?? registration.type;
    const refusal =
      refusedIf(refuseRepeatedServer(servers ?? []), ["servers"]) ??
      refusedIf(refuseBackup(type, input.backedUp), ["backedUp"]) ??
      refusedIf(type === registration.type ? null : refuseTooOld(vcenter, type), ["vcenterId"]);
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

export function notRegistered(vcenter: Rows["VCenter"], name: string, field = "name") {
  return refused(refuse({ id: "key-provider-not-registered", vcenter: vcenter.name, keyProvider: name }), [field]);
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
  const change = { mutation: "setDefaultKeyProvider", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
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
