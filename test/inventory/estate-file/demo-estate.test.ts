import { afterAll, beforeAll, expect, test } from "vitest";
import { providerAdministrator as scope } from "../../../src/inventory/access/scope.ts";
import { type OpenDatabase, openDatabase } from "../../../src/inventory/database/database.ts";
import { importEstate } from "../../../src/inventory/estate-file/import-estate.ts";
import { preflight } from "../../../src/tasks/preflight.ts";
import { createTestDatabase } from "../../support/database.ts";
import { readDemoEstate } from "../../support/demo-estate.ts";

/** The demo estate shows each thing alone: what blocks a move there is what its VM is there for. */
let open: OpenDatabase;
const ids = new Map<string, string>();

beforeAll(async () => {
  open = openDatabase(await createTestDatabase(), { maxConnections: 2, applicationName: "vtpm-gateway test" });
  await importEstate(scope, open.db, await readDemoEstate(), { replace: false });
  const { rows } = await open.pool.query(
    "select name, id from vdcs union all select name, id from vms union all select name, id from vapps union all select name, id from vapp_templates",
  );
  for (const { name, id } of rows) ids.set(name, id);
});
afterAll(() => open.close());

const idOf = (name: string) => ids.get(name) ?? "";

test.each([
  ["ericTpmVm", "gold-b", "BLOCKED", ["key-provider-on-target", "shared-storage-or-fast-cross-vcenter"]],
  ["ericTpmVm", "gold-c", "ALLOWED", []],
  ["ubuntuTpmVm", "gold-d", "BLOCKED", ["vcenter-supports-guest", "hosts-support-guest"]],
  ["winTpmVm", "gold-d", "ALLOWED", []],
  ["importedVm", "gold-b", "UNDETERMINED", []],
  ["collisionVm", "bronze-e", "BLOCKED", ["vcenters-move-encrypted-vms"]],
  ["localDiskVm", "gold-c", "BLOCKED", ["shared-storage-or-fast-cross-vcenter"]],
  ["somewhereVm", "gold-c", "UNDETERMINED", []],
  ["orphanKeyVm", "gold-c", "BLOCKED", ["key-provider-on-target"]],
  ["noKeyVm", "gold-c", "UNDETERMINED", []],
  ["ericTpmVm", "silver-c", "BLOCKED", ["vdc-supports-tpm"]],
  ["encryptedVm", "gold-b", "BLOCKED", ["key-provider-on-target"]],
  ["encryptedVm", "gold-c", "ALLOWED", []],
  ["nativeKeyVm", "gold-c", "BLOCKED", ["key-provider-on-target"]],
  ["nativeKeyVm", "gold-b", "BLOCKED", ["key-provider-same-kms", "shared-storage-or-fast-cross-vcenter"]],
  ["busyEncryptedVm", "gold-c", "ALLOWED", []],
  ["ericTpmVm", "native-a", "BLOCKED", ["vdc-supports-tpm"]],
  ["lab-win", "gold-a", "BLOCKED", ["same-organization"]],
  ["desktopVm", "gold-b", "BLOCKED", ["vcenters-trust-each-other"]],
])("%s moved to %s: %s %j", async (vm, vdc, decision, blockedBy) => {
  const verdict = await preflight(scope, open.db, {
    workflow: "MOVE_VM",
    vmId: idOf(vm),
    vdcId: idOf(vdc),
    vappId: null,
    tpmProvisioning: null,
  });
  expect({ decision: verdict.decision, blockedBy: verdict.blockedBy }).toEqual({ decision, blockedBy });
});

test("two key providers of the same name with different keys are a warning", async () => {
  const request = { workflow: "MOVE_VM", vappId: null, tpmProvisioning: null } as const;
  const verdict = await preflight(scope, open.db, { ...request, vmId: idOf("collisionVm"), vdcId: idOf("bronze-e") });
  const warnings = verdict.findings.filter(({ outcome }) => outcome === "WARN").map(({ rule }) => rule);
  expect(warnings).toEqual(["vcenters-trust-each-other", "key-provider-same-kms"]);
});

test.each([
  ["plainVm", "ALLOWED", []],
  ["biosVm", "BLOCKED", ["firmware-is-efi"]],
  ["oldHardwareVm", "BLOCKED", ["hardware-version-14"]],
  ["snapshotVm", "BLOCKED", ["no-snapshots-to-change-tpm"]],
  ["suspendedVm", "BLOCKED", ["powered-off-to-change-tpm"]],
  ["unknownGuestVm", "UNDETERMINED", []],
  ["unlistedGuestVm", "UNDETERMINED", []],
  ["blankVm", "UNDETERMINED", []],
  ["encryptedVm", "ALLOWED", []],
  ["linkedCloneVm", "BLOCKED", ["linked-clone-keeps-its-tpm"]],
])("%s gets a TPM: %s %j", async (vm, decision, blockedBy) => {
  const verdict = await preflight(scope, open.db, {
    workflow: "RECONFIGURE_VM",
    vmId: idOf(vm),
    name: null,
    guestId: null,
    firmware: null,
    hardwareVersion: null,
    tpmPresent: true,
    acknowledgeWarnings: [],
  });
  expect({ decision: verdict.decision, blockedBy: verdict.blockedBy }).toEqual({ decision, blockedBy });
});

test.each([
  ["CLONE_AND_DELETE", "BLOCKED", ["shared-storage-or-fast-cross-vcenter", "powered-off-to-move-vapp"]],
  ["MOVE_VAPP_API", "ALLOWED", []],
] as const)("vApp billing moved to gold-c by %s: %s %j", async (method, decision, blockedBy) => {
  const [vappId, vdcId] = [idOf("billing"), idOf("gold-c")];
  const verdict = await preflight(scope, open.db, {
    workflow: "MOVE_VAPP",
    vappId,
    vdcId,
    method,
    tpmProvisioning: null,
  });
  expect({ decision: verdict.decision, blockedBy: verdict.blockedBy }).toEqual({ decision, blockedBy });
});

test("a template captured with REPLACE is not instantiated where VMs are made as linked clones", async () => {
  const request = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "new", templateId: idOf("win22-replace") } as const;
  const { blockedBy } = await preflight(scope, open.db, { ...request, vdcId: idOf("fast-a") });
  expect(blockedBy).toEqual(["fast-provisioning-has-no-replace"]);
});
