import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { datastores } from "../../../schema/tables/index.ts";
import { inferPolicy } from "../../validation/encryption.ts";
import type { Firmware, PowerState, TpmStatus } from "../../validation/vocabulary.ts";

type Known<T> = { [Key in keyof T]?: Exclude<T[Key], null | undefined> };

/** What is known: in an estate file, what is not known is left out. */
export function onlyKnown<T extends object>(values: T): Known<T> {
  const known = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(known) as Known<T>;
}

interface HardwareTable {
  guestId: PgColumn;
  firmware: PgColumn;
  hardwareVersion: PgColumn;
  tpmStatus: PgColumn;
  tpmEkSha256: PgColumn;
  keyProviderName: PgColumn;
  encryptedByPolicy: PgColumn;
}

/** The columns of a machine's hardware, under the estate file's names for them. */
export function hardwareColumnsOf<T extends HardwareTable>(table: T) {
  return {
    guestId: table.guestId as T["guestId"],
    firmware: table.firmware as T["firmware"],
    hardwareVersion: table.hardwareVersion as T["hardwareVersion"],
    tpm: table.tpmStatus as T["tpmStatus"],
    ekSha256: table.tpmEkSha256 as T["tpmEkSha256"],
    keyProvider: table.keyProviderName as T["keyProviderName"],
    encryptedByPolicy: table.encryptedByPolicy as T["encryptedByPolicy"],
  };
}

/** What is known of a machine, in the file's order. A TPM status of UNKNOWN is said by saying nothing. */
export function writeMachine(row: {
  readonly guestId: string | null;
  readonly firmware: Firmware | null;
  readonly hardwareVersion: number | null;
  readonly tpm: TpmStatus;
  readonly ekSha256: string | null;
  readonly keyProvider: string | null;
  readonly encryptedByPolicy: boolean | null;
  readonly powerState?: PowerState | null;
  readonly snapshotCount?: number | null;
  readonly datastores: string[] | null;
}) {
  return onlyKnown({
    guestId: row.guestId,
    firmware: row.firmware,
    hardwareVersion: row.hardwareVersion,
    powerState: row.powerState,
    snapshotCount: row.snapshotCount,
    tpm: row.tpm === "UNKNOWN" ? null : row.tpm,
    ekSha256: row.ekSha256,
    keyProvider: row.keyProvider,
    encryptedByPolicy: row.encryptedByPolicy === inferPolicy(row) ? null : row.encryptedByPolicy,
    datastores: row.datastores,
  });
}

/**
 * The names of the datastores that an object is linked to, sorted; null for none.
 * @param link The column of the linking table that holds the object's id.
 */
export function datastoreNamesOf(object: PgColumn, link: PgColumn, datastoreId: PgColumn): SQL<string[] | null> {
  return sql<string[] | null>`(
    select array_agg(${datastores.name} order by ${datastores.name})
    from ${link.table} join ${datastores} on ${datastores.id} = ${datastoreId}
    where ${link} = ${object})`;
}
