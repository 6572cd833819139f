import { beforeAll, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { idOf } from "../support/workflows.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

const volume = (name: string) => idOf(gateway, "storageVolume", name);
const clusterOf = async (vdc: string) =>
  (await gateway.ask("query ($name: String!) { vdc(by: {name: $name}) { cluster { id } } }", { name: vdc })).vdc.cluster
    .id;

test("unmounts a volume that holds no files of the cluster; the vCenter goes on knowing it", async () => {
  const input = { storageVolumeId: await volume("local-c"), clusterId: await clusterOf("gold-c") };
  const unmounted = await change(
    gateway,
    "unmountStorageVolume",
    "datastore { name } cluster { datastores { nodes { name } } }",
    input,
  );
  expect(unmounted).toMatchObject({
    datastore: { name: "ds-c-local" },
    cluster: { datastores: { nodes: [{ name: "ds-c" }] } },
  });
  expect(await listAudit(gateway)).toEqual([
    { mutation: "unmountStorageVolume", outcome: "ACCEPTED", actor: "provider-administrator", object_type: "Cluster" },
  ]);
  const { vcenter } = await gateway.ask('{ vcenter(by: {name: "vc-c"}) { datastores { nodes { name } } } }');
  expect(vcenter.datastores.nodes).toEqual([{ name: "ds-c" }, { name: "ds-c-local" }]);
  const again = await change(gateway, "mountStorageVolume", "datastore { name }", input);
  expect(again.datastore).toEqual({ name: "ds-c-local" });
});

test("refuses a volume on which VMs, templates and unmanaged VMs of the cluster lie, and says how many", async () => {
  const input = { storageVolumeId: await volume("san-1"), clusterId: await clusterOf("gold-a") };
  const { code, message, field } = await refuse(gateway, "unmountStorageVolume", input);
  expect({ code, field }).toEqual({ code: "STORAGE_IN_USE", field: ["storageVolumeId"] });
  expect(message).toMatch(
    /^Storage volume "san-1" holds files of \d+ VMs, 4 vApp templates, 3 unmanaged VMs of cluster "cl-1" of vCenter "vc-a"\.$/,
  );
});

test("refuses a volume that is not mounted there, known to the vCenter or not", async () => {
  const clusterId = await clusterOf("silver-a");
  for (const name of ["local-a", "vsan-b"]) {
    expect(await refuse(gateway, "unmountStorageVolume", { storageVolumeId: await volume(name), clusterId })).toEqual({
      code: "NOT_MOUNTED",
      message: `Storage volume "${name}" is not mounted in cluster "cl-2" of vCenter "vc-a".`,
      field: ["storageVolumeId"],
    });
  }
});
