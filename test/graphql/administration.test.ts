import { beforeEach, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { idOf } from "../support/workflows.ts";

let gateway: TestGateway;
let vcB: string;
beforeEach(async () => {
  gateway = await startTestGateway();
  vcB = await idOf(gateway, "vcenter", "vc-b");
});

const clusterOf = async (vdc: string): Promise<string> =>
  (await gateway.ask("query ($name: String!) { vdc(by: {name: $name}) { cluster { id } } }", { name: vdc })).vdc.cluster
    .id;

async function mutate(mutation: string, fields: string, input: object) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await gateway.send(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${fields} userErrors { __typename code message field } } }`,
    { input },
  );
  return { payload: data?.[mutation], errors };
}

const audit = async () => (await gateway.db.execute("select mutation, outcome, actor from audit_log order by id")).rows;

describe("registerKms", () => {
  const FIELDS =
    "kmsRegistration { name type status kmsClusterUuid isVCenterDefault servers { name address port } vcenter { name } }";

  test("registers a key provider with its servers, and is in the audit log", async () => {
    const { payload } = await mutate("registerKms", FIELDS, {
      vcenterId: vcB,
      name: "kp-1",
      status: "CONNECTED",
      kmsClusterUuid: "fingerprint",
      servers: [{ name: "kms-1", address: "kms1.example.org" }],
    });
    expect(payload).toEqual({
      kmsRegistration: {
        name: "kp-1",
        type: "STANDARD",
        status: "CONNECTED",
        kmsClusterUuid: "fingerprint",
        isVCenterDefault: false,
        servers: [{ name: "kms-1", address: "kms1.example.org", port: 5696 }],
        vcenter: { name: "vc-b" },
      },
      userErrors: [],
    });
    expect(await audit()).toEqual([{ mutation: "registerKms", outcome: "ACCEPTED", actor: "provider-administrator" }]);
  });

  test("makes it the default when asked to", async () => {
    const { payload } = await mutate("registerKms", FIELDS, { vcenterId: vcB, name: "kp-9", makeDefault: true });
    expect(payload.kmsRegistration).toMatchObject({ isVCenterDefault: true, status: "UNKNOWN" });
  });

  test("refuses a name that the vCenter has registered already, and says so in the audit log", async () => {
    const { payload } = await mutate("registerKms", FIELDS, { vcenterId: vcB, name: "kp-2" });
    expect(payload).toEqual({
      kmsRegistration: null,
      userErrors: [
        {
          __typename: "AdministrationUserError",
          code: "NAME_TAKEN",
          message: 'There is already a key provider named "kp-2" on vCenter "vc-b".',
          field: ["name"],
        },
      ],
    });
    expect(await audit()).toMatchObject([{ mutation: "registerKms", outcome: "REFUSED" }]);
  });

  test.each([
    {
      wrong: { kmsClusterUuid: "" },
      message: 'input.kmsClusterUuid: found "", expected 1 to 255 characters, not all blank.',
    },
    { wrong: { name: "" }, message: 'input.name: found "", expected 1 to 255 characters, not all blank.' },
    {
      wrong: { servers: [{ name: "k", address: "a", port: 0 }] },
      message: "input.servers[0].port: found 0, expected 1 to 65535.",
    },
  ])("refuses $wrong and changes nothing", async ({ wrong, message }) => {
    const { errors } = await mutate("registerKms", FIELDS, { vcenterId: vcB, name: "kp-1", ...wrong });
    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT" } }]);
    const { vcenter } = await gateway.ask('{ vcenter(by: {name: "vc-b"}) { kmsRegistrations { nodes { name } } } }');
    expect(vcenter.kmsRegistrations.nodes).toEqual([{ name: "kp-2" }, { name: "nkp" }]);
  });
});

describe("setDefaultKeyProvider", () => {
  const FIELDS = "vcenter { defaultKeyProvider { name } } cluster { defaultKeyProvider { name } }";

  test("on a cluster leaves the vCenter's alone", async () => {
    const vcA = await idOf(gateway, "vcenter", "vc-a");
    const { payload } = await mutate("setDefaultKeyProvider", FIELDS, {
      vcenterId: vcA,
      clusterId: await clusterOf("gold-a"),
      name: "kp-4",
    });
    expect(payload).toEqual({
      vcenter: { defaultKeyProvider: { name: "kp-1" } },
      cluster: { defaultKeyProvider: { name: "kp-4" } },
      userErrors: [],
    });
  });

  test("with no name unsets it, which the VDC's capability shows as stale", async () => {
    const { payload } = await mutate("setDefaultKeyProvider", FIELDS, { vcenterId: vcB, name: null });
    expect(payload.vcenter).toEqual({ defaultKeyProvider: null });
    const { vdc } = await gateway.ask('{ vdc(by: {name: "gold-b"}) { tpmCapability { supported stale detectedBy } } }');
    expect(vdc.tpmCapability).toEqual({ supported: true, stale: true, detectedBy: "IMPORT" });
  });

  test("does not take a name left out for null", async () => {
    const { errors } = await mutate("setDefaultKeyProvider", FIELDS, { vcenterId: vcB });
    expect(errors?.[0]?.message).toMatch(/^input\.name: found nothing, expected the name of a key provider/);
    const { vcenter } = await gateway.ask('{ vcenter(by: {name: "vc-b"}) { defaultKeyProvider { name } } }');
    expect(vcenter.defaultKeyProvider).toEqual({ name: "kp-2" });
  });

  test("refuses a key provider that is not registered on the vCenter", async () => {
    const { payload } = await mutate("setDefaultKeyProvider", FIELDS, { vcenterId: vcB, name: "kp-1" });
    expect(payload.userErrors).toMatchObject([
      { code: "NOT_REGISTERED", message: 'Key provider "kp-1" is not registered on vCenter "vc-b".', field: ["name"] },
    ]);
  });

  test("refuses the cluster of another vCenter", async () => {
    const { errors } = await mutate("setDefaultKeyProvider", FIELDS, {
      vcenterId: vcB,
      clusterId: await clusterOf("gold-a"),
      name: "kp-2",
    });
    expect(errors).toMatchObject([
      { message: "input.clusterId: vCenter vc-b has no cluster with this id.", extensions: { code: "NOT_FOUND" } },
    ]);
  });
});

describe("mountStorageVolume", () => {
  const FIELDS = "datastore { name vcenter { name } storageVolume { name } } cluster { datastores { nodes { name } } }";

  test("makes a datastore where the vCenter does not know the volume yet", async () => {
    const { payload } = await mutate("mountStorageVolume", FIELDS, {
      storageVolumeId: await idOf(gateway, "storageVolume", "san-1"),
      clusterId: await clusterOf("gold-b"),
      datastoreName: "shared",
    });
    expect(payload).toEqual({
      datastore: { name: "shared", vcenter: { name: "vc-b" }, storageVolume: { name: "san-1" } },
      cluster: { datastores: { nodes: [{ name: "ds-b" }, { name: "shared" }] } },
      userErrors: [],
    });
  });

  test("mounts the datastore that the vCenter knows the volume as", async () => {
    const { payload } = await mutate("mountStorageVolume", FIELDS, {
      storageVolumeId: await idOf(gateway, "storageVolume", "local-a"),
      clusterId: await clusterOf("silver-a"),
    });
    expect(payload.datastore).toMatchObject({ name: "ds-a-local" });
    expect(payload.cluster.datastores.nodes).toEqual([{ name: "ds-a" }, { name: "ds-a-local" }]);
  });

  test.each([
    { volume: "vsan-b", name: null, code: "ALREADY_MOUNTED", field: ["storageVolumeId"] },
    { volume: "san-1", name: "ds-b", code: "NAME_TAKEN", field: ["datastoreName"] },
    { volume: "vsan-b", name: "other", code: "INVALID_VALUE", field: ["datastoreName"] },
  ])("refuses volume $volume as $name: $code", async ({ volume, name, code, field }) => {
    const { payload } = await mutate("mountStorageVolume", FIELDS, {
      storageVolumeId: await idOf(gateway, "storageVolume", volume),
      clusterId: await clusterOf("gold-b"),
      datastoreName: name,
    });
    expect(payload).toMatchObject({ datastore: null, userErrors: [{ code, field }] });
    const { vdc } = await gateway.ask('{ vdc(by: {name: "gold-b"}) { cluster { datastores { nodes { name } } } } }');
    expect(vdc.cluster.datastores.nodes).toEqual([{ name: "ds-b" }]);
  });
});

describe("updateVCenter", () => {
  const FIELDS = "vcenter { name version build status fastCrossVcenterInstantiation kmsInventoried }";

  test("changes what is given and leaves the rest; null makes it not known", async () => {
    const { payload } = await mutate("updateVCenter", FIELDS, { vcenterId: vcB, version: "8.0U3", build: null });
    expect(payload.vcenter).toMatchObject({ name: "vc-b", version: "8.0U3", build: null, status: "CONNECTED" });
  });

  test("refuses a version that is none", async () => {
    const { payload } = await mutate("updateVCenter", FIELDS, {
      vcenterId: vcB,
      version: "eight",
      status: "DISCONNECTED",
    });
    expect(payload).toMatchObject({ vcenter: null, userErrors: [{ code: "INVALID_VALUE", field: ["version"] }] });
    const { vcenter } = await gateway.ask('{ vcenter(by: {name: "vc-b"}) { version status } }');
    expect(vcenter).toEqual({ version: "8.0.2", status: "CONNECTED" });
  });

  test("refuses an id of something else", async () => {
    const { errors } = await mutate("updateVCenter", FIELDS, {
      vcenterId: await idOf(gateway, "vdc", "gold-b"),
      build: "1",
    });
    expect(errors).toMatchObject([
      {
        message: "input.vcenterId: found the id of a Vdc, expected that of a VCenter.",
        extensions: { code: "NOT_FOUND" },
      },
    ]);
  });
});
