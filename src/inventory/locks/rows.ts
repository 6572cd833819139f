import { sql } from "drizzle-orm";
import {
  catalogs,
  unmanagedVapps,
  unmanagedVms,
  vapps,
  vappTemplates,
  vcenters,
  vdcs,
  vms,
} from "../../../schema/tables/index.ts";
import type { EntityTable } from "../access/entities.ts";
import type { Transaction } from "../database/database.ts";

/**
 * Who locks which rows: the protocol of the whole program. It makes the facts that a verdict is reached
 * from stand still until what the verdict allows is done, and nobody deadlock.
 *
 * One order, for everybody, and within a table the order of ids:
 *
 *     tasks → vcenters → vcenter_faults → vdcs → catalogs → vapps → vms → vapp_templates
 *           → unmanaged_vapps → unmanaged_vms → vdc_tpm_capabilities
 *
 * - A vCenter's row stands for all that belongs to it: its KMS registrations and default key providers,
 *   its trust in others, its clusters, its datastores and their mounts. Who changes any of that takes the vCenter's row for
 *   `update` first; who decides by it takes the row for `share`.
 * - A workflow takes the vCenters and the VDCs concerned for `share`; a vApp for `share` where it puts a
 *   VM into it, for `update` where it moves or deletes the vApp or takes it as a whole, even to copy it:
 *   nobody may join it then; a VM for `update` where it changes it, for `share` where it merely copies it.
 *   `workflow.ts` knows which.
 * - A catalog's row stands for which templates it has, and for its publication and its subscription. Who
 *   puts a template into it or takes one out takes the row for `share`; who publishes, subscribes or
 *   synchronises it, for `update`. A template's row stands for its VMs: `share` for who reads them,
 *   `update` for who changes, moves or deletes the template. Likewise a vApp and VMs that can be imported;
 *   that vApp for `update` also where one VM leaves it, for it is gone with its last.
 * - A fault of a vCenter is set and cleared under its vCenter's row for `update`; an operation that fails by
 *   one takes nothing but its task and the fault.
 * - Who carries out a task has the task's row before all of these; who cancels it or returns it to the
 *   queue takes nothing else.
 *
 * An INSERT that a foreign key checks takes `key share` on the row it names, which `share` permits.
 *
 * Postgres lets who wants to share a row pass by those who wait to change it, for as long as anybody shares
 * it. Where somebody always does, as with a busy vCenter or catalog, an administrator would wait for ever:
 * so for these each takes an advisory lock of the same strength before the row, which is given in the order
 * of asking.
 */
export type LockStrength = "update" | "share";

/** The classes of these advisory locks among all of the database: "vcen" and "cata" in ASCII. */
const VCENTER_LOCK_CLASS = 0x7663656e;
const CATALOG_LOCK_CLASS = 0x63617461;

export const lockVCenters = queueingLockerOf(vcenters, VCENTER_LOCK_CLASS);
export const lockVdcs = lockerOf(vdcs);
export const lockCatalogs = queueingLockerOf(catalogs, CATALOG_LOCK_CLASS);
export const lockVapps = lockerOf(vapps);
export const lockVms = lockerOf(vms);
export const lockVappTemplates = lockerOf(vappTemplates);
export const lockUnmanagedVapps = lockerOf(unmanagedVapps);
export const lockUnmanagedVms = lockerOf(unmanagedVms);

type Locker = (transaction: Transaction, ids: readonly string[], strength: LockStrength) => Promise<void>;

function lockerOf(table: EntityTable): Locker {
  return async (transaction, ids, strength) => {
    if (ids.length === 0) return;
    await transaction
      .select({ id: table.id })
      .from(table)
      .where(sql`${table.id} = any(${sql.param(ids)}::uuid[])`)
      .orderBy(table.id)
      .for(strength);
  };
}

/** In the order of the numbers that the ids are known by among advisory locks: two ids may share one. */
function queueingLockerOf(table: EntityTable, lockClass: number): Locker {
  return async (transaction, ids, strength) => {
    if (ids.length === 0) return;
    const lock = sql.raw(strength === "share" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock");
    // Postgres evaluates the uncorrelated subquery before it gives the first row, and locks a row when it gives it.
    await transaction
      .select({ id: table.id })
      .from(table)
      .where(
        sql`${table.id} = any(${sql.param(ids)}::uuid[]) and (
          select count(${lock}(${lockClass}, number)::text)
          from (select distinct hashtext(id) as number from unnest(${sql.param(ids)}::text[]) id order by number) numbers
        ) >= 0`,
      )
      .orderBy(table.id)
      .for(strength);
  };
}
