import type { ClusterRef, HardwareRef, VCenterRef } from "../statements/named.ts";
import type { KeyProviderScope } from "../vocabulary.ts";
import type { Audience } from "./audience.ts";
import { describeDifference } from "./look-alikes.ts";

/** So that its end is seen, whatever is in it. */
export function quote(name: string): string {
  return JSON.stringify(name);
}

export function listNames(names: readonly string[]): string {
  return names.map(quote).join(", ");
}

/**
 * The names there are, where another one was looked for. One that looks like it is told from it: by case, blanks
 * at the ends, invisible characters, or the Unicode form.
 */
export function listDistinctNames(wanted: string, names: readonly string[]): string {
  if (names.length === 0) return "none";
  return names
    .map((name) => {
      const difference = describeDifference(wanted, name);
      return difference === null ? quote(name) : `${quote(name)}, which ${difference}`;
    })
    .join(", ");
}

/** `VM "a"`, or `VMs "a", "b"`. */
export function nameVms(names: readonly string[]): string {
  return `${names.length === 1 ? "VM" : "VMs"} ${listNames(names)}`;
}

export function nameVCenter({ vcenter, side, vdc }: VCenterRef, to: Audience): string {
  if (to === "provider") return `vCenter ${quote(vcenter)}`;
  return vdc === null ? `the ${side} vCenter` : `the vCenter of VDC ${quote(vdc)}`;
}

export function nameCluster({ cluster, side, vdc }: ClusterRef, to: Audience): string {
  if (to === "provider") return `cluster ${quote(cluster)}`;
  return vdc === null ? `the ${side} cluster` : `the cluster of VDC ${quote(vdc)}`;
}

/** `cluster "cl-1" of vCenter "vc-b"`; a tenant knows both by the VDC. */
export function nameClusterAndVCenter(at: ClusterRef, to: Audience): string {
  const cluster = nameCluster(at, to);
  return to === "provider" ? `${cluster} of ${nameVCenter(at, to)}` : cluster;
}

/** The VDC that is the destination; in a place without a VDC its cluster stands for it. */
export function nameVdc(at: ClusterRef, to: Audience): string {
  return at.vdc === null ? nameCluster(at, to) : `VDC ${quote(at.vdc)}`;
}

/** Whose default key provider it is. */
export function nameOwner(at: ClusterRef, from: KeyProviderScope, to: Audience): string {
  return from === "CLUSTER" ? nameCluster(at, to) : nameVCenter(at, to);
}

/** `VM "x" has`, or `VM "x" would have`. */
export function hasHardware({ vm, hardware }: HardwareRef): string {
  return `VM ${quote(vm)} ${hardware === "is" ? "has" : "would have"}`;
}

/** Completes "The firmware …". */
export function ofHardware({ vm, hardware }: HardwareRef): string {
  return hardware === "is" ? `of VM ${quote(vm)}` : `that VM ${quote(vm)} would have`;
}

/** At the beginning of a sentence. Product names keep their spelling: `vCenter`, `vApp`. */
export function capitalise(words: string): string {
  return /^v[A-Z]/.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

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

/** `2 VMs, 1 vApp template`: what there is some of, by its noun. */
export function enumerateCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([noun, count]) => `${count} ${noun}${count === 1 ? "" : "s"}`)
    .join(", ");
}
