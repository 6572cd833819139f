import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
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
    expect(asked).toMatchObject({
      decision: "UNDETERMINED",
      findings: [
        { rule: "HARDWARE_VERSION_14", remedies: [{ action: "RECORD_MISSING_FACT", cluster: { name: "cl-1" } }] },
      ],
    });
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
