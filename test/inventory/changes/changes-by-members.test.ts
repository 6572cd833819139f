import { beforeAll, expect, test } from "vitest";
import { providerAdministrator, type Scope } from "../../../src/inventory/access/scope.ts";
import {
  backUpKeyProvider,
  restoreKeyProvider,
} from "../../../src/inventory/changes/administer-native-key-providers.ts";
import { updateVCenter } from "../../../src/inventory/changes/administer-vcenters.ts";
import { deleteVappTemplate } from "../../../src/inventory/changes/delete-templates.ts";
import { deleteVapp, deleteVm } from "../../../src/inventory/changes/delete-vms.ts";
import { operateVm } from "../../../src/inventory/changes/operate-vms.ts";
import { publishCatalog, subscribeCatalog, unpublishCatalog } from "../../../src/inventory/changes/publish-catalogs.ts";
import { recordTemplateFacts } from "../../../src/inventory/changes/record-template-facts.ts";
import { recordVmFacts } from "../../../src/inventory/changes/record-vm-facts.ts";
import { refreshVdcCapabilities } from "../../../src/inventory/changes/refresh-capabilities.ts";
import { setVCenterTrust } from "../../../src/inventory/changes/set-vcenter-trust.ts";
import { syncCatalog } from "../../../src/inventory/changes/sync-catalog.ts";
import type { ConnectionStatus } from "../../../src/validation/vocabulary.ts";
import { openEstateDatabase } from "../../support/demo-database.ts";

/** A member of globex, which has VDC research-a with vApp lab, and catalog mirror; all else is acme's. */
let estate: Awaited<ReturnType<typeof openEstateDatabase>>;
let member: Scope;
let id: (entity: Parameters<typeof estate.idOf>[0], name: string) => Promise<string>;
beforeAll(async () => {
  estate = await openEstateDatabase();
  id = estate.idOf;
  member = { kind: "organization-member", actor: "eve", organizationId: await id("Organization", "globex") };
});

const lastAudit = async () =>
  (
    await estate.db.execute(
      "select mutation, outcome, actor, object_name, reasons from audit_log order by at desc, id desc limit 1",
    )
  ).rows[0];

test("a member is told why something is refused, and the name of no vCenter", async () => {
  const { db } = estate;
  const vmId = await id("Vm", "lab-win");
  const setStatus = async (status: ConnectionStatus) =>
    updateVCenter(providerAdministrator, db, { vcenterId: await id("VCenter", "vc-a"), status });
  await setStatus("DISCONNECTED");
  const refusal = { code: "VCENTER_NOT_CONNECTED", field: null };
  expect((await operateVm(member, db, "powerOnVm", vmId)).refusal).toEqual({
    ...refusal,
    message: "The vCenter is not connected.",
  });
  expect((await operateVm(providerAdministrator, db, "powerOnVm", vmId)).refusal).toEqual({
    ...refusal,
    message: 'vCenter "vc-a" is not connected.',
  });
  await setStatus("CONNECTED");
});

test("a member of an organization changes what is the organization's own", async () => {
  const { db } = estate;
  expect((await operateVm(member, db, "powerOnVm", await id("Vm", "lab-win"))).refusal).toBeNull();
  expect((await operateVm(member, db, "powerOffVm", await id("Vm", "lab-win"))).refusal).toBeNull();
  expect((await syncCatalog(member, db, await id("Catalog", "mirror"))).done?.synced).toHaveLength(2);
  expect((await refreshVdcCapabilities(member, db, null)).done).toEqual([
    await id("Vdc", "museum-e"),
    await id("Vdc", "research-a"),
    await id("Vdc", "research-b"),
  ]);
  expect((await deleteVapp(member, db, await id("Vapp", "lab"))).refusal).toBeNull();
  expect(await lastAudit()).toMatchObject({ mutation: "deleteVapp", object_name: "lab", reasons: [] });
});

test("what is another organization's is not there for them", async () => {
  const { db } = estate;
  const notFound = { code: "NOT_FOUND" };
  const vmId = await id("Vm", "plainVm");
  await expect(operateVm(member, db, "powerOnVm", vmId)).rejects.toMatchObject(notFound);
  expect(await lastAudit()).toEqual({
    mutation: "powerOnVm",
    outcome: "REFUSED",
    actor: "eve",
    object_name: null,
    reasons: [{ code: "NOT_FOUND", message: "input.vmId: there is no VM with this id.", field: ["vmId"] }],
  });
  await expect(deleteVm(member, db, vmId)).rejects.toMatchObject(notFound);
  await expect(deleteVapp(member, db, await id("Vapp", "erp"))).rejects.toMatchObject(notFound);
  await expect(refreshVdcCapabilities(member, db, [await id("Vdc", "gold-a")])).rejects.toMatchObject(notFound);
  await expect(publishCatalog(member, db, await id("Catalog", "drafts"))).rejects.toMatchObject(notFound);
});

test("what is published to them is not theirs to change", async () => {
  const { db } = estate;
  const forbidden = { code: "FORBIDDEN" };
  const images = await id("Catalog", "images");
  await expect(unpublishCatalog(member, db, images)).rejects.toMatchObject(forbidden);
  expect(await lastAudit()).toMatchObject({
    mutation: "unpublishCatalog",
    outcome: "REFUSED",
    actor: "eve",
    object_name: "images",
    reasons: [{ code: "FORBIDDEN", field: null }],
  });
  await expect(syncCatalog(member, db, images)).rejects.toMatchObject(forbidden);
  const subscription = { catalogId: images, publisherId: images };
  await expect(subscribeCatalog(member, db, subscription)).rejects.toMatchObject(forbidden);
  await expect(deleteVappTemplate(member, db, await id("VappTemplate", "win22-copy"))).rejects.toMatchObject({
    code: "FORBIDDEN",
    message: "Only its own organization may delete vApp template win22-copy of acme/images.",
  });
});

test("what vCenters are made of, and what is known, is for the provider's administrator", async () => {
  const { db } = estate;
  const forbidden = { code: "FORBIDDEN" };
  const vcenterId = await id("VCenter", "vc-a");
  await expect(updateVCenter(member, db, { vcenterId, build: "1" })).rejects.toMatchObject(forbidden);
  expect(await lastAudit()).toMatchObject({ mutation: "updateVCenter", outcome: "REFUSED", object_name: null });
  const kmsRegistrationId = await id("KmsRegistration", "kp-5");
  await expect(backUpKeyProvider(member, db, kmsRegistrationId)).rejects.toMatchObject(forbidden);
  await expect(restoreKeyProvider(member, db, { kmsRegistrationId, vcenterId })).rejects.toMatchObject(forbidden);
  const vcenterIds = [vcenterId, await id("VCenter", "vc-b")] as const;
  await expect(setVCenterTrust(member, db, { vcenterIds, trusted: true })).rejects.toMatchObject(forbidden);
  expect(await lastAudit()).toMatchObject({ mutation: "setVCenterTrust", outcome: "REFUSED", object_name: null });
  const facts = { guestId: "debian12_64Guest" };
  await expect(recordVmFacts(member, db, await id("Vm", "plainVm"), facts)).rejects.toMatchObject(forbidden);
  const templateId = await id("VappTemplate", "win22-copy");
  await expect(recordTemplateFacts(member, db, { templateId, vms: [] })).rejects.toMatchObject(forbidden);
});
