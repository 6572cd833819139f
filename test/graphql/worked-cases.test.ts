import { beforeEach, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { carryOut, idOf, preflight, submit } from "../support/workflows.ts";

/** The worked cases of docs/rules.md that concern VMs, on the demo estate, over HTTP. */
let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway();
});

const vm = (name: string) => idOf(gateway, "vm", name);
const vdc = (name: string) => idOf(gateway, "vdc", name);
const vcenter = (name: string) => idOf(gateway, "vcenter", name);

const KEY_PROVIDER_MISSING = "Cannot move or clone VM ericTpmVm. The operation is not available on the destination.";
const STORAGE_NOT_SHARED =
  "Copy, move, and instantiation operations for a source VM with TPM device or a VM template captured with Copy TPM option are not allowed for the target VDC.";

const registerKms = (vcenterId: string, name: string) =>
  gateway.ask(
    "mutation ($input: RegisterKmsInput!) { registerKms(input: $input) { kmsRegistration { name } userErrors { message } } }",
    { input: { vcenterId, name, status: "CONNECTED" } },
  );

const tpmOf = async (id: string) =>
  (
    await gateway.ask(
      "query ($id: ID!) { vm(by: {id: $id}) { name vdc { name } vcenter { name } keyProviderName securityDevices { tpm { status ekSha256 keyProviderName } } } }",
      { id },
    )
  ).vm;

describe("1: a Windows VM with a TPM goes to a vCenter that lacks its key provider and its storage", () => {
  test("is refused, mended twice, and then copied and moved", async () => {
    const eric = await vm("ericTpmVm");
    const target = await vdc("gold-b");
    const request = { copyVm: { vmId: eric, vdcId: target, name: "ericTpmVm-copy" } };

    const first = await preflight(gateway, request);
    expect(first).toMatchObject({ decision: "BLOCKED", crossVcenter: true, message: KEY_PROVIDER_MISSING });
    expect(first.blockedBy[0]).toBe("KEY_PROVIDER_ON_TARGET");
    expect(first.findings[0]).toMatchObject({
      rule: "KEY_PROVIDER_ON_TARGET",
      message: KEY_PROVIDER_MISSING,
      remedies: [{ action: "REGISTER_KMS", keyProviderName: "kp-1", vcenter: { name: "vc-b" } }],
    });
    expect(first.findings[0].explanation).toMatch(/ericTpmVm.*kp-1.*vc-b/);

    await registerKms(await vcenter("vc-b"), "kp-1");
    const second = await preflight(gateway, request);
    expect(second).toMatchObject({
      decision: "BLOCKED",
      message: STORAGE_NOT_SHARED,
      blockedBy: ["SHARED_STORAGE_OR_FAST_CROSS_VCENTER"],
    });
    const actions = second.findings.flatMap((finding: { outcome: string; remedies: { action: string }[] }) =>
      finding.outcome === "BLOCK" ? finding.remedies.map((remedy) => remedy.action) : [],
    );
    expect(actions.sort()).toEqual(["ACTIVATE_FAST_CROSS_VCENTER", "MOUNT_STORAGE_VOLUME"]);

    await gateway.ask(
      "mutation ($id: ID!) { updateVCenter(input: {vcenterId: $id, fastCrossVcenterInstantiation: true}) { vcenter { fastCrossVcenterInstantiation } } }",
      { id: await vcenter("vc-b") },
    );
    expect(await preflight(gateway, request)).toMatchObject({
      decision: "ALLOWED",
      message: null,
      tpm: { offered: ["COPY", "REPLACE"], default: "COPY", chosen: "COPY" },
    });
    const move = { vmId: eric, vdcId: target };
    expect((await preflight(gateway, { moveVm: move })).tpm.offered).toEqual(["COPY"]);

    const before = await tpmOf(eric);
    const copied = await carryOut(gateway, "copyVm", { ...request.copyVm, tpmProvisioning: "COPY" });
    expect(copied).toMatchObject({ status: "SUCCESS", progress: 100, workflow: "COPY_VM" });
    const copy = await tpmOf(copied.result.id);
    expect(copy).toEqual({ ...before, name: "ericTpmVm-copy", vdc: { name: "gold-b" }, vcenter: { name: "vc-b" } });

    const replaced = await carryOut(gateway, "copyVm", {
      ...request.copyVm,
      name: "fresh",
      tpmProvisioning: "REPLACE",
    });
    const fresh = await tpmOf(replaced.result.id);
    expect(fresh.securityDevices.tpm.status).toBe("PRESENT");
    expect(fresh.securityDevices.tpm.ekSha256).not.toBe(before.securityDevices.tpm.ekSha256);

    const moved = await carryOut(gateway, "moveVm", move);
    expect(moved.result.id).toBe(eric);
    expect(await tpmOf(eric)).toEqual({ ...before, vdc: { name: "gold-b" }, vcenter: { name: "vc-b" } });
    const { vms } = await gateway.ask(
      '{ vms(filter: {vdc: {name: {eq: "gold-b"}}, name: {in: ["ericTpmVm", "ericTpmVm-copy", "fresh"]}}) { nodes { name } } }',
    );
    expect(vms.nodes).toEqual([{ name: "ericTpmVm" }, { name: "ericTpmVm-copy" }, { name: "fresh" }]);
  });

  test("shared storage mends it as well as fast cross-vCenter instantiation does", async () => {
    await registerKms(await vcenter("vc-b"), "kp-1");
    const request = { copyVm: { vmId: await vm("ericTpmVm"), vdcId: await vdc("gold-b"), name: "copy" } };
    const finding = (await preflight(gateway, request)).findings.find(
      (found: { rule: string }) => found.rule === "SHARED_STORAGE_OR_FAST_CROSS_VCENTER",
    );
    const mount = finding.remedies.find((remedy: { action: string }) => remedy.action === "MOUNT_STORAGE_VOLUME");
    const { mountStorageVolume } = await gateway.ask(
      "mutation ($input: MountStorageVolumeInput!) { mountStorageVolume(input: $input) { datastore { name } userErrors { message } } }",
      {
        input: {
          storageVolumeId: await idOf(gateway, "storageVolume", mount.storageVolume.name),
          clusterId: await clusterOf("gold-b"),
        },
      },
    );
    expect(mountStorageVolume.userErrors).toEqual([]);
    expect((await preflight(gateway, request)).decision).toBe("ALLOWED");
  });
});

async function clusterOf(vdcName: string): Promise<string> {
  return (await gateway.ask("query ($name: String!) { vdc(by: {name: $name}) { cluster { id } } }", { name: vdcName }))
    .vdc.cluster.id;
}

test("2: to a vCenter below 8.0 a copy offers COPY alone", async () => {
  const input = { vmId: await vm("ericTpmVm"), vdcId: await vdc("gold-c"), name: "copy" };
  expect(await preflight(gateway, { copyVm: input })).toMatchObject({
    decision: "ALLOWED",
    tpm: { offered: ["COPY"], default: "COPY", chosen: "COPY" },
  });
  const replace = await preflight(gateway, { copyVm: { ...input, tpmProvisioning: "REPLACE" } });
  expect(replace).toMatchObject({ decision: "BLOCKED", blockedBy: ["TPM_OPTION_OFFERED"] });
  expect(replace.findings[0].remedies).toMatchObject([
    { action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning: "COPY" },
    { action: "UPGRADE_VCENTER", vcenter: { name: "vc-c" }, version: "8.0.0" },
  ]);
});

test("3: Linux with a TPM needs 7.0 Update 2, Windows does not", async () => {
  const target = await vdc("gold-d");
  const ubuntu = await preflight(gateway, { moveVm: { vmId: await vm("ubuntuTpmVm"), vdcId: target } });
  expect(ubuntu).toMatchObject({ decision: "BLOCKED", blockedBy: ["VCENTER_SUPPORTS_GUEST", "HOSTS_SUPPORT_GUEST"] });
  const [first] = ubuntu.findings.filter(({ rule }: { rule: string }) => rule === "VCENTER_SUPPORTS_GUEST");
  expect(first.remedies).toMatchObject([{ action: "UPGRADE_VCENTER", version: "7.0.2", vcenter: { name: "vc-d" } }]);
  const windows = await preflight(gateway, { moveVm: { vmId: await vm("winTpmVm"), vdcId: target } });
  expect(windows.blockedBy).not.toContain("VCENTER_SUPPORTS_GUEST");
});

test("5: the cluster's default key provider encrypts a new TPM, not the vCenter's", async () => {
  const id = await vm("plainVm");
  const task = await carryOut(gateway, "reconfigureVm", { vmId: id, tpmPresent: true });
  expect(task.status).toBe("SUCCESS");
  const { keyProviderName, securityDevices, vcenter } = await tpmOf(id);
  expect({ keyProviderName, status: securityDevices.tpm.status }).toEqual({
    keyProviderName: "kp-3",
    status: "PRESENT",
  });
  const found = await gateway.ask(
    "query ($name: String!) { vcenter(by: {name: $name}) { defaultKeyProvider { name } } }",
    vcenter,
  );
  expect(found.vcenter.defaultKeyProvider.name).toBe("kp-1");
});

test("7: a powered-on VM with snapshots keeps its TPM, and both reasons and the warning come at once", async () => {
  const input = { vmId: await vm("sealedVm"), tpmPresent: false };
  const verdict = await preflight(gateway, { reconfigureVm: input });
  expect(verdict).toMatchObject({
    decision: "BLOCKED",
    blockedBy: ["POWERED_OFF_TO_CHANGE_TPM", "NO_SNAPSHOTS_TO_CHANGE_TPM"],
    warningsToAcknowledge: ["TPM_REMOVAL"],
    subjects: [{ name: "sealedVm", outcome: "REMOVE" }],
  });
  const found = verdict.findings.map(({ rule, outcome }: { rule: string; outcome: string }) => ({ rule, outcome }));
  expect(found).toEqual([
    { rule: "POWERED_OFF_TO_CHANGE_TPM", outcome: "BLOCK" },
    { rule: "NO_SNAPSHOTS_TO_CHANGE_TPM", outcome: "BLOCK" },
    { rule: "TPM_REMOVAL_ACKNOWLEDGED", outcome: "WARN" },
    { rule: "GUEST_OS_HAS_ITS_TPM", outcome: "WARN" },
  ]);
  expect(verdict.findings[1].message).toBe("Cannot change encryption state with virtual machine snapshots present.");
});

test("8: a VM of whose TPM nothing is known is not moved, and the remedy says what to find out", async () => {
  const input = { vmId: await vm("importedVm"), vdcId: await vdc("gold-b") };
  const verdict = await preflight(gateway, { moveVm: input });
  expect(verdict).toMatchObject({ decision: "UNDETERMINED", blockedBy: [], subjects: [{ tpmStatus: "UNKNOWN" }] });
  const unknown = verdict.findings.filter((finding: { outcome: string }) => finding.outcome === "UNKNOWN");
  expect(unknown.length).toBeGreaterThan(0);
  expect(unknown[0].remedies[0]).toMatchObject({ action: "RECORD_MISSING_FACT", vm: { name: "importedVm" } });
  const first = unknown.map(({ remedies }: { remedies: { description: string }[] }) => remedies[0]?.description);
  expect(first).toContainEqual(expect.stringMatching(/importedVm.*TPM/));
  const submitted = await submit(gateway, "moveVm", input);
  expect(submitted).toMatchObject({ task: null, userErrors: [{ code: "VERDICT_UNDETERMINED" }] });
});
