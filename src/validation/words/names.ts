/** Who reads: an administrator of the provider, or a member of an organization, who is its tenant. */
export type Audience = "provider" | "tenant";

/** A name as it is said: in quotation marks, so that its end is seen. */
export const quote = (name: string): string => JSON.stringify(name);

/**
 * What names the provider's own infrastructure. A tenant is told of it by its kind alone: the name of no
 * vCenter, cluster, key provider, datastore or storage volume is theirs to know.
 */
export function infrastructureNames(audience: Audience) {
  const named = (kind: string, name: string) => (audience === "provider" ? `${kind} ${quote(name)}` : `the ${kind}`);
  return {
    vcenter: (name: string) => named("vCenter", name),
    cluster: ({ vcenter, cluster }: { readonly vcenter: string; readonly cluster: string }) =>
      audience === "provider" ? `cluster ${quote(cluster)} of vCenter ${quote(vcenter)}` : "the cluster",
    keyProvider: (name: string) => named("key provider", name),
    volume: (name: string) => named("storage volume", name),
    datastore: (name: string) => named("datastore", name),
  };
}

/** The start of a sentence. Product names keep their spelling: `vCenter`, `vApp`. */
export function startSentence(text: string): string {
  return /^v[A-Z]/.test(text) ? text : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** `2 VMs, 1 vApp template`: what there is some of, by its noun. */
export function enumerateCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => `${count} ${noun}${count === 1 ? "" : "s"}`)
    .join(", ");
}
