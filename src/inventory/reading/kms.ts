import { and, asc, inArray } from "drizzle-orm";
import { clusters, kmsRegistrations, kmsServers, vcenters } from "../../../schema/tables/index.ts";
import { compareKms } from "../../validation/key-providers.ts";
import type { Rows } from "../access/entities.ts";
import { visibleTo } from "../access/visibility.ts";
import { groupBy } from "../database/group-by.ts";
import { type Comparison, compileFilter } from "./filter.ts";
import type { Reader } from "./reader.ts";

export type KmsServerRow = typeof kmsServers.$inferSelect;

export async function findServersOfRegistration(reader: Reader, registrationId: string): Promise<KmsServerRow[]> {
  const loader = reader.loader("servers of KMS registration", async (ids) => {
    const rows = await reader.db
      .select()
      .from(kmsServers)
      .where(inArray(kmsServers.kmsRegistrationId, [...ids]))
      .orderBy(asc(kmsServers.name));
    return groupBy(rows, (row) => row.kmsRegistrationId);
  });
  return (await loader.load(registrationId)) ?? [];
}

/** The clusters whose own default a registration is. */
export async function findClustersByDefault(reader: Reader, registrationId: string): Promise<Rows["Cluster"][]> {
  const loader = reader.loader("clusters by default key provider", async (ids) => {
    const rows = await reader.db
      .select()
      .from(clusters)
      .where(and(inArray(clusters.defaultKeyProviderId, [...ids]), visibleTo(reader.scope, "Cluster")))
      .orderBy(asc(clusters.name));
    return groupBy(rows, (row) => row.defaultKeyProviderId ?? "");
  });
  return (await loader.load(registrationId)) ?? [];
}

export interface KeyProviderRow {
  readonly name: string;
  readonly registrations: readonly Rows["KmsRegistration"][];
  readonly missingFrom: readonly Rows["VCenter"][];
  /** Null where a fingerprint is not known, so that nobody can say. */
  readonly sameKms: boolean | null;
}

/** One per name over all vCenters, by name. Two statements: vCenters and their key providers are few. */
export async function listKeyProviders(reader: Reader, name: Comparison | undefined): Promise<KeyProviderRow[]> {
  const [registrations, allVcenters] = await Promise.all([
    reader.db
      .select()
      .from(kmsRegistrations)
      .where(and(visibleTo(reader.scope, "KmsRegistration"), compileFilter(reader.scope, "KmsRegistration", { name })))
      .orderBy(asc(kmsRegistrations.name), asc(kmsRegistrations.vcenterId)),
    reader.db.select().from(vcenters).where(visibleTo(reader.scope, "VCenter")).orderBy(asc(vcenters.name)),
  ]);
  return [...groupBy(registrations, (row) => row.name)].map(([keyProvider, of]) => {
    const holders = new Set(of.map((registration) => registration.vcenterId));
    return {
      name: keyProvider,
      registrations: of,
      missingFrom: allVcenters.filter((vcenter) => !holders.has(vcenter.id)),
      sameKms: compareKms(of.map((registration) => registration.kmsClusterUuid)),
    };
  });
}
