import { beforeAll, describe, expect, test } from "vitest";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { idOf, preflight } from "../support/workflows.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

describe("registerVCenter", () => {
  const FIELDS =
    "vcenter { name version build status fastCrossVcenterInstantiation kmsInventoried clusters { nodes { name } } }";

  test("registers one of which nothing is known but its name", async () => {
    const { vcenter } = await change(gateway, "registerVCenter", FIELDS, { name: "vc-new" });
    expect(vcenter).toEqual({
      name: "vc-new",
      version: null,
      build: null,
      status: "CONNECTED",
      fastCrossVcenterInstantiation: null,
      kmsInventoried: false,
      clusters: { nodes: [] },
    });
    expect(await listAudit(gateway)).toContainEqual({
      mutation: "registerVCenter",
      outcome: "ACCEPTED",
      actor: "provider-administrator",
      object_type: "VCenter",
    });
  });

  test("registers what is said of it", async () => {
    const said = {
      name: "vc-whole",
      version: "8.0U3",
      build: "24262322",
      status: "UNKNOWN",
      fastCrossVcenterInstantiation: true,
      kmsInventoried: true,
    };
    const { vcenter } = await change(gateway, "registerVCenter", FIELDS, said);
    expect(vcenter).toEqual({ ...said, clusters: { nodes: [] } });
  });

  test.each([
    {
      input: { name: "vc-a" },
      refusal: { code: "NAME_TAKEN", message: 'There is already a vCenter named "vc-a".', field: ["name"] },
    },
    { input: { name: "vc-z", version: "eight" }, refusal: { code: "INVALID_VALUE", field: ["version"] } },
    { input: { name: " " }, refusal: { code: "BAD_USER_INPUT" } },
  ])("refuses $input", async ({ input, refusal }) => {
    expect(await refuse(gateway, "registerVCenter", input)).toMatchObject(refusal);
  });
});

describe("a version as it is pasted", () => {
  const PASTED = [
    "8.0.2",
    "7.0U2",
    "7.0 Update 2",
    "8.0 U3e",
    "8.0.3e",
    "8.0.3.00100",
    "8.0.3 build-24262322",
    "8.0.3-24022515",
    "8.0.3 (24022515)",
    "VMware vCenter Server 8.0.3 build-24262322",
    "vCenter Server 8.0 Update 3",
    "v7.0.3.00600",
    "8.0b",
    "8.0\u00a0update\u00a03",
    "VCENTER SERVER 8.0 u3",
  ];

  test.each(PASTED)("is taken and kept: %s", async (version) => {
    const vcenterId = await idOf(gateway, "vcenter", "vc-d");
    const updated = await change(gateway, "updateVCenter", "vcenter { version }", { vcenterId, version });
    expect(updated.vcenter).toEqual({ version });
    const registered = await change(gateway, "registerVCenter", "vcenter { version }", { name: version, version });
    expect(registered.vcenter).toEqual({ version });
  });

  test.each([
    ["VMware vCenter Server 8.0.3 build-24262322", ["COPY", "REPLACE"]],
    ["v7.0.3.00600", ["COPY"]],
  ])("is what a copy's options follow from: %s", async (version, offered) => {
    const vcenterId = await idOf(gateway, "vcenter", "vc-c");
    await change(gateway, "updateVCenter", "vcenter { version }", { vcenterId, version });
    const [vmId, vdcId] = [await idOf(gateway, "vm", "ericTpmVm"), await idOf(gateway, "vdc", "gold-c")];
    expect((await preflight(gateway, { copyVm: { vmId, vdcId, name: "copy" } })).tpm.offered).toEqual(offered);
  });
});

describe("updateCluster", () => {
  const FIELDS = "cluster { name maxHardwareVersion storageInventoried }";
  const clusterOf = async (vdc: string) =>
    (await gateway.ask("query ($name: String!) { vdc(by: {name: $name}) { cluster { id } } }", { name: vdc })).vdc
      .cluster.id;

  test("changes what is given and leaves the rest; null makes it not known", async () => {
    const clusterId = await clusterOf("silver-a");
    const changed = await change(gateway, "updateCluster", FIELDS, { clusterId, storageInventoried: false });
    expect(changed.cluster).toEqual({ name: "cl-2", maxHardwareVersion: 21, storageInventoried: false });
    const unknown = await change(gateway, "updateCluster", FIELDS, { clusterId, maxHardwareVersion: null });
    expect(unknown.cluster).toEqual({ name: "cl-2", maxHardwareVersion: null, storageInventoried: false });
    expect(await listAudit(gateway)).toContainEqual(
      expect.objectContaining({ mutation: "updateCluster", outcome: "ACCEPTED", object_type: "Cluster" }),
    );
  });

  test("records what a remedy asks for: the highest hardware version of a cluster", async () => {
    const clusterId = await clusterOf("gold-c");
    await change(gateway, "updateCluster", FIELDS, { clusterId, maxHardwareVersion: null });
    const request = {
      copyVm: {
        vmId: await idOf(gateway, "vm", "ericTpmVm"),
        vdcId: await idOf(gateway, "vdc", "gold-c"),
        name: "copy",
      },
    };
    const asked = await preflight(gateway, request);
    const unknown = asked.findings.filter(({ outcome }: Json) => outcome === "UNKNOWN");
    expect(asked.decision).toBe("UNDETERMINED");
    expect(unknown).toMatchObject(
      ["HOSTS_SUPPORT_GUEST", "CLUSTER_RUNS_HARDWARE_VERSION"].map((rule) => ({
        rule,
        remedies: [{ action: "RECORD_MISSING_FACT", cluster: { name: "cl-1" } }],
      })),
    );
    await change(gateway, "updateCluster", FIELDS, { clusterId, maxHardwareVersion: 19 });
    expect(await preflight(gateway, request)).toMatchObject({ decision: "ALLOWED" });
  });

  test("refuses what is no hardware version, null for yes or no, and the id of no cluster", async () => {
    const clusterId = await clusterOf("gold-a");
    expect(await refuse(gateway, "updateCluster", { clusterId, maxHardwareVersion: 100 })).toEqual({
      code: "BAD_USER_INPUT",
      message: "input.maxHardwareVersion: found 100, expected 3 to 99, the number of vmx-NN.",
    });
    expect(await refuse(gateway, "updateCluster", { clusterId, storageInventoried: null })).toMatchObject({
      code: "BAD_USER_INPUT",
    });
    const gone = Buffer.from("Cluster:00000000-0000-7000-8000-000000000000").toString("base64url");
    expect(await refuse(gateway, "updateCluster", { clusterId: gone })).toMatchObject({ code: "NOT_FOUND" });
    expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: "updateCluster", outcome: "REFUSED" });
  });
});
