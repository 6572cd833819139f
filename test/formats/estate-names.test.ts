import { describe, expect, test } from "vitest";
import { breakEstate, GOOD_ESTATE, linesOfEstate } from "../support/good-estate.ts";

describe("names that are not unique", () => {
  const vcenter = GOOD_ESTATE.vcenters[0];
  test.each<[list: string, path: string, value: unknown, first: string]>([
    ["organizations", "organizations[2]", { name: "acme" }, "organizations[0].name"],
    ["storage volumes", "storageVolumes[1].uuid", "naa.1", "storageVolumes[0].uuid"],
    [
      "key providers",
      "vcenters[0].kmsRegistrations[1]",
      { name: "kp-1", type: "NATIVE" },
      "vcenters[0].kmsRegistrations[0].name",
    ],
    ["clusters", "vcenters[0].clusters[1]", vcenter?.clusters[0], "vcenters[0].clusters[0].name"],
    ["unmanaged VMs", "vcenters[0].unmanagedVms[1]", vcenter?.unmanagedVms?.[0], "vcenters[0].unmanagedVms[0].name"],
    ["VDCs", "vdcs[3]", GOOD_ESTATE.vdcs[0], "vdcs[0].name"],
    ["vApps", "vapps[1]", GOOD_ESTATE.vapps[0], "vapps[0].name"],
    ["VMs of a vApp", "vms[3]", { name: "one", vdc: "acme/gold", vapp: "web" }, "vms[0].name"],
    ["standalone VMs", "vms[3]", { name: "two", vdc: "acme/gold" }, "vms[1].name"],
    ["catalogs", "catalogs[2]", { name: "images", organization: "acme", vdc: "silver" }, "catalogs[0].name"],
    ["templates", "catalogs[0].templates[1]", { name: "win", vms: [] }, "catalogs[0].templates[0].name"],
    [
      "subscriptions",
      "subscriptions[1]",
      { catalog: "globex/mirror", publisher: "images" },
      "subscriptions[0].catalog",
    ],
  ])("%s", (_list, path, value, first) => {
    const lines = linesOfEstate(breakEstate([path, value]));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(path);
    expect(lines[0]).toMatch(/expected a (name|uuid|catalog) of its own: /);
    expect(lines[0]?.endsWith(`${first} has the same`)).toBe(true);
  });

  test("a VM of a vApp and a standalone one may have the same name, and so may VMs of two VDCs", () => {
    expect(linesOfEstate(breakEstate(["vms[3]", { name: "one", vdc: "acme/gold" }]))).toEqual([]);
  });
});
