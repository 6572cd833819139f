import { and, eq } from "drizzle-orm";
import { clusters, kmsRegistrations, templateVms, unmanagedVms, vms } from "../../../schema/tables/index.ts";
import { refuseUnregistering } from "../../validation/operations/key-providers.ts";
import type { DefaultOwner } from "../../validation/operations/refusal.ts";
import { type Changed, done, refusedIf } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { administer } from "./administer.ts";
import { findRegistration, notRegistered } from "./administer-kms.ts";
import { lockVCenterToChange } from "./administer-vcenters.ts";

export interface KmsRemoval {
  readonly vcenterId: string;
  readonly name: string;
  /** Whether what it encrypts may stay behind, encrypted under a name that the vCenter no longer knows. */
  readonly force: boolean;
}

/** Takes a key provider off a vCenter. Nothing is decrypted by it: a VM keeps the name that encrypts it. */
export function unregisterKms(scope: Scope, db: Database, input: KmsRemoval): Promise<Changed<Rows["VCenter"]>> {
  const { vcenterId, name, force } = input;
  const change = { mutation: "unregisterKms", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, change, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    const registration = await findRegistration(transaction, vcenterId, name);
    if (!registration) return notRegistered(vcenter, name);
    const use = {
      vcenter: vcenter.name,
      keyProvider: name,
      defaultOf: await findOwnersOfDefault(transaction, vcenter, registration.id),
      encrypted: await countEncrypted(transaction, vcenterId, name),
    };
    const refusal = refusedIf(refuseUnregistering(use, force), ["name"]);
    if (refusal) return refusal;
    await transaction.delete(kmsRegistrations).where(eq(kmsRegistrations.id, registration.id));
    return done(vcenter);
  });
}

/** Whose default it is: the vCenter, then its clusters by name. */
async function findOwnersOfDefault(
  transaction: Transaction,
  vcenter: Rows["VCenter"],
  registrationId: string,
): Promise<DefaultOwner[]> {
  const owners = await transaction
    .select({ name: clusters.name })
    .from(clusters)
    .where(eq(clusters.defaultKeyProviderId, registrationId))
    .orderBy(clusters.name);
  return [
    ...(vcenter.defaultKeyProviderId === registrationId ? [{ vcenter: vcenter.name, cluster: null }] : []),
    ...owners.map((cluster) => ({ vcenter: vcenter.name, cluster: cluster.name })),
  ];
}

async function countEncrypted(transaction: Transaction, vcenterId: string, name: string) {
  const count = (table: typeof vms | typeof unmanagedVms | typeof templateVms) =>
    transaction.$count(table, and(eq(table.vcenterId, vcenterId), eq(table.keyProviderName, name)));
  return {
    VM: await count(vms),
    "template VM": await count(templateVms),
    "unmanaged VM": await count(unmanagedVms),
  };
}
