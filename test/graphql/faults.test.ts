import { beforeEach, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { carryOut, idOf } from "../support/workflows.ts";

let gateway: TestGateway;
let vcB: string;
beforeEach(async () => {
  gateway = await startTestGateway();
  vcB = await idOf(gateway, "vcenter", "vc-b");
});

const FAULTS = "vcenter { name faults { kind percent seconds message keyProviderName workflow remaining } }";

async function mutate(mutation: "setVCenterFault" | "clearVCenterFaults", input: object) {
  const type = mutation === "setVCenterFault" ? "SetVCenterFaultInput" : "ClearVCenterFaultsInput";
  const answer = await gateway.ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${FAULTS} userErrors { code message field } } }`,
    { input: { vcenterId: vcB, ...input } },
  );
  return answer[mutation];
}

const NOTHING = { percent: null, seconds: null, message: null, keyProviderName: null, workflow: null, remaining: null };
const audit = async () => (await gateway.db.execute("select mutation, outcome from audit_log order by id")).rows;

describe("setVCenterFault", () => {
  test("sets a fault of each kind, to be read with the vCenter", async () => {
    await mutate("setVCenterFault", { kind: "SLOW", seconds: 1.5, workflow: "MOVE_VM" });
    await mutate("setVCenterFault", { kind: "FAIL_AT_PROGRESS", percent: 40, message: "No space left.", remaining: 2 });
    await mutate("setVCenterFault", { kind: "DISCONNECT_AT_PROGRESS", percent: 0 });
    const { vcenter, userErrors } = await mutate("setVCenterFault", {
      kind: "DISCONNECT_KMS_AT_PROGRESS",
      percent: 99,
      keyProviderName: "kp-2",
    });
    expect(userErrors).toEqual([]);
    expect(vcenter).toEqual({
      name: "vc-b",
      faults: [
        { ...NOTHING, kind: "SLOW", seconds: 1.5, workflow: "MOVE_VM" },
        { ...NOTHING, kind: "FAIL_AT_PROGRESS", percent: 40, message: "No space left.", remaining: 2 },
        { ...NOTHING, kind: "DISCONNECT_AT_PROGRESS", percent: 0 },
        { ...NOTHING, kind: "DISCONNECT_KMS_AT_PROGRESS", percent: 99, keyProviderName: "kp-2" },
      ],
    });
    expect(await audit()).toEqual(Array(4).fill({ mutation: "setVCenterFault", outcome: "ACCEPTED" }));
  });

  test("puts it in place of the one of the same kind for the same workflow", async () => {
    await mutate("setVCenterFault", { kind: "FAIL_AT_PROGRESS", percent: 10, remaining: 1 });
    await mutate("setVCenterFault", { kind: "FAIL_AT_PROGRESS", percent: 20, workflow: "COPY_VM" });
    const { vcenter } = await mutate("setVCenterFault", { kind: "FAIL_AT_PROGRESS", percent: 30 });
    expect(vcenter.faults).toEqual([
      { ...NOTHING, kind: "FAIL_AT_PROGRESS", percent: 20, workflow: "COPY_VM" },
      { ...NOTHING, kind: "FAIL_AT_PROGRESS", percent: 30 },
    ]);
  });

  test.each([
    [{ kind: "FAIL_AT_PROGRESS" }, "percent", "found nothing, expected 0 to 99, which FAIL_AT_PROGRESS needs"],
    [{ kind: "FAIL_AT_PROGRESS", percent: 100 }, "percent", "found 100, expected 0 to 99"],
    [{ kind: "FAIL_AT_PROGRESS", percent: -1 }, "percent", "found -1, expected 0 to 99"],
    [{ kind: "FAIL_AT_PROGRESS", percent: 1, remaining: 0 }, "remaining", "found 0, expected at least 1"],
    [{ kind: "FAIL_AT_PROGRESS", percent: 1, message: "" }, "message", 'found "", expected 1 to 1000 characters'],
    [
      { kind: "DISCONNECT_AT_PROGRESS", percent: 1, message: "Bye." },
      "message",
      'found "Bye.", expected nothing, for DISCONNECT_AT_PROGRESS has none',
    ],
    [{ kind: "SLOW" }, "seconds", "found nothing, expected more than 0 and at most 3600, which SLOW needs"],
    [{ kind: "SLOW", seconds: 3601 }, "seconds", "found 3601, expected more than 0 and at most 3600"],
    [{ kind: "SLOW", seconds: 1, percent: 5 }, "percent", "found 5, expected nothing, for SLOW has none"],
    [{ kind: "SLOW", seconds: 1, remaining: 5 }, "remaining", "found 5, expected nothing, for SLOW has none"],
    [
      { kind: "DISCONNECT_KMS_AT_PROGRESS", percent: 5 },
      "keyProviderName",
      "found nothing, expected a name, which DISCONNECT_KMS_AT_PROGRESS needs",
    ],
  ])("refuses %o, naming %s", async (fault, field, reason) => {
    const { vcenter, userErrors } = await mutate("setVCenterFault", fault);
    expect(vcenter).toBeNull();
    expect(userErrors).toEqual([{ code: "INVALID_VALUE", message: `${field}: ${reason}.`, field: [field] }]);
    expect(await audit()).toEqual([{ mutation: "setVCenterFault", outcome: "REFUSED" }]);
  });

  test("refuses a key provider that the vCenter has not registered", async () => {
    const fault = { kind: "DISCONNECT_KMS_AT_PROGRESS", percent: 5, keyProviderName: "kp-9" };
    expect((await mutate("setVCenterFault", fault)).userErrors).toEqual([
      {
        code: "NOT_REGISTERED",
        message: 'Key provider "kp-9" is not registered on vCenter "vc-b".',
        field: ["keyProviderName"],
      },
    ]);
  });
});

describe("clearVCenterFaults", () => {
  beforeEach(async () => {
    await mutate("setVCenterFault", { kind: "SLOW", seconds: 1 });
    await mutate("setVCenterFault", { kind: "FAIL_AT_PROGRESS", percent: 40 });
  });

  test("takes off those of a kind", async () => {
    const { vcenter } = await mutate("clearVCenterFaults", { kind: "SLOW" });
    expect(vcenter.faults).toEqual([{ ...NOTHING, kind: "FAIL_AT_PROGRESS", percent: 40 }]);
  });

  test("takes off all, and is in the audit log", async () => {
    expect(await mutate("clearVCenterFaults", {})).toEqual({ vcenter: { name: "vc-b", faults: [] }, userErrors: [] });
    expect((await audit()).at(-1)).toEqual({ mutation: "clearVCenterFaults", outcome: "ACCEPTED" });
  });
});

test("a workflow fails by the fault, which is consumed, and then is carried out", async () => {
  const vcA = await idOf(gateway, "vcenter", "vc-a");
  const input = {
    vmId: await idOf(gateway, "vm", "plainVm"),
    name: "copy",
    vdcId: await idOf(gateway, "vdc", "gold-a"),
  };
  const fault = { vcenterId: vcA, kind: "FAIL_AT_PROGRESS", percent: 60, message: "No space left.", remaining: 1 };
  await mutate("setVCenterFault", fault);
  expect(await carryOut(gateway, "copyVm", input)).toMatchObject({
    status: "ERROR",
    progress: 60,
    error: { code: "VCENTER_FAULT", message: "vCenter vc-a failed at 60 %: No space left." },
    result: null,
  });
  const { vcenter } = await gateway.ask('{ vcenter(by: {name: "vc-a"}) { faults { kind } } }');
  expect(vcenter.faults).toEqual([]);
  expect(await carryOut(gateway, "copyVm", input)).toMatchObject({ status: "SUCCESS" });
});
