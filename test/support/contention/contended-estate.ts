import type { Estate, EstateTemplateVm, EstateVCenter, EstateVm } from "../../../src/formats/estate-schema.ts";

/** An identity that no other TPM of the estate has. */
const identityOf = (number: number) => number.toString(16).padStart(64, "0");

const WINDOWS = { guestId: "windows2019srv_64Guest", firmware: "EFI", hardwareVersion: 19 } as const;
const LINUX = { guestId: "ubuntu64Guest", firmware: "EFI", hardwareVersion: 19 } as const;
const OFF = { powerState: "POWERED_OFF", snapshotCount: 0 } as const;

type Hardware = Omit<EstateTemplateVm, "name">;

const withTpm = (number: number): Hardware => ({
  ...WINDOWS,
  tpm: "PRESENT",
  ekSha256: identityOf(number),
  keyProvider: "kp-1",
  datastores: ["san"],
});
const describedTpm: Hardware = { ...WINDOWS, tpm: "PRESENT", datastores: ["san"] };
const plain: Hardware = { ...LINUX, tpm: "NOT_PRESENT", datastores: ["local"] };

/** @param number Of its own: its TPMs are numbered from there. */
function vcenter(number: number, name: string, version: string, keyProviders: readonly string[]): EstateVCenter {
  return {
    name,
    version,
    status: "CONNECTED",
    fastCrossVcenterInstantiation: false,
    kmsRegistrations: keyProviders.map((provider) => ({ name: provider, type: "STANDARD", status: "CONNECTED" })),
    ...(keyProviders[0] && { defaultKeyProvider: keyProviders[0] }),
    datastores: [
      { name: "local", volume: `${name}-local` },
      { name: "san", volume: "san" },
    ],
    clusters: [{ name: "cluster", maxHardwareVersion: 21, datastores: ["local", "san"] }],
    unmanagedVms: Array.from({ length: 16 }, (_, index) => ({
      name: `legacy-${index}`,
      vapp: index < 8 ? `shop-${index % 4}` : null,
      cluster: "cluster",
      ...(index % 3 === 0 ? withTpm(number + index) : plain),
      ...OFF,
    })),
  };
}

/**
 * A handful of everything, over three vCenters that share a volume: two 8.0 that can take over each other's
 * VMs with a TPM, and one 7.0.3 that knows another key provider and can once somebody registers kp-1 on it.
 */
export function contendedEstate(): Estate {
  const vdcs = [
    { name: "gold", organization: "acme", cluster: "north/cluster" },
    { name: "silver", organization: "acme", cluster: "south/cluster" },
    { name: "bronze", organization: "globex", cluster: "north/cluster" },
    { name: "copper", organization: "globex", cluster: "western/cluster" },
  ];
  const inFull = vdcs.map(({ organization, name }) => `${organization}/${name}`);
  const vms: EstateVm[] = inFull.flatMap((vdc, place) =>
    [0, 1, 2, 3, 4].map((index) => ({
      name: `vm-${index}`,
      vdc,
      vapp: index < 2 ? "app-0" : null,
      ...(index % 2 === 0 ? withTpm(10 * place + index + 1) : plain),
      ...OFF,
    })),
  );
  const client = { name: "client", ...plain };
  const catalog = (name: string, vdc: string, published: boolean, identity: number) => ({
    name,
    organization: vdc.split("/")[0] ?? "",
    vdc,
    published,
    templates: [
      { name: "template-0", tpmProvisioning: "COPY" as const, vms: [{ name: "server", ...withTpm(identity) }, client] },
      { name: "template-1", tpmProvisioning: "REPLACE" as const, vms: [{ name: "server", ...describedTpm }, client] },
      { name: "template-2", vms: [client] },
    ],
  });
  return {
    format: "vtpm-gateway/estate@1",
    organizations: [{ name: "acme" }, { name: "globex" }],
    storageVolumes: ["san", "north-local", "south-local", "western-local"].map((name) => ({ name, uuid: name })),
    vcenters: [
      vcenter(1000, "north", "8.0.2", ["kp-1"]),
      vcenter(2000, "south", "8.0.3", ["kp-1", "kp-2"]),
      vcenter(3000, "western", "7.0.3", ["kp-2"]),
    ],
    vdcs,
    vapps: inFull.flatMap((vdc) => ["app-0", "app-1"].map((name) => ({ name, vdc }))),
    vms,
    catalogs: [
      catalog("images", "acme/gold", true, 501),
      catalog("drafts", "globex/copper", false, 502),
      { name: "mirror", organization: "globex", vdc: "globex/bronze", published: false },
      { name: "empty", organization: "acme", vdc: "acme/silver", published: false },
    ],
    subscriptions: [{ catalog: "globex/mirror", publisher: "acme/images" }],
  };
}
