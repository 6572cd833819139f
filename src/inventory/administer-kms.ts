import { and, eq } from "drizzle-orm";
import { clusters, kmsRegistrations, kmsServers, vcenters } from "../../schema/tables/index.ts";
import type { ConnectionStatus, KmsType } from "../validation/vocabulary.ts";
import { type Administered, administer, done, refused } from "./administer.ts";
import { lockVCenterToChange } from "./administer-vcenters.ts";
import type { Database } from "./database.ts";
import type { Rows } from "./entities.ts";
import { Refusal } from "./refusal.ts";
import type { Scope } from "./scope.ts";

export interface KmsRegistrationInput {
  readonly vcenterId: string;
  readonly name: string;
  readonly type: KmsType;
  readonly status: ConnectionStatus;
  readonly kmsClusterUuid: string | null;
  readonly servers: readonly { readonly name: string; readonly address: string; readonly port: number }[];
  /** Whether it becomes the vCenter's default too. */
  readonly makeDefault: boolean;
}

export function registerKms(
  scope: Scope,
  db: Database,
  input: KmsRegistrationInput,
): Promise<Administered<Rows["KmsRegistration"]>> {
  const { servers, makeDefault, ...registration } = input;
  const deed = { mutation: "registerKms", object: { type: "VCenter", id: input.vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, input.vcenterId);
    const repeated = servers.find((server, index) => servers.findIndex(({ name }) => name === server.name) < index);
    if (repeated) {
      return refused(
        "INVALID_VALUE",
        `servers: found two named ${JSON.stringify(repeated.name)}, expected different names.`,
        ["servers"],
      );
    }
    const [row] = await transaction.insert(kmsRegistrations).values(registration).onConflictDoNothing().returning();
    if (!row) {
      return refused(
        "NAME_TAKEN",
        `vCenter ${vcenter.name} has a key provider named ${input.name} registered already.`,
        ["name"],
      );
    }
    if (servers.length > 0) {
      await transaction.insert(kmsServers).values(servers.map((server) => ({ ...server, kmsRegistrationId: row.id })));
    }
    if (makeDefault) {
      await transaction.update(vcenters).set({ defaultKeyProviderId: row.id }).where(eq(vcenters.id, vcenter.id));
    }
    return done(row);
  });
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
): Promise<Administered<DefaultKeyProviderSet>> {
  const { vcenterId, clusterId, name } = input;
  const deed = { mutation: "setDefaultKeyProvider", object: { type: "VCenter", id: vcenterId }, input } as const;
  return administer(scope, db, deed, async (transaction) => {
    const vcenter = await lockVCenterToChange(transaction, vcenterId);
    let defaultKeyProviderId: string | null = null;
    if (name !== null) {
      const [registration] = await transaction
        .select({ id: kmsRegistrations.id })
        .from(kmsRegistrations)
        .where(and(eq(kmsRegistrations.vcenterId, vcenterId), eq(kmsRegistrations.name, name)));
      if (!registration) {
        return refused("NOT_REGISTERED", `vCenter ${vcenter.name} has no key provider named ${name} registered.`, [
          "name",
        ]);
      }
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
