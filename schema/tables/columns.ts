import { sql } from "drizzle-orm";
import { boolean, check, customType, integer, type PgColumn, pgEnum, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import {
  CONNECTION_STATUSES,
  FIRMWARES,
  POWER_STATES,
  TPM_PROVISIONINGS,
  TPM_STATUSES,
} from "../../src/validation/vocabulary.ts";

export const connectionStatus = pgEnum("connection_status", CONNECTION_STATUSES);
export const firmware = pgEnum("firmware", FIRMWARES);
export const powerState = pgEnum("power_state", POWER_STATES);
export const tpmStatus = pgEnum("tpm_status", TPM_STATUSES);
export const tpmProvisioning = pgEnum("tpm_provisioning", TPM_PROVISIONINGS);

/** A version 7 UUID: sorts by the time it was made, so that new rows land at the end of the index. */
export const primaryId = () => uuid().primaryKey().$defaultFn(v7);

/**
 * A name that is ordered and compared byte by byte, whatever the locale of the database: vSphere
 * compares key provider names exactly, and a page cursor must mean the same on every server.
 */
export const nameText = customType<{ data: string; driverData: string }>({ dataType: () => 'text COLLATE "C"' });

/** Milliseconds, as JavaScript has them: a page cursor must find the very value again that it was made of. */
export const createdAt = () => timestamp({ withTimezone: true, mode: "date", precision: 3 }).notNull().defaultNow();

/** VCD allows 128 characters for most names; vSphere's inventory allows 255, and some objects are its. */
export const nameIsSane = (table: string, column: PgColumn) =>
  check(`${table}_name_is_sane`, sql`length(${column}) between 1 and 255`);

/**
 * The virtual hardware of a machine, wherever it is: in a VDC, in a vCenter only, or in a template.
 * Null is "not known". The TPM is columns of its machine, so that a machine with two is not even
 * expressible.
 */
export const hardwareColumns = () => ({
  guestId: text(),
  firmware: firmware(),
  hardwareVersion: integer(),
  tpmStatus: tpmStatus().notNull().default("UNKNOWN"),
  /** SHA-256 of the endorsement key, in lower-case hex: the TPM's identity. */
  tpmEkSha256: text(),
  tpmProvisionedAt: timestamp({ withTimezone: true, mode: "date" }),
  /** Name of the key provider that encrypts the VM home; a name, because it may be registered nowhere. */
  keyProviderName: nameText(),
  /** Whether a storage policy asks for the encryption, so that it stays when the TPM goes. */
  encryptedByPolicy: boolean(),
});

/** The state that a machine has and a template's VM has not. */
export const machineStateColumns = () => ({
  powerState: powerState(),
  snapshotCount: integer(),
});

interface HardwareTable {
  hardwareVersion: PgColumn;
  tpmStatus: PgColumn;
  tpmEkSha256: PgColumn;
  tpmProvisionedAt: PgColumn;
  keyProviderName: PgColumn;
  encryptedByPolicy: PgColumn;
}

export const hardwareIsSane = (table: string, columns: HardwareTable) => [
  check(`${table}_hardware_version_is_sane`, sql`${columns.hardwareVersion} between 3 and 99`),
  check(`${table}_tpm_identity_is_sha256`, sql`${columns.tpmEkSha256} ~ '^[0-9a-f]{64}$'`),
  check(
    `${table}_tpm_identity_has_time`,
    sql`(${columns.tpmEkSha256} is null) = (${columns.tpmProvisionedAt} is null)`,
  ),
  check(
    `${table}_key_provider_encrypts_something`,
    sql`${columns.keyProviderName} is null or ${columns.tpmStatus} <> 'NOT_PRESENT' or ${columns.encryptedByPolicy} is distinct from false`,
  ),
];

/** A machine's TPM always has an identity; only a template's may be a mere description of one. */
export const machineTpmHasIdentity = (table: string, columns: HardwareTable) =>
  check(`${table}_tpm_has_identity`, sql`(${columns.tpmStatus} = 'PRESENT') = (${columns.tpmEkSha256} is not null)`);

export const snapshotCountIsSane = (table: string, column: PgColumn) =>
  check(`${table}_snapshot_count_is_sane`, sql`${column} >= 0`);
