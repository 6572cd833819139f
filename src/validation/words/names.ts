import type { ClusterRef, HardwareRef, VCenterRef } from "../statements/named.ts";
import type { KeyProviderScope } from "../vocabulary.ts";
import type { Audience } from "./audience.ts";

export function quote(name: string): string {
  return `"${name}"`;
}

export function listNames(names: readonly string[]): string {
  return names.map(quote).join(", ");
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

/** At the beginning of a sentence. vCenter keeps its small letter. */
export function capitalise(words: string): string {
  return words.startsWith("vCenter") ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
