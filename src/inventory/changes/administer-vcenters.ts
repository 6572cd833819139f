import { eq } from "drizzle-orm";
import { clusters, vcenters } from "../../../schema/tables/index.ts";
import { refuse } from "../../validation/operations/refusal.ts";
import { refuseVersion } from "../../validation/operations/vcenters.ts";
import type { ConnectionStatus } from "../../validation/vocabulary.ts";
import { type Changed, done, refused, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import { Refusal } from "../access/refusal.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { lockVCenters } from "../locks/rows.ts";
import { administer } from "./administer.ts";

export interface NewVCenter {
  readonly name: string;
  readonly version: string | null;
  readonly build: string | null;
  readonly status: ConnectionStatus;
  readonly fastCrossVcenterInstantiation: boolean | null;
  readonly kmsInventoried: boolean;
}

/** A vCenter of which nothing is listed yet: no cluster, and so no VDC. */
export function registerVCenter(scope: Scope, db: Database, input: NewVCenter): Promise<Changed<Rows["VCenter"]>> {
  const object = ({ id }: Rows["VCenter"]) => ({ type: "VCenter", id }) as const;
  return administer(scope, db, { mutation: "registerVCenter", object, input }, async (transaction) => {
    const wrong = refusedIf(refuseVersion(input.version), ["version"]);
    if (wrong) return wrong;
    const [row] = await transaction.insert(vcenters).values(input).onConflictDoNothing().returning();
    if (row) return done(row);
    const taken = refuse({ id: "name-taken", kind: "vCenter", name: input.name, in: { kind: "estate" } });
    return refused(taken, ["name"]);
  });
}

/** What is left out stays; null makes it not known. */
export interface VCenterChange {
  readonly vcenterId: string;
  readonly version?: string | null | undefined;
  readonly build?: string | null | undefined;
  readonly status?: ConnectionStatus | undefined;
  readonly fastCrossVcenterInstantiation?: boolean | null | undefined;
  readonly kmsInventoried?: boolean | undefined;
}

export function updateVCenter(scope: Scope, db: Database, input: VCenterChange): Promise<Changed<Rows["VCenter"]>> {
  const { vcenterId, ...said } = input;
  const change = { mutation: "updateVCenter", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    const wrong = refusedIf(refuseVersion(said.version ?? null), ["version"]);
    if (wrong) return wrong;
    const changed = onlySaid(said);
    if (Object.keys(changed).length === 0) return done(vcenter);
    const [row] = await transaction.update(vcenters).set(changed).where(eq(vcenters.id, vcenterId)).returning();
    return done(row ?? vcenter);
  });
}

/** What is left out stays; null makes it not known. */
export interface ClusterChange {
  readonly clusterId: string;
  readonly maxHardwareVersion?: number | null | undefined;
  readonly storageInventoried?: boolean | undefined;
}

export function updateCluster(scope: Scope, db: Database, input: ClusterChange): Promise<Changed<Rows["Cluster"]>> {
  const { clusterId, ...said } = input;
  const change = { mutation: "updateCluster", object: { type: "Cluster", id: clusterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const { cluster } = await lockClusterToChange(transaction, clusterId);
    const changed = onlySaid(said);
    if (Object.keys(changed).length === 0) return done(cluster);
    const [row] = await transaction.update(clusters).set(changed).where(eq(clusters.id, clusterId)).returning();
    return done(row ?? cluster);
  });
}

/** The vCenter's row, locked for whoever changes it or anything that belongs to it. */
export async function lockVCenterToChange(transaction: Transaction, vcenterId: string): Promise<Rows["VCenter"]> {
  await lockVCenters(transaction, [vcenterId], "update");
  const [row] = await transaction.select().from(vcenters).where(eq(vcenters.id, vcenterId));
  if (!row) throw new Refusal("NOT_FOUND", "input.vcenterId: there is no vCenter with this id.");
  return row;
}

/** A cluster is locked by its vCenter's row, which it never leaves. */
export async function lockClusterToChange(
  transaction: Transaction,
  clusterId: string,
): Promise<{ cluster: Rows["Cluster"]; vcenter: Rows["VCenter"] }> {
  const find = () => transaction.select().from(clusters).where(eq(clusters.id, clusterId));
  const [found] = await find();
  const vcenter = found && (await lockVCenterToChange(transaction, found.vcenterId));
  const [cluster] = await find();
  if (!cluster || !vcenter) throw new Refusal("NOT_FOUND", "input.clusterId: there is no cluster with this id.");
  return { cluster, vcenter };
}

function onlySaid<T extends object>(said: T): Partial<T> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Partial<T>;
}
