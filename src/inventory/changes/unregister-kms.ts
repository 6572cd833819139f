import { and, eq } from "drizzle-orm";
import { clusters, kmsRegistrations, templateVms, unmanagedVms, vms } from "../../../schema/tables/index.ts";
import { type Changed, done, refused } from "../access/changed.ts";
import type { Rows } from "../access/entities.ts";
import type { Scope } from "../access/scope.ts";
import type { Database, Transaction } from "../database/database.ts";
import { administer } from "./administer.ts";
import { findRegistration, notRegistered } from "./administer-kms.ts";
import { lockVCenterToChange } from "./administer-vcenters.ts";
import { enumerateCounts } from "./enumerate-counts.ts";

export interface KmsRemoval {
  readonly vcenterId: string;
  readonly name: string;
  /** Whether what it encrypts may stay behind, encrypted under a name that the vCenter no longer knows. */
  readonly force: boolean;
}

/** Takes a key provider off a vCenter. Nothing is decrypted by it: a VM keeps the name that encrypts it. */
export function unregisterKms(scope: Scope, db: Database, input: KmsRemoval): Promise<Changed<Rows["VCenter"]>> {
  const { vcenterId, name, force } = input;
  const deed = { mutation: "unregisterKms", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    const registration = await findRegistration(transaction, vcenterId, name);
    if (!registration) return notRegistered(vcenter, name);
    const owners = await findOwnersOfDefault(transaction, vcenter, registration.id);
    if (owners.length > 0) {
      const message = `Key provider ${name} is the default of ${owners.join(", ")}; set another one there first.`;
      return refused("KMS_IN_USE", message, ["name"]);
    }
    const encrypted = force ? null : enumerateCounts(await countEncrypted(transaction, vcenterId, name));
    if (encrypted !== null) {
      const message = `Key provider ${name} encrypts ${encrypted} on vCenter ${vcenter.name}; with force they stay encrypted under a name that the vCenter no longer knows.`;
      return refused("KMS_IN_USE", message, ["name"]);
    }
    await transaction.delete(kmsRegistrations).where(eq(kmsRegistrations.id, registration.id));
    return done(vcenter);
  });
}

/** Whose default it is, in words. */
async function findOwnersOfDefault(
  transaction: Transaction,
  vcenter: Rows["VCenter"],
  registrationId: string,
): Promise<string[]> {
  const owners = await transaction
    .select({ name: clusters.name })
    .from(clusters)
    .where(eq(clusters.defaultKeyProviderId, registrationId))
    .orderBy(clusters.name);
  return [
    ...(vcenter.defaultKeyProviderId === registrationId ? [`vCenter ${vcenter.name}`] : []),
    ...owners.map((cluster) => `cluster ${vcenter.name}/${cluster.name}`),
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
