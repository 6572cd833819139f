import type { Estate } from "../../src/formats/estate-schema.ts";

const place = (name: string, version: string, maxHardwareVersion: number, keyProviders: readonly string[]) => ({
  name,
  version,
  status: "CONNECTED" as const,
  kmsRegistrations: keyProviders.map((keyProvider) => ({
    name: keyProvider,
    type: "STANDARD" as const,
    status: "CONNECTED" as const,
  })),
  defaultKeyProvider: keyProviders[0] ?? null,
  datastores: [{ name: "ds", volume: `${name}-volume` }],
  clusters: [{ name: "cluster", maxHardwareVersion, datastores: ["ds"] }],
});

/**
 * Where OVFs go: `wide` runs whatever there is, `narrow` nothing above vmx-17, `keyless` has no key provider.
 * Each is a VDC on a vCenter of its own, with the catalog `<name>-images`.
 */
export function ovfEstate(): Estate {
  const vcenters = [
    place("wide", "8.0.3", 21, ["kp-1"]),
    place("narrow", "7.0.3", 17, ["kp-1"]),
    place("keyless", "8.0.3", 21, []),
  ];
  return {
    format: "vtpm-gateway/estate@1",
    organizations: [{ name: "acme" }],
    storageVolumes: vcenters.map(({ name }) => ({ name: `${name}-volume` })),
    vcenters,
    vdcs: vcenters.map(({ name }) => ({ name, organization: "acme", vcenter: name, cluster: `${name}/cluster` })),
    vapps: [],
    vms: [],
    catalogs: vcenters.map(({ name }) => ({ name: `${name}-images`, organization: "acme", vdc: name })),
  };
}
