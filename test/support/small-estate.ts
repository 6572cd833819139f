import type { Estate } from "../../src/formats/estate-schema.ts";

/** Two vCenters with a VDC each, and VMs `vm-000`, `vm-001`, … of which every third is in vApp `web`. */
export function smallEstate(vmCount: number): Estate {
  const vcenter = (name: string) => ({
    name,
    version: "8.0.2",
    fastCrossVcenterInstantiation: false,
    kmsRegistrations: [{ name: "kp-1", type: "STANDARD" as const, status: "CONNECTED" as const }],
    defaultKeyProvider: "kp-1",
    datastores: [{ name: "ds", volume: `${name}-volume` }],
    clusters: [{ name: "cluster", maxHardwareVersion: 21, datastores: ["ds"] }],
  });
  return {
    format: "vtpm-gateway/estate@1",
    organizations: [{ name: "acme" }],
    storageVolumes: [{ name: "east-volume" }, { name: "west-volume" }],
    vcenters: [vcenter("east"), vcenter("west")],
    vdcs: [
      { name: "gold", organization: "acme", vcenter: "east", cluster: "east/cluster" },
      { name: "silver", organization: "acme", vcenter: "west", cluster: "west/cluster" },
    ],
    vapps: [{ name: "web", vdc: "gold" }],
    vms: Array.from({ length: vmCount }, (_, index) => ({
      name: `vm-${String(index).padStart(3, "0")}`,
      vdc: index % 2 === 0 ? "gold" : "silver",
      vapp: index % 6 === 0 ? "web" : null,
      guestId: "windows2019srv_64Guest",
      firmware: "EFI" as const,
      hardwareVersion: 19,
      powerState: "POWERED_OFF" as const,
      snapshotCount: 0,
      tpm: "PRESENT" as const,
      keyProvider: "kp-1",
      datastores: ["ds"],
    })),
  };
}
