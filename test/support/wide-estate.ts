import type { Estate } from "../../src/formats/estate-schema.ts";

/**
 * An estate of many VDCs, `vdc-000`, `vdc-001`, …, over four vCenters: `vc-0` with VM `travellerVm`, encrypted
 * by kp-1 on a volume that `vc-1` has too; `vc-2` lacks the key provider and the volume; `vc-3` is 7.0.1.
 */
export function wideEstate(vdcCount: number): Estate {
  const vcenter = (index: number) => ({
    name: `vc-${index}`,
    version: index === 3 ? "7.0.1" : "8.0.2",
    fastCrossVcenterInstantiation: false,
    kmsRegistrations: [
      { name: index === 2 ? "kp-2" : "kp-1", type: "STANDARD" as const, status: "CONNECTED" as const },
    ],
    defaultKeyProvider: index === 2 ? "kp-2" : "kp-1",
    datastores: [{ name: "ds", volume: index === 2 ? "other" : "shared" }],
    clusters: [{ name: "cluster", maxHardwareVersion: 21, datastores: ["ds"] }],
  });
  return {
    format: "vtpm-gateway/estate@1",
    organizations: [{ name: "acme" }],
    storageVolumes: [{ name: "shared" }, { name: "other" }],
    vcenters: [0, 1, 2, 3].map(vcenter),
    vdcs: Array.from({ length: vdcCount }, (_, index) => ({
      name: `vdc-${String(index).padStart(3, "0")}`,
      organization: "acme",
      vcenter: `vc-${index % 4}`,
      cluster: `vc-${index % 4}/cluster`,
    })),
    vms: [
      {
        name: "travellerVm",
        vdc: "vdc-000",
        guestId: "ubuntu64Guest",
        firmware: "EFI",
        hardwareVersion: 19,
        powerState: "POWERED_OFF",
        snapshotCount: 0,
        tpm: "PRESENT",
        keyProvider: "kp-1",
        datastores: ["ds"],
      },
    ],
  };
}
