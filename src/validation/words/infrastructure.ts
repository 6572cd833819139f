import type { ClusterName } from "../operations/refusal.ts";
import type { Audience } from "./audience.ts";
import { quote } from "./names.ts";

/**
 * What an operation's refusal names of the provider's infrastructure. A tenant is told of it by its kind
 * alone: the name of no vCenter, cluster, key provider, datastore or storage volume is theirs to know.
 */
export function infrastructureNames(to: Audience) {
  const named = (kind: string, name: string) => (to === "provider" ? `${kind} ${quote(name)}` : `the ${kind}`);
  return {
    vcenter: (name: string) => named("vCenter", name),
    cluster: ({ vcenter, cluster }: ClusterName) =>
      to === "provider" ? `cluster ${quote(cluster)} of vCenter ${quote(vcenter)}` : "the cluster",
    keyProvider: (name: string) => named("key provider", name),
    volume: (name: string) => named("storage volume", name),
    datastore: (name: string) => named("datastore", name),
  };
}
