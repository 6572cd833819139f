import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { idOf, preflight } from "../support/workflows.ts";

let gateway: TestGateway;
let ids: Record<"vcA" | "vcB" | "vcC" | "vcE", string>;
beforeAll(async () => {
  gateway = await startTestGateway();
  const vcenter = (name: string) => idOf(gateway, "vcenter", name);
  ids = {
    vcA: await vcenter("vc-a"),
    vcB: await vcenter("vc-b"),
    vcC: await vcenter("vc-c"),
    vcE: await vcenter("vc-e"),
  };
});

const namesOn = async (id: string) =>
  (
    await gateway.ask("query ($id: ID!) { vcenter(by: {id: $id}) { kmsRegistrations { nodes { name } } } }", { id })
  ).vcenter.kmsRegistrations.nodes.map((node: { name: string }) => node.name);

describe("updateKms", () => {
  const FIELDS = "kmsRegistration { name type status kmsClusterUuid servers { name address port } }";

  test("changes what is given and leaves the rest", async () => {
    const changed = await change(gateway, "updateKms", FIELDS, {
      vcenterId: ids.vcC,
      name: "kp-5",
      status: "CONNECTED",
      servers: [{ name: "kms-new", address: "192.0.2.7", port: 5697 }],
    });
    expect(changed.kmsRegistration).toEqual({
      name: "kp-5",
      type: "STANDARD",
      status: "CONNECTED",
      kmsClusterUuid: "71d2e3f4-a5b6-4c7d-8e9f-0a1b2c3d4e55",
      servers: [{ name: "kms-new", address: "192.0.2.7", port: 5697 }],
    });
    const unknown = await change(gateway, "updateKms", FIELDS, {
      vcenterId: ids.vcC,
      name: "kp-5",
      type: "TRUSTED",
      kmsClusterUuid: null,
    });
    expect(unknown.kmsRegistration).toMatchObject({
      type: "TRUSTED",
      status: "CONNECTED",
      kmsClusterUuid: null,
      servers: [{ name: "kms-new" }],
    });
    expect(await listAudit(gateway)).toContainEqual(
      expect.objectContaining({ mutation: "updateKms", outcome: "ACCEPTED", object_type: "VCenter" }),
    );
  });

  test("is what the remedy RECONNECT_KMS asks for", async () => {
    const request = {
      moveVm: { vmId: await idOf(gateway, "vm", "ericTpmVm"), vdcId: await idOf(gateway, "vdc", "silver-c") },
    };
    await change(gateway, "updateKms", FIELDS, { vcenterId: ids.vcC, name: "kp-5", status: "DISCONNECTED" });
    const blocked = await preflight(gateway, request);
    expect(blocked).toMatchObject({ decision: "BLOCKED", blockedBy: ["VDC_SUPPORTS_TPM"] });
    const remedies = blocked.findings[0].remedies.filter(
      (remedy: { action: string }) => remedy.action === "RECONNECT_KMS",
    );
    expect(remedies).toMatchObject([{ vcenter: { name: "vc-c" }, keyProviderName: "kp-5" }]);
    await change(gateway, "updateKms", FIELDS, { vcenterId: ids.vcC, name: "kp-5", status: "CONNECTED" });
    expect(await preflight(gateway, request)).toMatchObject({ decision: "ALLOWED" });
  });

  test("refuses a key provider that is not registered there, repeated servers and nulls", async () => {
    const kp1 = { vcenterId: ids.vcA, name: "kp-1" };
    expect(await refuse(gateway, "updateKms", { vcenterId: ids.vcB, name: "kp-1", status: "CONNECTED" })).toEqual({
      code: "NOT_REGISTERED",
      message: 'Key provider "kp-1" is not registered on vCenter "vc-b".',
      field: ["name"],
    });
    const twice = { name: "k", address: "192.0.2.1" };
    expect(await refuse(gateway, "updateKms", { ...kp1, servers: [twice, twice] })).toEqual({
      code: "INVALID_VALUE",
      message: 'servers: found two named "k", expected different names.',
      field: ["servers"],
    });
    expect(await refuse(gateway, "updateKms", { ...kp1, status: null })).toEqual({
      code: "BAD_USER_INPUT",
      message: "input.status: found null, expected a value; leave it out to keep it as it is.",
    });
    expect(await refuse(gateway, "updateKms", { ...kp1, servers: [{ ...twice, port: 65536 }] })).toMatchObject({
      code: "BAD_USER_INPUT",
    });
  });
});

describe("unregisterKms", () => {
  const FIELDS = "vcenter { kmsRegistrations { nodes { name } } }";

  test("refuses a default, and says whose, forced or not", async () => {
    expect(await refuse(gateway, "unregisterKms", { vcenterId: ids.vcB, name: "kp-2", force: true })).toEqual({
      code: "KMS_IN_USE",
      message: 'Key provider "kp-2" is the default of vCenter "vc-b"; set another one there first.',
      field: ["name"],
    });
    expect(await refuse(gateway, "unregisterKms", { vcenterId: ids.vcA, name: "kp-3" })).toMatchObject({
      message: 'Key provider "kp-3" is the default of cluster "cl-2" of vCenter "vc-a"; set another one there first.',
    });
  });

  test("refuses one that encrypts VMs; forced, they keep its name", async () => {
    const kp4 = { vcenterId: ids.vcA, name: "kp-4" };
    expect(await refuse(gateway, "unregisterKms", kp4)).toEqual({
      code: "KMS_IN_USE",
      message:
        'Key provider "kp-4" encrypts 1 VM on vCenter "vc-a"; with force they stay encrypted under a name that the vCenter no longer knows.',
      field: ["name"],
    });
    const { vcenter } = await change(gateway, "unregisterKms", FIELDS, { ...kp4, force: true });
    expect(vcenter.kmsRegistrations.nodes).toEqual(["kp-1", "kp-3", "nkp", "nkp-new"].map((name) => ({ name })));
    const { vm } = await gateway.ask('{ vm(by: {name: "collisionVm"}) { keyProviderName } }');
    expect(vm).toEqual({ keyProviderName: "kp-4" });
    expect(await listAudit(gateway)).toContainEqual(
      expect.objectContaining({ mutation: "unregisterKms", outcome: "ACCEPTED" }),
    );
  });

  test("counts what it encrypts wherever it is", async () => {
    const setDefault = { vcenterId: ids.vcA, name: "kp-3" };
    await change(gateway, "setDefaultKeyProvider", "vcenter { name }", setDefault);
    const { message } = await refuse(gateway, "unregisterKms", { vcenterId: ids.vcA, name: "kp-1" });
    expect(message).toMatch(
      /^Key provider "kp-1" encrypts \d+ VMs, 2 template VMs, 2 unmanaged VMs on vCenter "vc-a";/,
    );
    await change(gateway, "setDefaultKeyProvider", "vcenter { name }", { ...setDefault, name: "kp-1" });
  });

  test("takes off one that nothing uses, with its servers", async () => {
    await change(gateway, "registerKms", "kmsRegistration { name }", {
      vcenterId: ids.vcB,
      name: "kp-idle",
      servers: [{ name: "k", address: "192.0.2.1" }],
    });
    expect(await namesOn(ids.vcB)).toEqual(["kp-2", "kp-idle", "nkp"]);
    await change(gateway, "unregisterKms", FIELDS, { vcenterId: ids.vcB, name: "kp-idle" });
    expect(await namesOn(ids.vcB)).toEqual(["kp-2", "nkp"]);
    expect(await refuse(gateway, "unregisterKms", { vcenterId: ids.vcB, name: "kp-idle" })).toMatchObject({
      code: "NOT_REGISTERED",
    });
  });

  test("leaves the capability of a VDC that had it recorded stale", async () => {
    await change(gateway, "setDefaultKeyProvider", "vcenter { name }", { vcenterId: ids.vcE, name: null });
    await change(gateway, "unregisterKms", FIELDS, { vcenterId: ids.vcE, name: "kp-4", force: true });
    const { vdc } = await gateway.ask(
      '{ vdc(by: {name: "bronze-e"}) { tpmCapability { supported stale keyProvider { name } } } }',
    );
    expect(vdc.tpmCapability).toEqual({ supported: true, stale: true, keyProvider: null });
  });
});
