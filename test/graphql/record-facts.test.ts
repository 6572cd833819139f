import { beforeAll, describe, expect, test } from "vitest";
import { readDemoEstate } from "../support/demo-estate.ts";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { idOf, preflight } from "../support/workflows.ts";

/** The demo estate, with a template of which less is known than there is to know, and what a subscriber has of it. */
async function estateWithDoubts() {
  const estate = await readDemoEstate();
  const doubtful = (datastores: string[]) => ({
    name: "doubtful",
    vms: [
      { name: "one", guestId: "windows2019srvNext_64Guest", firmware: "EFI" as const, hardwareVersion: 19, datastores },
      { name: "two", tpm: "NOT_PRESENT" as const },
    ],
  });
  const templatesOf: Record<string, object> = { images: doubtful(["ds-a"]), mirror: doubtful(["ds-b"]) };
  const catalogs = (estate.catalogs ?? []).map((catalog) => {
    const added = templatesOf[catalog.name] as ReturnType<typeof doubtful> | undefined;
    return added ? { ...catalog, templates: [...(catalog.templates ?? []), added] } : catalog;
  });
  return { ...estate, catalogs };
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ estate: await estateWithDoubts() });
});

const HARDWARE = "name guestId firmware hardwareVersion keyProviderName";
const VM = `vm { ${HARDWARE} powerState snapshotCount storageVolumes { nodes { name } } securityDevices { tpm { status ekSha256 keyProviderName } } }`;
const volume = (name: string) => idOf(gateway, "storageVolume", name);

describe("recordVmFacts", () => {
  test("writes down all that was not known of a VM; a TPM has an identity of its own", async () => {
    const recorded = await change(gateway, "recordVmFacts", VM, {
      vmId: await idOf(gateway, "vm", "blankVm"),
      tpmStatus: "PRESENT",
      keyProviderName: "kp-1",
      guestId: "windows11_64Guest",
      firmware: "EFI",
      hardwareVersion: 19,
      powerState: "SUSPENDED",
      snapshotCount: 2,
      storageVolumeIds: [await volume("san-1"), await volume("local-a")],
    });
    expect(recorded.vm).toEqual({
      name: "blankVm",
      guestId: "windows11_64Guest",
      firmware: "EFI",
      hardwareVersion: 19,
      keyProviderName: "kp-1",
      powerState: "SUSPENDED",
      snapshotCount: 2,
      storageVolumes: { nodes: [{ name: "local-a" }, { name: "san-1" }] },
      securityDevices: {
        tpm: { status: "PRESENT", ekSha256: expect.stringMatching(/^[0-9a-f]{64}$/), keyProviderName: "kp-1" },
      },
    });
    expect((await listAudit(gateway)).at(-1)).toEqual({
      mutation: "recordVmFacts",
      outcome: "ACCEPTED",
      actor: "provider-administrator",
      object_type: "Vm",
    });
  });

  test("is what the remedy RECORD_MISSING_FACT asks for, fact after fact", async () => {
    const vmId = await idOf(gateway, "vm", "importedVm");
    const move = { moveVm: { vmId, vdcId: await idOf(gateway, "vdc", "gold-c") } };
    const asked = await preflight(gateway, move);
    expect(asked).toMatchObject({ decision: "UNDETERMINED", subjects: [{ tpmStatus: "UNKNOWN" }] });
    expect(asked.findings[0].remedies[0]).toMatchObject({ action: "RECORD_MISSING_FACT", vm: { name: "importedVm" } });
    await change(gateway, "recordVmFacts", VM, { vmId, tpmStatus: "PRESENT" });
    expect(await preflight(gateway, move)).toMatchObject({
      decision: "UNDETERMINED",
      subjects: [{ tpmStatus: "PRESENT" }],
    });
    await change(gateway, "recordVmFacts", VM, { vmId, keyProviderName: "kp-1" });
    expect(await preflight(gateway, move)).toMatchObject({ decision: "ALLOWED" });
  });

  test("settles where a VM's files lie, and a guest id that says nothing", async () => {
    const somewhere = { vmId: await idOf(gateway, "vm", "somewhereVm"), vdcId: await idOf(gateway, "vdc", "gold-c") };
    expect(await preflight(gateway, { moveVm: somewhere })).toMatchObject({ decision: "UNDETERMINED" });
    await change(gateway, "recordVmFacts", VM, { vmId: somewhere.vmId, storageVolumeIds: [await volume("san-1")] });
    expect(await preflight(gateway, { moveVm: somewhere })).toMatchObject({ decision: "ALLOWED" });

    const unlisted = { vmId: await idOf(gateway, "vm", "unlistedGuestVm"), tpmPresent: true };
    expect(await preflight(gateway, { reconfigureVm: unlisted })).toMatchObject({ decision: "UNDETERMINED" });
    await change(gateway, "recordVmFacts", VM, { vmId: unlisted.vmId, guestId: "debian12_64Guest" });
    expect(await preflight(gateway, { reconfigureVm: unlisted })).toMatchObject({ decision: "ALLOWED" });
  });

  test.each([
    ["tpmStatus", "NOT_PRESENT", "PRESENT"],
    ["keyProviderName", "kp-2", "kp-1"],
    ["guestId", "debian12_64Guest", "windows2019srv_64Guest"],
    ["firmware", "EFI", "EFI"],
    ["hardwareVersion", 20, "19"],
    ["powerState", "POWERED_ON", "POWERED_OFF"],
    ["snapshotCount", 1, "0"],
  ])("refuses %s where it is known, and with it what else is said", async (fact, said, known) => {
    const vmId = await idOf(gateway, "vm", "ericTpmVm");
    expect(await refuse(gateway, "recordVmFacts", { vmId, [fact]: said })).toEqual({
      code: "FACT_ALREADY_KNOWN",
      message: `The ${fact} of VM "ericTpmVm" is known already: ${known}. Only what is not known can be recorded.`,
      field: [fact],
    });
  });

  test("refuses storage that is known, that the cluster does not mount, or that is none", async () => {
    const san = await volume("san-1");
    const eric = { vmId: await idOf(gateway, "vm", "ericTpmVm"), storageVolumeIds: [san] };
    expect(await refuse(gateway, "recordVmFacts", eric)).toMatchObject({
      code: "FACT_ALREADY_KNOWN",
      field: ["storageVolumeIds"],
    });
    const estate = await gateway.ask('{ unmanagedVms(filter: {name: {eq: "legacy-1"}}) { nodes { id } } }');
    const [legacy] = estate.unmanagedVms.nodes;
    expect(await refuse(gateway, "recordVmFacts", { unmanagedVmId: legacy.id, storageVolumeIds: [san] })).toMatchObject(
      {
        code: "FACT_ALREADY_KNOWN",
      },
    );
    await gateway.db.execute("delete from vm_datastores where vm_id = (select id from vms where name = 'plainVm')");
    const plain = { vmId: await idOf(gateway, "vm", "plainVm"), storageVolumeIds: [san, await volume("local-a")] };
    expect(await refuse(gateway, "recordVmFacts", plain)).toEqual({
      code: "NOT_MOUNTED",
      message:
        'Storage volume "local-a" is not mounted in cluster "cl-2" of vCenter "vc-a", so that no file there can lie on it.',
      field: ["storageVolumeIds"],
    });
    const clusterId = (await gateway.ask('{ vdc(by: {name: "silver-a"}) { cluster { id } } }')).vdc.cluster.id;
    await change(gateway, "updateCluster", "cluster { name }", { clusterId, storageInventoried: false });
    const { vm } = await change(gateway, "recordVmFacts", VM, plain);
    expect(vm.storageVolumes.nodes).toEqual([{ name: "local-a" }, { name: "san-1" }]);
  });

  test("writes down what was not known of a VM that can be imported", async () => {
    const { unmanagedVms } = await gateway.ask('{ unmanagedVms(filter: {name: {eq: "legacy-2"}}) { nodes { id } } }');
    const unmanagedVmId = unmanagedVms.nodes[0].id;
    const { unmanagedVm, vm } = await change(
      gateway,
      "recordVmFacts",
      `vm { name } unmanagedVm { name keyProviderName tpm { status ekSha256 } }`,
      { unmanagedVmId, tpmStatus: "PRESENT", keyProviderName: "kp-1" },
    );
    expect(vm).toBeNull();
    expect(unmanagedVm).toEqual({
      name: "legacy-2",
      keyProviderName: "kp-1",
      tpm: { status: "PRESENT", ekSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await refuse(gateway, "recordVmFacts", { unmanagedVmId, tpmStatus: "NOT_PRESENT" })).toMatchObject({
      code: "FACT_ALREADY_KNOWN",
    });
  });

  test("refuses a request that is at fault", async () => {
    const vmId = await idOf(gateway, "vm", "ericTpmVm");
    const messageOf = async (input: object) => (await refuse(gateway, "recordVmFacts", input)).message;
    expect(await messageOf({ tpmStatus: "PRESENT" })).toBe(
      "input: found neither vmId nor unmanagedVmId, expected exactly one of them.",
    );
    expect(await messageOf({ vmId, tpmStatus: "UNKNOWN" })).toBe(
      "input.tpmStatus: found UNKNOWN, expected PRESENT or NOT_PRESENT.",
    );
    expect(await messageOf({ vmId, snapshotCount: -1 })).toBe("input.snapshotCount: found -1, expected 0 or more.");
    expect(await messageOf({ vmId, storageVolumeIds: [] })).toMatch(/^input\.storageVolumeIds: found none/);
    expect(await messageOf({ vmId, storageVolumeIds: [vmId] })).toMatch(
      /^input\.storageVolumeIds\[0\]: found the id of/,
    );
  });
});

describe("recordTemplateFacts", () => {
  const FIELDS =
    "vappTemplate { name tpmProvisioning exportable syncable vms { name firmware keyProviderName tpm { status ekSha256 } } }";

  /** The template `doubtful` of a catalog, and its VMs by name. */
  async function doubtful(catalog: string): Promise<{ templateId: string; one: string; two: string }> {
    const { vappTemplates } = await gateway.ask(
      'query ($catalog: String!) { vappTemplates(filter: {name: {eq: "doubtful"}, catalog: {name: {eq: $catalog}}}) { nodes { id vms { id } } } }',
      { catalog },
    );
    const [{ id, vms }] = vappTemplates.nodes;
    return { templateId: id, one: vms[0].id, two: vms[1].id };
  }

  test("refuses what does not fit together, and what is known", async () => {
    const { templateId, one, two } = await doubtful("images");
    const refuseFacts = (input: object): Promise<Json> =>
      refuse(gateway, "recordTemplateFacts", { templateId, ...input });
    expect(await refuseFacts({ vms: [{ templateVmId: one, tpmStatus: "PRESENT" }] })).toEqual({
      code: "INVALID_VALUE",
      message: 'tpmProvisioning: found nothing, expected COPY or REPLACE, for VM "one" has a TPM.',
      field: ["tpmProvisioning"],
    });
    expect(await refuseFacts({ tpmProvisioning: "COPY" })).toEqual({
      code: "INVALID_VALUE",
      message: "tpmProvisioning: found COPY, expected nothing, for no VM of the template is known to have a TPM.",
      field: ["tpmProvisioning"],
    });
    expect(await refuseFacts({ vms: [{ templateVmId: two, tpmStatus: "PRESENT" }] })).toEqual({
      code: "FACT_ALREADY_KNOWN",
      message: 'The tpmStatus of VM "two" is known already: NOT_PRESENT. Only what is not known can be recorded.',
      field: ["vms", "0", "tpmStatus"],
    });
    expect(
      await refuseFacts({ vms: [{ templateVmId: two, storageVolumeIds: [await volume("vsan-b")] }] }),
    ).toMatchObject({ code: "NOT_MOUNTED", field: ["vms", "0", "storageVolumeIds"] });
    expect(await refuseFacts({ vms: [{ templateVmId: one }, { templateVmId: one }] })).toMatchObject({
      code: "BAD_USER_INPUT",
    });
    const other = await gateway.ask('{ vappTemplate(by: {name: "win22-copy"}) { id vms { id } } }');
    expect(await refuseFacts({ vms: [{ templateVmId: other.vappTemplate.vms[0].id }] })).toEqual({
      code: "NOT_FOUND",
      message: "input.vms[0].templateVmId: the template has no VM with this id.",
    });
    expect(await refuseFacts({ templateId: other.vappTemplate.id, tpmProvisioning: "REPLACE" })).toMatchObject({
      code: "FACT_ALREADY_KNOWN",
      message:
        'The tpmProvisioning of vApp template "win22-copy" is known already: COPY. Only what is not known can be recorded.',
    });
  });

  test("refuses what a subscribed catalog has received: the publisher knows it", async () => {
    const { templateId, two } = await doubtful("mirror");
    const input = { templateId, vms: [{ templateVmId: two, firmware: "EFI" }] };
    expect(await refuse(gateway, "recordTemplateFacts", input)).toEqual({
      code: "ALREADY_SUBSCRIBED",
      message:
        'Catalog "globex/mirror" is subscribed to another one, and has the templates that it receives from there.',
      field: ["templateId"],
    });
  });

  test("writes down what a remedy asks for, after which the template can be instantiated", async () => {
    const { templateId, one, two } = await doubtful("images");
    const request = {
      instantiateVappTemplate: { templateId, vdcId: await idOf(gateway, "vdc", "gold-a"), name: "sure" },
    };
    expect(await preflight(gateway, request)).toMatchObject({ decision: "UNDETERMINED" });
    const recorded = await change(gateway, "recordTemplateFacts", FIELDS, {
      templateId,
      tpmProvisioning: "COPY",
      vms: [
        { templateVmId: one, tpmStatus: "PRESENT", keyProviderName: "kp-1" },
        { templateVmId: two, firmware: "BIOS", hardwareVersion: 17, storageVolumeIds: [await volume("san-1")] },
      ],
    });
    expect(recorded.vappTemplate).toEqual({
      name: "doubtful",
      tpmProvisioning: "COPY",
      exportable: false,
      syncable: false,
      vms: [
        {
          name: "one",
          firmware: "EFI",
          keyProviderName: "kp-1",
          tpm: { status: "PRESENT", ekSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
        },
        { name: "two", firmware: "BIOS", keyProviderName: null, tpm: { status: "NOT_PRESENT", ekSha256: null } },
      ],
    });
    expect(await preflight(gateway, request)).toMatchObject({ decision: "ALLOWED" });
    expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: "recordTemplateFacts", outcome: "ACCEPTED" });
  });
});
