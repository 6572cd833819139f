import type { PgTable } from "drizzle-orm/pg-core";
import { v7 } from "uuid";
import type { EstateDirectory } from "../../formats/estate-directory.ts";
import type { Estate, EstateTemplateVm } from "../../formats/estate-schema.ts";
import type { NameRegister } from "../../formats/name-register.ts";
import { inferPolicy } from "../../validation/encryption.ts";
import { invariant } from "../../validation/invariant.ts";
import { newTpmIdentity } from "../machines/tpm-identity.ts";

/** Rows to be inserted, by table. */
export class EstateRows {
  readonly #rows = new Map<PgTable, PgTable["$inferInsert"][]>();

  add<T extends PgTable>(table: T, row: T["$inferInsert"]): void {
    const rows = this.#rows.get(table);
    if (rows) rows.push(row);
    else this.#rows.set(table, [row]);
  }

  /** @returns the id that the row is given. */
  addWithId<T extends PgTable>(table: T, row: Omit<T["$inferInsert"], "id">): string {
    const id = v7();
    this.add(table, { id, ...row });
    return id;
  }

  of(table: PgTable): readonly PgTable["$inferInsert"][] {
    return this.#rows.get(table) ?? [];
  }
}

/** An estate on its way to become rows. */
export interface EstateLayout {
  readonly estate: Estate;
  readonly directory: EstateDirectory;
  readonly rows: EstateRows;
  readonly importedAt: Date;
}

/** The item that belongs to an index of the estate's. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  invariant(item !== undefined, `the estate has nothing at index ${index}`);
  return item;
}

/** What a reference means. @throws Bug where the estate was not checked before. */
export function resolve<T>(register: { find: NameRegister<T>["find"] }, reference: string): T {
  const lookup = register.find(reference);
  invariant(lookup.kind === "found", `the checked estate has a reference that means nothing: ${reference}`);
  return lookup.value;
}

/** The columns that every machine has. @param identity The TPM's; null where it has none. */
export function hardwareRow(machine: EstateTemplateVm, identity: string | null, importedAt: Date) {
  const home = { tpm: machine.tpm ?? "UNKNOWN", keyProvider: machine.keyProvider ?? null } as const;
  return {
    name: machine.name,
    guestId: machine.guestId ?? null,
    firmware: machine.firmware ?? null,
    hardwareVersion: machine.hardwareVersion ?? null,
    tpmStatus: home.tpm,
    tpmEkSha256: identity,
    tpmProvisionedAt: identity === null ? null : importedAt,
    keyProviderName: home.keyProvider,
    encryptedByPolicy: machine.encryptedByPolicy ?? inferPolicy(home),
  };
}

/** A machine's TPM always has an identity: where none is given it is one that no other TPM has. */
export function identityOfMachine(machine: EstateTemplateVm): string | null {
  return machine.tpm === "PRESENT" ? (machine.ekSha256 ?? newTpmIdentity()) : null;
}
