import { describe, expect, test } from "vitest";
import { providerAdministrator } from "../../src/inventory/access/scope.ts";
import type { NewVm } from "../../src/inventory/facts/of-new-vms.ts";
import { gatherFacts } from "../../src/tasks/gather-workflow.ts";
import type { WorkflowRequest } from "../../src/tasks/workflow-bodies.ts";
import { decide } from "../../src/validation/decide.ts";
import { openEstateDatabase } from "../support/demo-database.ts";
import { asksForOvf } from "../support/ovf-vms.ts";

/** From the rows of the demo estate to what rules.md says of them, for the workflows that it shows. */
const { db, idOf, idOfTemplateVm } = await openEstateDatabase();

const vdc = (name: string) => idOf("Vdc", name);
const vapp = (name: string) => idOf("Vapp", name);
const catalog = (name: string) => idOf("Catalog", name);
const template = (name: string) => idOf("VappTemplate", name);

async function judge(request: WorkflowRequest) {
  const verdict = decide((await gatherFacts(providerAdministrator, db, request)).facts);
  return {
    decision: verdict.decision,
    blockedBy: verdict.blockedBy,
    offered: verdict.tpm.offered,
    outcomes: Object.fromEntries(verdict.subjects.map(({ name, outcome }) => [name, outcome])),
  };
}

const windows: NewVm = {
  name: "new",
  guestId: "windows2019srv_64Guest",
  firmware: "EFI",
  hardwareVersion: 14,
  tpmPresent: true,
};
const ovf = [
  { name: "with", guestId: "ubuntu64Guest", firmware: "EFI", hardwareVersion: 14, tpm: true },
  { name: "without", guestId: null, firmware: null, hardwareVersion: 14, tpm: false },
] as const;

describe("VMs that are yet to be", () => {
  test("a Windows VM may have a TPM on any vCenter, a BIOS one nowhere", async () => {
    const create = { workflow: "CREATE_VM", vdcId: await vdc("bronze-e"), ...windows } as const;
    expect(await judge(create)).toEqual({
      decision: "ALLOWED",
      blockedBy: [],
      offered: [],
      outcomes: { new: "ATTACH_NEW" },
    });
    expect(await judge({ ...create, firmware: "BIOS" })).toMatchObject({ blockedBy: ["firmware-is-efi"] });
    expect(await judge({ ...create, firmware: "BIOS", tpmPresent: false })).toMatchObject({
      decision: "ALLOWED",
      outcomes: { new: "NONE" },
    });
  });

  test("added to a vApp it is judged where the vApp is", async () => {
    const add = { workflow: "ADD_VM_TO_VAPP", vappId: await vapp("erp"), ...windows } as const;
    expect(await judge(add)).toMatchObject({ decision: "ALLOWED", outcomes: { new: "ATTACH_NEW" } });
    expect(await judge({ ...add, hardwareVersion: 22 })).toMatchObject({
      blockedBy: ["cluster-runs-hardware-version"],
    });
  });

  test("of an OVF only the VM that the OVF gives a TPM is judged by one", async () => {
    const create = { workflow: "CREATE_VAPP_FROM_OVF", name: "new", ...asksForOvf(...ovf) } as const;
    const outcomes = { with: "ATTACH_NEW", without: "NONE" };
    expect(await judge({ ...create, vdcId: await vdc("gold-c") })).toMatchObject({ decision: "ALLOWED", outcomes });
    const blockedBy = ["vcenter-supports-guest", "hosts-support-guest"];
    expect(await judge({ ...create, vdcId: await vdc("gold-d") })).toMatchObject({ blockedBy, outcomes });
  });

  test("a template of an OVF is judged where its catalog is stored", async () => {
    const create = { workflow: "CREATE_VAPP_TEMPLATE_FROM_OVF", name: "new", ...asksForOvf(...ovf) } as const;
    expect(await judge({ ...create, catalogId: await catalog("images") })).toMatchObject({
      decision: "ALLOWED",
      offered: [],
      outcomes: { with: "ATTACH_NEW", without: "NONE" },
    });
    const [withTpm] = ovf;
    const newer = asksForOvf({ ...withTpm, hardwareVersion: 20 });
    const drafts = { ...create, ...newer, catalogId: await catalog("drafts") };
    expect(await judge(drafts)).toMatchObject({ blockedBy: ["cluster-runs-hardware-version"] });
  });
});

const CROSS_VCENTER = ["key-provider-on-target", "shared-storage-or-fast-cross-vcenter"];

describe("templates (worked case 4)", () => {
  test.each([
    ["win22-replace", "gold-b", { decision: "ALLOWED", offered: ["REPLACE"], outcomes: { win22: "ATTACH_NEW" } }],
    ["win22-copy", "gold-b", { decision: "BLOCKED", offered: ["COPY"], blockedBy: CROSS_VCENTER }],
    ["win22-copy", "gold-c", { decision: "ALLOWED", outcomes: { win22: "COPY" } }],
    ["erp-copy", "silver-a", { decision: "ALLOWED", outcomes: { "erp-db": "COPY", "erp-web": "NONE" } }],
    ["debian-plain", "gold-b", { decision: "ALLOWED", offered: [] }],
  ])("%s instantiated into %s", async (templateName, vdcName, expected) => {
    const [templateId, vdcId] = [await template(templateName), await vdc(vdcName)];
    const request = { workflow: "INSTANTIATE_VAPP_TEMPLATE", name: "new", templateId, vdcId } as const;
    expect(await judge(request)).toMatchObject(expected);
  });

  test("a VM from a template, into a VDC or a vApp, is judged alone", async () => {
    const templateId = await template("erp-copy");
    const create = {
      workflow: "CREATE_VM_FROM_TEMPLATE",
      name: "new",
      templateId,
      vdcId: await vdc("gold-b"),
    } as const;
    const database = await idOfTemplateVm("erp-copy", "erp-db");
    const web = await idOfTemplateVm("erp-copy", "erp-web");
    expect(await judge({ ...create, templateVmId: database })).toMatchObject({ blockedBy: CROSS_VCENTER });
    const alone = { decision: "ALLOWED", offered: [], outcomes: { "erp-web": "NONE" } };
    expect(await judge({ ...create, templateVmId: web })).toMatchObject(alone);
    const add = { workflow: "ADD_TEMPLATE_VM_TO_VAPP", name: "new", templateId, vappId: await vapp("lab") } as const;
    expect(await judge({ ...add, templateVmId: database })).toMatchObject({
      decision: "ALLOWED",
      outcomes: { "erp-db": "COPY" },
    });
  });

  test("copied to another catalog a template stays what it was captured with", async () => {
    const copy = { workflow: "COPY_VAPP_TEMPLATE", name: "new", catalogId: await catalog("drafts") } as const;
    const asCaptured = { ...copy, templateId: await template("win22-copy"), tpmProvisioning: null };
    expect(await judge(asCaptured)).toMatchObject({ decision: "ALLOWED", offered: ["COPY"] });
    const blockedBy = ["tpm-option-offered"];
    expect(await judge({ ...asCaptured, tpmProvisioning: "REPLACE" })).toMatchObject({ blockedBy });
  });

  test("moved, it keeps its TPMs", async () => {
    const catalogId = await catalog("images");
    const move = { workflow: "MOVE_VAPP_TEMPLATE", templateId: await template("rhel-replace"), catalogId } as const;
    expect(await judge({ ...move, tpmProvisioning: null })).toMatchObject({
      decision: "ALLOWED",
      outcomes: { rhel: "KEEP" },
    });
    expect(await judge({ ...move, tpmProvisioning: "REPLACE" })).toMatchObject({ decision: "ALLOWED" });
    expect(await judge({ ...move, tpmProvisioning: "COPY" })).toMatchObject({ blockedBy: ["tpm-option-offered"] });
  });

  test.each([
    ["win22-replace", []],
    ["debian-plain", []],
    ["win22-copy", ["export-carries-no-tpm-state"]],
    ["erp-copy", ["export-carries-no-tpm-state"]],
  ])("%s exported is blocked by %j", async (name, blockedBy) => {
    const templateId = await template(name);
    expect(await judge({ workflow: "EXPORT_VAPP_TEMPLATE", templateId })).toMatchObject({ blockedBy });
  });
});

describe("vApps (worked case 6)", () => {
  const outcomes = { "erp-db": "COPY", "erp-app": "NONE", "erp-web": "NONE" };

  test("the choice concerns the one VM with a TPM", async () => {
    const copy = { workflow: "COPY_VAPP", vappId: await vapp("erp"), name: "new", tpmProvisioning: null } as const;
    const here = { ...copy, vdcId: await vdc("silver-a") };
    expect(await judge(here)).toEqual({ decision: "ALLOWED", blockedBy: [], offered: ["COPY", "REPLACE"], outcomes });
    expect(await judge({ ...here, tpmProvisioning: "REPLACE" })).toMatchObject({
      decision: "ALLOWED",
      outcomes: { ...outcomes, "erp-db": "ATTACH_NEW" },
    });
    expect(await judge({ ...copy, vdcId: await vdc("gold-c") })).toMatchObject({
      decision: "ALLOWED",
      offered: ["COPY"],
    });
  });

  test("one blocked VM blocks the vApp", async () => {
    const move = {
      workflow: "MOVE_VAPP",
      method: "CLONE_AND_DELETE",
      vappId: await vapp("erp"),
      tpmProvisioning: null,
    } as const;
    const request: WorkflowRequest = { ...move, vdcId: await vdc("gold-b") };
    const { facts } = await gatherFacts(providerAdministrator, db, request);
    const verdict = decide(facts);
    expect(verdict).toMatchObject({ decision: "BLOCKED", blockedBy: CROSS_VCENTER });
    expect(verdict.subjects.map(({ name, tpmStatus, decision }) => [name, tpmStatus, decision])).toEqual([
      ["erp-app", "NOT_PRESENT", "ALLOWED"],
      ["erp-db", "PRESENT", "BLOCKED"],
      ["erp-web", "NOT_PRESENT", "ALLOWED"],
    ]);
    expect(await judge({ ...move, vdcId: await vdc("gold-c") })).toMatchObject({
      decision: "ALLOWED",
      outcomes: { ...outcomes, "erp-db": "KEEP" },
    });
  });

  test("captured, both options are offered, and COPY is warned of", async () => {
    const capture = {
      workflow: "CAPTURE_VAPP",
      vappId: await vapp("erp"),
      name: "new",
      tpmProvisioning: null,
    } as const;
    const request: WorkflowRequest = { ...capture, catalogId: await catalog("drafts") };
    const { facts } = await gatherFacts(providerAdministrator, db, request);
    const { decision, tpm, findings } = decide(facts);
    expect({ decision, offered: tpm.offered }).toEqual({ decision: "ALLOWED", offered: ["COPY", "REPLACE"] });
    const warned = findings.filter(({ outcome }) => outcome === "WARN").map(({ rule }) => rule);
    expect(warned).toEqual(["tpm-identity-stays-unique", "export-carries-no-tpm-state"]);
  });
});

test("a standalone VM is captured into a catalog of another vCenter by the rules of a copy there", async () => {
  const capture = { workflow: "CAPTURE_VM", name: "new", tpmProvisioning: null } as const;
  const drafts = { ...capture, catalogId: await catalog("drafts") };
  expect(await judge({ ...drafts, vmId: await idOf("Vm", "ericTpmVm") })).toMatchObject({ decision: "ALLOWED" });
  expect(await judge({ ...drafts, vmId: await idOf("Vm", "localDiskVm") })).toMatchObject({
    blockedBy: ["shared-storage-or-fast-cross-vcenter"],
  });
});

describe("imports", () => {
  const importVm = async (name: string, vdcName: string, mode: "MOVE" | "CLONE") =>
    judge({
      workflow: "IMPORT_VM",
      unmanagedVmId: await idOf("UnmanagedVm", name),
      mode,
      name: null,
      vdcId: await vdc(vdcName),
      tpmProvisioning: null,
    });

  test("a move keeps the TPM, a clone copies it", async () => {
    expect(await importVm("legacy-1", "gold-a", "MOVE")).toMatchObject({
      decision: "ALLOWED",
      offered: ["COPY"],
      outcomes: { "legacy-1": "KEEP" },
    });
    expect(await importVm("legacy-1", "gold-c", "CLONE")).toMatchObject({
      decision: "ALLOWED",
      outcomes: { "legacy-1": "COPY" },
    });
  });

  test("into another vCenter it passes the cross-vCenter rules, and without a word on its TPM it is not known", async () => {
    expect(await importVm("legacy-3", "gold-a", "CLONE")).toMatchObject({ blockedBy: CROSS_VCENTER });
    expect(await importVm("legacy-2", "gold-b", "MOVE")).toMatchObject({ decision: "UNDETERMINED" });
  });

  test("a vApp with all of its VMs", async () => {
    const unmanagedVappId = await idOf("UnmanagedVapp", "legacy-shop");
    const request = { workflow: "IMPORT_VAPP", unmanagedVappId, mode: "MOVE", name: null } as const;
    expect(await judge({ ...request, vdcId: await vdc("gold-a"), tpmProvisioning: null })).toMatchObject({
      decision: "ALLOWED",
      outcomes: { "shop-db": "KEEP", "shop-web": "NONE" },
    });
    const vdcId = await vdc("gold-b");
    expect(await judge({ ...request, vdcId, tpmProvisioning: null })).toMatchObject({ blockedBy: CROSS_VCENTER });
  });
});
