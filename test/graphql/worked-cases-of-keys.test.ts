import { beforeAll, expect, test } from "vitest";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { idOf, preflight } from "../support/workflows.ts";

/** The worked cases of keys, templates and vApps on the demo estate. */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ worker: false });
});

const vm = (name: string) => idOf(gateway, "vm", name);
const vdc = (name: string) => idOf(gateway, "vdc", name);
const vapp = (name: string) => idOf(gateway, "vapp", name);
const template = (name: string) => idOf(gateway, "vappTemplate", name);
const actionsOf = (verdict: Json, rule: string) =>
  verdict.findings
    .filter((finding: Json) => finding.rule === rule)
    .flatMap(({ remedies }: Json) => remedies.map(({ action }: Json) => action));

test("4: a REPLACE template needs nothing of the source; a COPY template is blocked by both rules", async () => {
  const instantiate = async (name: string) =>
    preflight(gateway, {
      instantiateVappTemplate: { templateId: await template(name), vdcId: await vdc("gold-b"), name: "made" },
    });
  expect(await instantiate("win22-replace")).toMatchObject({ decision: "ALLOWED" });
  expect(await instantiate("win22-copy")).toMatchObject({
    decision: "BLOCKED",
    blockedBy: ["KEY_PROVIDER_ON_TARGET", "SHARED_STORAGE_OR_FAST_CROSS_VCENTER"],
  });
});

test("6: of a vApp one VM has a TPM: the choice concerns that one, and it blocks the vApp", async () => {
  const verdict = await preflight(gateway, {
    copyVapp: { vappId: await vapp("erp"), vdcId: await vdc("gold-b"), name: "copy" },
  });
  expect(verdict.decision).toBe("BLOCKED");
  const outcomes = verdict.subjects.map(({ name, outcome, decision }: Json) => [name, outcome, decision]);
  expect(outcomes.filter(([, outcome]: string[]) => outcome !== "NONE")).toEqual([["erp-db", "COPY", "BLOCKED"]]);
});

test("8: a VM of whose TPM nothing is known is copied within its vCenter", async () => {
  const request = { copyVm: { vmId: await vm("importedVm"), vdcId: await vdc("gold-a"), name: "copy" } };
  expect(await preflight(gateway, request)).toMatchObject({ decision: "ALLOWED", crossVcenter: false });
});

test("9: an encrypted VM without a TPM needs its key provider; storage is not asked", async () => {
  const request = { copyVm: { vmId: await vm("encryptedVm"), vdcId: await vdc("gold-b"), name: "copy" } };
  expect(await preflight(gateway, request)).toMatchObject({
    decision: "BLOCKED",
    blockedBy: ["KEY_PROVIDER_ON_TARGET"],
    subjects: [{ tpmStatus: "NOT_PRESENT" }],
  });
});

test("10: a native key provider of the same name with another key is to be restored, never registered", async () => {
  const verdict = await preflight(gateway, {
    copyVm: { vmId: await vm("nativeKeyVm"), vdcId: await vdc("gold-b"), name: "copy" },
  });
  expect(verdict.blockedBy).toContain("KEY_PROVIDER_SAME_KMS");
  const actions = actionsOf(verdict, "KEY_PROVIDER_SAME_KMS");
  expect(actions[0]).toBe("RESTORE_NATIVE_KEY_PROVIDER");
  expect(actions).not.toContain("REGISTER_KMS");
});

test("11: a vApp that shares no storage with the destination is moved by the API alone", async () => {
  const move = async (method: string) =>
    preflight(gateway, { moveVapp: { vappId: await vapp("billing"), vdcId: await vdc("gold-c"), method } });
  const cloned = await move("CLONE_AND_DELETE");
  expect(cloned.blockedBy).toContain("SHARED_STORAGE_OR_FAST_CROSS_VCENTER");
  expect(actionsOf(cloned, "SHARED_STORAGE_OR_FAST_CROSS_VCENTER")).toContain("USE_MOVE_VAPP_API");
  expect(await move("MOVE_VAPP_API")).toMatchObject({ decision: "ALLOWED" });
});

test("12: a VM goes to another organization by a shared catalog alone", async () => {
  const verdict = await preflight(gateway, { moveVm: { vmId: await vm("plainVm"), vdcId: await vdc("research-a") } });
  expect(verdict).toMatchObject({ decision: "BLOCKED", blockedBy: ["SAME_ORGANIZATION"] });
  expect(actionsOf(verdict, "SAME_ORGANIZATION")).toContain("USE_SHARED_CATALOG");
});
