import { beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { carryOut, idOf, preflight, submit } from "../support/workflows.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

const vm = (name: string) => idOf(gateway, "vm", name);
const operate = async (operation: string, name: string) =>
  (await change(gateway, operation, "vm { name powerState snapshotCount }", { vmId: await vm(name) })).vm;
const refuseVm = async (operation: string, name: string) => refuse(gateway, operation, { vmId: await vm(name) });

const capabilityOf = async (vdc: string) =>
  (
    await gateway.ask(
      "query ($vdc: String!) { vdc(by: {name: $vdc}) { tpmCapability { detectedBy supported stale } } }",
      {
        vdc,
      },
    )
  ).vdc.tpmCapability;

const setStatus = async (vcenter: string, status: string) =>
  change(gateway, "updateVCenter", "vcenter { status }", {
    vcenterId: await idOf(gateway, "vcenter", vcenter),
    status,
  });

describe("power", () => {
  test("goes on and off; a suspended VM resumes, or is off", async () => {
    expect(await operate("powerOnVm", "plainVm")).toMatchObject({ powerState: "POWERED_ON" });
    expect(await operate("powerOffVm", "plainVm")).toMatchObject({ powerState: "POWERED_OFF" });
    expect(await operate("powerOnVm", "suspendedVm")).toMatchObject({ powerState: "POWERED_ON" });
    expect(await operate("powerOffVm", "suspendedVm")).toMatchObject({ powerState: "POWERED_OFF" });
    expect((await listAudit(gateway)).slice(-2)).toEqual([
      { mutation: "powerOnVm", outcome: "ACCEPTED", actor: "provider-administrator", object_type: "Vm" },
      { mutation: "powerOffVm", outcome: "ACCEPTED", actor: "provider-administrator", object_type: "Vm" },
    ]);
  });

  test("is not switched where it is so already, nor on where nobody knows", async () => {
    expect(await refuseVm("powerOnVm", "web-2")).toEqual({
      code: "INVALID_POWER_STATE",
      message: 'VM "web-2" is powered on already.',
      field: ["vmId"],
    });
    expect(await refuseVm("powerOffVm", "biosVm")).toEqual({
      code: "INVALID_POWER_STATE",
      message: 'VM "biosVm" is powered off already.',
      field: ["vmId"],
    });
    expect(await refuseVm("powerOnVm", "blankVm")).toEqual({
      code: "FACT_NOT_KNOWN",
      message: 'It is not known whether VM "blankVm" is powered on; recordVmFacts records it.',
      field: ["vmId"],
    });
  });

  test("goes off where nobody knew, which is what the remedy asks for", async () => {
    expect(await operate("powerOffVm", "blankVm")).toMatchObject({ powerState: "POWERED_OFF" });
  });
});

describe("snapshots", () => {
  test("are taken one at a time, and removed all at once", async () => {
    expect(await operate("createSnapshot", "web-2")).toMatchObject({ snapshotCount: 2 });
    expect(await operate("createSnapshot", "web-2")).toMatchObject({ snapshotCount: 3 });
    expect(await operate("removeSnapshots", "web-2")).toEqual({
      name: "web-2",
      powerState: "POWERED_ON",
      snapshotCount: 0,
    });
    expect(await refuseVm("removeSnapshots", "web-2")).toEqual({
      code: "NO_SNAPSHOTS",
      message: 'VM "web-2" has no snapshots.',
      field: ["vmId"],
    });
  });

  test("cannot be counted on where nobody knows how many there are, but removed", async () => {
    expect(await refuseVm("createSnapshot", "blankVm")).toEqual({
      code: "FACT_NOT_KNOWN",
      message: 'It is not known how many snapshots VM "blankVm" has; recordVmFacts records it.',
      field: ["vmId"],
    });
    expect(await operate("removeSnapshots", "blankVm")).toMatchObject({ snapshotCount: 0 });
  });

  test("and power are what keeps a VM's TPM from being removed, until both are mended", async () => {
    const request = { vmId: await vm("sealedVm"), tpmPresent: false, acknowledgeWarnings: ["TPM_REMOVAL"] };
    expect((await preflight(gateway, { reconfigureVm: request })).blockedBy).toHaveLength(2);
    await operate("powerOffVm", "sealedVm");
    await operate("removeSnapshots", "sealedVm");
    expect(await carryOut(gateway, "reconfigureVm", request)).toMatchObject({ status: "SUCCESS" });
  });
});

describe("every operation", () => {
  test("detects the capability of its VDC anew, done or refused", async () => {
    const clusterId = (await gateway.ask('{ vdc(by: {name: "bronze-e"}) { cluster { id } } }')).vdc.cluster.id;
    expect(await capabilityOf("bronze-e")).toMatchObject({ detectedBy: "IMPORT" });
    await change(gateway, "updateCluster", "cluster { name }", { clusterId, maxHardwareVersion: 13 });
    expect(await capabilityOf("bronze-e")).toMatchObject({ supported: true, stale: true });
    await refuseVm("powerOffVm", "oldTpmVm");
    expect(await capabilityOf("bronze-e")).toEqual({ detectedBy: "TASK", supported: false, stale: false });
    await change(gateway, "updateCluster", "cluster { name }", { clusterId, maxHardwareVersion: 14 });
    await operate("powerOnVm", "oldTpmVm");
    expect(await capabilityOf("bronze-e")).toEqual({ detectedBy: "TASK", supported: true, stale: false });
  });

  test.each(["powerOnVm", "powerOffVm", "createSnapshot", "removeSnapshots", "deleteVm"])(
    "%s needs a vCenter that answers, and a VM that is there",
    async (operation) => {
      await setStatus("vc-d", "DISCONNECTED");
      expect(await refuseVm(operation, "desktopVm")).toEqual({
        code: "VCENTER_NOT_CONNECTED",
        message: 'vCenter "vc-d" is not connected.',
        field: null,
      });
      await setStatus("vc-d", "CONNECTED");
      const gone = Buffer.from("Vm:00000000-0000-7000-8000-000000000000").toString("base64url");
      expect(await refuse(gateway, operation, { vmId: gone })).toEqual({
        code: "NOT_FOUND",
        message: "input.vmId: there is no VM with this id.",
      });
      expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: operation, outcome: "REFUSED" });
    },
  );
});

describe("deleteVm", () => {
  test("deletes a VM that is powered off, and what refers to it says so", async () => {
    const vmId = await vm("localDiskVm");
    expect(await change(gateway, "deleteVm", "deletedVmId", { vmId })).toMatchObject({ deletedVmId: vmId });
    expect((await gateway.ask("query ($id: ID!) { node(id: $id) { id } }", { id: vmId })).node).toBeNull();
    const { vms } = await gateway.ask('{ vms(filter: {name: {eq: "localDiskVm"}}) { totalCount } }');
    expect(vms.totalCount).toBe(0);
    expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: "deleteVm", outcome: "ACCEPTED" });
    const copy = await gateway.send("mutation ($input: CopyVmInput!) { copyVm(input: $input) { task { id } } }", {
      input: { vmId, vdcId: await idOf(gateway, "vdc", "gold-a"), name: "copy" },
    });
    expect(copy.errors).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
  });

  test("refuses one that runs, is suspended, or of which nobody knows", async () => {
    await operate("powerOnVm", "twinOneVm");
    expect(await refuseVm("deleteVm", "twinOneVm")).toEqual({
      code: "VM_NOT_POWERED_OFF",
      message: 'VM "twinOneVm" is powered on; only what is powered off can be deleted.',
      field: ["vmId"],
    });
  });

  test("leaves a task about it to end in an error", async () => {
    const slow = await startTestGateway({ taskSeconds: 2 });
    const vmId = await idOf(slow, "vm", "encryptedVm");
    const { task } = await submit(slow, "copyVm", { vmId, vdcId: await idOf(slow, "vdc", "gold-a"), name: "copy" });
    await change(slow, "deleteVm", "deletedVmId", { vmId });
    const errorOf = async () =>
      (await slow.ask("query ($id: ID!) { task(id: $id) { status error { code } } }", { id: task.id })).task;
    await expect.poll(errorOf, { timeout: 20_000 }).toEqual({ status: "ERROR", error: { code: "NOT_FOUND" } });
  });
});

describe("deleteVapp", () => {
  const vappOf = async (name: string, vdc: string) =>
    (
      await gateway.ask(
        "query ($name: String!, $vdc: String!) { vapps(filter: {name: {eq: $name}, vdc: {name: {eq: $vdc}}}) { nodes { id } } }",
        { name, vdc },
      )
    ).vapps.nodes[0]?.id;

  test("refuses while any of its VMs is not powered off, and names them", async () => {
    const vappId = await vappOf("web", "gold-a");
    expect(await refuse(gateway, "deleteVapp", { vappId })).toEqual({
      code: "VM_NOT_POWERED_OFF",
      message: 'VM "web-1" is powered on, VM "web-2" is powered on; only what is powered off can be deleted.',
      field: ["vappId"],
    });
  });

  test("deletes it with all of its VMs; a template that was captured from it stays", async () => {
    const vappId = await vappOf("erp", "gold-a");
    const captured = await carryOut(gateway, "captureVapp", {
      vappId,
      catalogId: await idOf(gateway, "catalog", "images"),
      name: "erp-before",
      tpmProvisioning: "REPLACE",
    });
    expect(captured).toMatchObject({ status: "SUCCESS" });
    expect(await change(gateway, "deleteVapp", "deletedVappId", { vappId })).toMatchObject({ deletedVappId: vappId });
    expect(await vappOf("erp", "gold-a")).toBeUndefined();
    const { vms, vappTemplate } = await gateway.ask(
      '{ vms(filter: {name: {startsWith: "erp-"}}) { totalCount } vappTemplate(by: {name: "erp-before"}) { sourceVapp { id } vms { name } } }',
    );
    expect(vms.totalCount).toBe(0);
    expect(vappTemplate).toEqual({
      sourceVapp: null,
      vms: [{ name: "erp-app" }, { name: "erp-db" }, { name: "erp-web" }],
    });
    expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: "deleteVapp", outcome: "ACCEPTED" });
  });

  test("refuses the id of no vApp", async () => {
    const gone = Buffer.from("Vapp:00000000-0000-7000-8000-000000000000").toString("base64url");
    expect(await refuse(gateway, "deleteVapp", { vappId: gone })).toMatchObject({ code: "NOT_FOUND" });
  });
});
