import type { EstateOfTest } from "./demo-estate.ts";

/** Two vCenters; a vApp, a template and an unmanaged vApp of just so many VMs, each with a TPM. */
export function sizedEstate(size: number): EstateOfTest {
  const machines = Array.from({ length: size }, (_, index) => ({
    name: `vm-${index}`,
    guestId: "windows2019srv_64Guest",
    firmware: "EFI" as const,
    hardwareVersion: 19,
    tpm: "PRESENT" as const,
    keyProvider: "kp-1",
    datastores: ["ds"],
  }));
  const state = { powerState: "POWERED_OFF" as const, snapshotCount: 0 };
  const vcenter = (name: string, unmanaged: readonly (typeof machines)[number][]) => ({
    name,
    version: "8.0.2",
    kmsRegistrations: [{ name: "kp-1", type: "STANDARD" as const, status: "CONNECTED" as const }],
    defaultKeyProvider: "kp-1",
    datastores: [{ name: "ds", volume: "san-1" }],
    clusters: [{ name: "cl-1", maxHardwareVersion: 21, datastores: ["ds"] }],
    unmanagedVms: unmanaged.map((machine) => ({ ...machine, ...state, cluster: "cl-1", vapp: "legacy" })),
  });
  return {
    format: "vtpm-gateway/estate@1",
    organizations: [{ name: "acme" }],
    storageVolumes: [{ name: "san-1" }],
    vcenters: [vcenter("east", machines), vcenter("west", [])],
    vdcs: [
      { name: "gold", organization: "acme", vcenter: "east", cluster: "east/cl-1" },
      { name: "silver", organization: "acme", vcenter: "west", cluster: "west/cl-1" },
    ],
    vapps: [{ name: "web", vdc: "gold" }],
    vms: [
      ...machines.map((machine) => ({ ...machine, ...state, vdc: "gold", vapp: "web" })),
      { name: "alone", vdc: "gold" },
    ],
    catalogs: [
      {
        name: "images",
        organization: "acme",
        vdc: "gold",
        templates: [{ name: "farm", tpmProvisioning: "COPY", vms: machines }],
      },
      { name: "drafts", organization: "acme", vdc: "silver" },
    ],
  };
}
