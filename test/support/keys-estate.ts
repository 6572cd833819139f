import type { EstateOfTest } from "./demo-estate.ts";

const EK = "e".repeat(64);

/** vCenters with key providers of each type and health, and VMs encrypted for each reason. */
export function keysEstate(): EstateOfTest {
  const guest = {
    guestId: "windows2019srv_64Guest",
    firmware: "EFI" as const,
    hardwareVersion: 19,
    datastores: ["ds"],
  };
  const off = { ...guest, powerState: "POWERED_OFF" as const, snapshotCount: 0 };
  const encrypted = (name: string, keyProvider: string) => ({
    ...off,
    name,
    vdc: "gold",
    tpm: "NOT_PRESENT" as const,
    keyProvider,
  });
  const withTpm = { tpm: "PRESENT" as const, ekSha256: EK, keyProvider: "kp-1" };
  const place = {
    datastores: [{ name: "ds", volume: "san-1" }],
    clusters: [{ name: "cl-1", maxHardwareVersion: 21, datastores: ["ds"] }],
  };
  const standard = { type: "STANDARD" as const, status: "CONNECTED" as const };
  return {
    format: "vtpm-gateway/estate@1",
    organizations: [{ name: "acme" }],
    storageVolumes: [{ name: "san-1" }],
    vcenters: [
      {
        ...place,
        name: "vc-a",
        version: "8.0.2",
        kmsRegistrations: [
          { name: "kp-1", ...standard, kmsClusterUuid: "kms-1" },
          { name: "kp-2", ...standard, kmsClusterUuid: "kms-2" },
          { name: "kp-down", type: "STANDARD", status: "DISCONNECTED" },
          { name: "nkp-1", type: "NATIVE", status: "DISCONNECTED", kmsClusterUuid: "key-1", backedUp: false },
          { name: "nkp-2", type: "NATIVE", status: "CONNECTED", kmsClusterUuid: "key-2", backedUp: true },
        ],
        defaultKeyProvider: "kp-1",
        trusts: ["vc-b"],
        unmanagedVms: [{ ...off, ...withTpm, name: "legacy", cluster: "cl-1" }],
      },
      {
        ...place,
        name: "vc-b",
        version: "8.0.2",
        kmsRegistrations: [
          { name: "kp-1", ...standard, kmsClusterUuid: "kms-1" },
          { name: "nkp-2", type: "NATIVE", status: "CONNECTED", kmsClusterUuid: "another-key", backedUp: true },
        ],
        defaultKeyProvider: "kp-1",
        unmanagedVms: [],
      },
      { ...place, name: "vc-old", version: "6.7.0", kmsRegistrations: [], unmanagedVms: [] },
    ],
    vdcs: [
      { name: "gold", organization: "acme", vcenter: "vc-a", cluster: "vc-a/cl-1" },
      { name: "silver", organization: "acme", vcenter: "vc-b", cluster: "vc-b/cl-1", fastProvisioning: true },
    ],
    vapps: [],
    vms: [
      encrypted("policyVm", "kp-1"),
      encrypted("lockedVm", "kp-gone"),
      encrypted("roamingVm", "kp-2"),
      encrypted("downVm", "kp-down"),
      encrypted("nativeVm", "nkp-1"),
      { ...off, ...withTpm, name: "tpmVm", vdc: "gold" },
      { ...off, name: "plainVm", vdc: "gold", tpm: "NOT_PRESENT", linkedClone: true },
      { name: "blankVm", vdc: "gold", powerState: "POWERED_OFF" },
    ],
    catalogs: [
      {
        name: "images",
        organization: "acme",
        vdc: "gold",
        templates: [
          { name: "copied", tpmProvisioning: "COPY", vms: [{ ...guest, ...withTpm, name: "copied-vm" }] },
          { name: "replaced", tpmProvisioning: "REPLACE", vms: [{ ...guest, tpm: "PRESENT", name: "replaced-vm" }] },
          {
            name: "by-policy",
            tpmProvisioning: "REPLACE",
            vms: [{ ...guest, tpm: "PRESENT", keyProvider: "kp-1", encryptedByPolicy: true, name: "by-policy-vm" }],
          },
        ],
      },
    ],
  };
}
