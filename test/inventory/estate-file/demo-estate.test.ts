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
  const { rows } = await open.pool.query("select name, id from vdcs union all select name, id from vms");
  for (const { name, id } of rows) ids.set(name, id);
});
afterAll(() => open.close());

const idOf = (name: string) => ids.get(name) ?? "";

test.each([
  ["ericTpmVm", "gold-b", "BLOCKED", ["key-provider-on-target", "shared-storage-or-fast-cross-vcenter"]],
  ["ericTpmVm", "gold-c", "ALLOWED", []],
  ["ubuntuTpmVm", "gold-d", "BLOCKED", ["vcenter-supports-guest"]],
  ["winTpmVm", "gold-d", "ALLOWED", []],
  ["importedVm", "gold-b", "UNDETERMINED", []],
  ["collisionVm", "bronze-e", "ALLOWED", []],
  ["localDiskVm", "gold-c", "BLOCKED", ["shared-storage-or-fast-cross-vcenter"]],
  ["somewhereVm", "gold-c", "UNDETERMINED", []],
  ["orphanKeyVm", "gold-c", "BLOCKED", ["key-provider-on-target"]],
  ["noKeyVm", "gold-c", "UNDETERMINED", []],
  ["ericTpmVm", "silver-c", "BLOCKED", ["vdc-supports-tpm"]],
  ["encryptedVm", "gold-b", "ALLOWED", []],
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
  expect(warnings).toEqual(["key-provider-same-kms"]);
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
