import { parseEstate } from "../../src/formats/parse-estate.ts";

/** Small, and right: what tests break. */
export const GOOD_ESTATE = {
  format: "vtpm-gateway/estate@1",
  organizations: [{ name: "acme" }, { name: "globex" }],
  storageVolumes: [
    { name: "san-1", uuid: "naa.1" },
    { name: "san-2", uuid: "naa.2" },
  ],
  vcenters: [
    {
      name: "vc-a",
      version: "8.0.2",
      kmsRegistrations: [{ name: "kp-1", type: "STANDARD" }],
      defaultKeyProvider: "kp-1",
      datastores: [{ name: "ds-a", volume: "san-1" }],
      clusters: [{ name: "cl-1", datastores: ["ds-a"] }],
      unmanagedVms: [{ name: "legacy", cluster: "cl-1" }],
    },
    { name: "vc-b", datastores: [{ name: "ds-b", volume: "san-2" }], clusters: [{ name: "cl-1" }] },
  ],
  vdcs: [
    { name: "gold", organization: "acme", vcenter: "vc-a", cluster: "cl-1" },
    { name: "gold", organization: "globex", cluster: "vc-b/cl-1" },
    { name: "silver", organization: "acme", vcenter: "vc-a", cluster: "cl-1" },
  ],
  vapps: [{ name: "web", vdc: "acme/gold" }],
  vms: [
    { name: "one", vdc: "acme/gold", vapp: "web", tpm: "PRESENT", keyProvider: "kp-1", datastores: ["ds-a"] },
    { name: "two", vdc: "acme/gold", tpm: "NOT_PRESENT", keyProvider: "kp-1" },
    { name: "two", vdc: "silver" },
  ],
  catalogs: [
    {
      name: "images",
      organization: "acme",
      vdc: "silver",
      published: true,
      templates: [{ name: "win", tpmProvisioning: "COPY", vms: [{ name: "win", tpm: "PRESENT" }] }],
    },
    { name: "mirror", organization: "globex", vdc: "globex/gold" },
  ],
  subscriptions: [{ catalog: "mirror", publisher: "images" }],
};

export const bytesOf = (text: string) => new TextEncoder().encode(text);
/** The errors as the command line shows them. */
export const linesOf = (bytes: Uint8Array, file = "estate.json") =>
  parseEstate(bytes, file).errors.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`));
export const linesOfEstate = (value: unknown) => linesOf(bytesOf(JSON.stringify(value)));

/** Sets the value at a path such as `vms[0].tpm`; undefined takes it out. */
export function breakEstate(...changes: [path: string, value: unknown][]): unknown {
  const estate = structuredClone(GOOD_ESTATE);
  for (const [path, value] of changes) {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
    const last = steps.pop() ?? "";
    // biome-ignore lint/suspicious/noExplicitAny: a path leads anywhere
    const holder = steps.reduce<any>((part, step) => part[step], estate);
    holder[last] = value;
  }
  return estate;
}
