import { setTimeout as sleep } from "node:timers/promises";
import { getTableName, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  catalogSubscriptions,
  catalogs,
  clusterDatastores,
  clusters,
  datastores,
  kmsRegistrations,
  kmsServers,
  organizations,
  storageVolumes,
  taskEvents,
  taskExports,
  tasks,
  templateVmDatastores,
  templateVms,
  unmanagedVapps,
  unmanagedVmDatastores,
  unmanagedVms,
  vapps,
  vappTemplates,
  vcenters,
  vcenterTrusts,
  vdcs,
  vdcTpmCapabilities,
  vmDatastores,
  vms,
} from "../../../schema/tables/index.ts";
import { Refusal } from "../access/refusal.ts";
import type { Transaction } from "../database/database.ts";
import { insertRows } from "../database/insert-rows.ts";
import type { EstateRows } from "./import-rows.ts";

/** Every table of the estate, none before one that it refers to. */
const ESTATE_TABLES: readonly PgTable[] = [
  organizations,
  storageVolumes,
  vcenters,
  vcenterTrusts,
  kmsRegistrations,
  kmsServers,
  datastores,
  clusters,
  clusterDatastores,
  vdcs,
  vdcTpmCapabilities,
  vapps,
  vms,
  vmDatastores,
  unmanagedVapps,
  unmanagedVms,
  unmanagedVmDatastores,
  catalogs,
  catalogSubscriptions,
  vappTemplates,
  templateVms,
  templateVmDatastores,
];

/** Tasks are about objects of the estate, and go with it. */
const TASK_TABLES: readonly PgTable[] = [tasks, taskEvents, taskExports];

/** Large enough that a round trip counts for nothing, small enough that neither side holds the estate twice. */
const ROWS_PER_STATEMENT = 5_000;

export async function insertEstateRows(transaction: Transaction, rows: EstateRows): Promise<void> {
  for (const table of ESTATE_TABLES) {
    const given = rows.of(table);
    for (let start = 0; start < given.length; start += ROWS_PER_STATEMENT) {
      await insertRows(transaction, table, given.slice(start, start + ROWS_PER_STATEMENT));
    }
  }
}

/** Rows and not TRUNCATE: who reads meanwhile sees the old estate until the new one is there. */
export async function emptyEstate(transaction: Transaction): Promise<void> {
  await transaction.update(vcenters).set({ defaultKeyProviderId: null });
  for (const table of [...ESTATE_TABLES, ...TASK_TABLES].toReversed()) await transaction.delete(table);
}

/** Thousands of new rows at once are more than the planner's statistics can do without until autovacuum comes by. */
export async function analyzeEstate(transaction: Transaction): Promise<void> {
  await transaction.execute(sql.raw(`analyze ${quoteNames(ESTATE_TABLES)}`));
}

const quoteNames = (tables: readonly PgTable[]) => tables.map((table) => `"${getTableName(table)}"`).join(", ");

const LOCK_ATTEMPTS = 30;
const LOCK_TIMEOUT_MILLISECONDS = 500;

/**
 * Keeps everybody else from writing until the transaction ends; reading goes on. Tasks under way hold rows
 * in an order of their own, so a wait that is not soon over gives all locks back and begins anew: neither
 * side can ever wait for the other.
 *
 * @throws Refusal where tasks go on and on.
 */
export async function lockEstate(transaction: Transaction): Promise<void> {
  const names = quoteNames([...TASK_TABLES, ...ESTATE_TABLES]);
  for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
    try {
      await transaction.transaction(async (savepoint) => {
        await savepoint.execute(sql.raw(`set local lock_timeout = ${LOCK_TIMEOUT_MILLISECONDS}`));
        await savepoint.execute(sql.raw(`lock table ${names} in exclusive mode`));
        await savepoint.execute(sql.raw("set local lock_timeout = default"));
      });
      return;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      await sleep(LOCK_TIMEOUT_MILLISECONDS * Math.random());
    }
  }
  throw new Refusal(
    "BAD_USER_INPUT",
    "The estate is being changed all the time by running tasks; try again when they are done.",
  );
}

function isLockTimeout(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return typeof cause === "object" && cause !== null && "code" in cause && cause.code === "55P03";
}
