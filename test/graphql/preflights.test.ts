import { sql } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { startTestGateway, type TestGateway } from "../support/gateway.ts";
import { idOf, preflight } from "../support/workflows.ts";

/**
 * Every workflow, asked over HTTP on the demo estate: once as it is allowed, and once for each rule that
 * can block it, with one fact changed so that this rule blocks, and no rule besides that the fact breaks too.
 */
let gateway: TestGateway;
const ids: Record<string, string> = {};

beforeAll(async () => {
  gateway = await startTestGateway();
  // A vApp in another vCenter than the templates', so that adding to it crosses vCenters.
  await gateway.db.execute(
    sql`insert into vapps (id, vdc_id, name) select gen_random_uuid(), id, 'fresh' from vdcs where name = 'gold-c'`,
  );
  const wanted = [
    ["vdc", "gold-a"],
    ["vdc", "gold-c"],
    ["vdc", "silver-a"],
    ["vm", "ericTpmVm"],
    ["vm", "plainVm"],
    ["vm", "sealedVm"],
    ["vapp", "erp"],
    ["vapp", "fresh"],
    ["catalog", "drafts"],
    ["vappTemplate", "win22-copy"],
    ["vappTemplate", "win22-replace"],
  ] as const;
  for (const [noun, name] of wanted) ids[name] = await idOf(gateway, noun, name);
  const { unmanagedVms, unmanagedVapps } = await gateway.ask(
    "{ unmanagedVms(first: 100) { nodes { id name } } unmanagedVapps { nodes { id name } } }",
  );
  for (const { id, name } of [...unmanagedVms.nodes, ...unmanagedVapps.nodes]) ids[name] = id;
});

interface Asked {
  readonly tpmProvisioning?: string;
  readonly guestId?: string;
  readonly firmware?: string;
  readonly hardwareVersion?: number;
}

const newVm = ({ guestId = "windows2019srv_64Guest", firmware = "EFI", hardwareVersion = 17 }: Asked) => ({
  name: "new",
  guestId,
  firmware,
  hardwareVersion,
  tpmPresent: true,
});

const ovf = ({ guestId = "windows2019srv_64Guest", firmware = "EFI", hardwareVersion = 17 }: Asked) =>
  `<?xml version="1.0"?>
<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
  xmlns:rasd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_ResourceAllocationSettingData"
  xmlns:vssd="http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_VirtualSystemSettingData"
  xmlns:vmw="http://www.vmware.com/schema/ovf">
  <VirtualSystem ovf:id="sealed"><Info>A VM with a TPM</Info>
    <OperatingSystemSection ovf:id="1" vmw:osType="${guestId}"><Info>Guest OS</Info></OperatingSystemSection>
    <VirtualHardwareSection><Info>Hardware</Info>
      <System><vssd:ElementName>System</vssd:ElementName><vssd:InstanceID>0</vssd:InstanceID>
        <vssd:VirtualSystemType>vmx-${hardwareVersion}</vssd:VirtualSystemType></System>
      <Item><rasd:ElementName>TPM</rasd:ElementName><rasd:InstanceID>1</rasd:InstanceID>
        <rasd:ResourceSubType>vmware.vtpm</rasd:ResourceSubType><rasd:ResourceType>1</rasd:ResourceType></Item>
      <vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="${firmware.toLowerCase()}"/>
    </VirtualHardwareSection>
  </VirtualSystem>
</Envelope>`;

/** One fact that is changed in the database, and how it was. */
interface Change {
  readonly apply: ReturnType<typeof sql>;
  readonly revert: ReturnType<typeof sql>;
}

const setVCenter = (name: string, column: string, value: string, before: string): Change => ({
  apply: sql`update vcenters set ${sql.raw(column)} = ${sql.raw(`'${value}'`)} where name = ${name}`,
  revert: sql`update vcenters set ${sql.raw(column)} = ${sql.raw(`'${before}'`)} where name = ${name}`,
});

const setMachine = (table: string, name: string, column: string, value: string, before: string): Change => ({
  apply: sql`update ${sql.raw(table)} set ${sql.raw(column)} = ${sql.raw(`'${value}'`)} where name = ${name}`,
  revert: sql`update ${sql.raw(table)} set ${sql.raw(column)} = ${sql.raw(`'${before}'`)} where name = ${name}`,
});

const setKms = (vcenter: string, column: string, value: string, before: string): Change => {
  const where = sql`where vcenter_id = (select id from vcenters where name = ${vcenter}) and ${sql.raw(column)} = `;
  return {
    apply: sql`update kms_registrations set ${sql.raw(column)} = ${sql.raw(`'${value}'`)} ${where} ${sql.raw(`'${before}'`)}`,
    revert: sql`update kms_registrations set ${sql.raw(column)} = ${sql.raw(`'${before}'`)} ${where} ${sql.raw(`'${value}'`)}`,
  };
};

/** The vCenter has no default key provider any more; what is encrypted keeps its own. */
const unsetDefault = (vcenter: string): Change => ({
  apply: sql`update vcenters set default_key_provider_id = null where name = ${vcenter}`,
  revert: sql`update vcenters set default_key_provider_id =
    (select id from kms_registrations where vcenter_id = vcenters.id and name = 'kp-1') where name = ${vcenter}`,
});

/** The datastore that gold-c shares with vc-a becomes a name for another volume. */
const unshareStorage: Change = {
  apply: sql`update datastores set storage_volume_id = (select id from storage_volumes where name = 'vsan-b') where name = 'ds-c'`,
  revert: sql`update datastores set storage_volume_id = (select id from storage_volumes where name = 'san-1') where name = 'ds-c'`,
};

interface Case {
  readonly rule: string;
  /** What the same fact breaks. */
  readonly beside?: readonly string[];
  readonly change?: Change;
  readonly asked?: Asked;
  /** The request, where it is another than the allowed one. */
  readonly request?: () => object;
}

/** What the place does to every VM that is to have a TPM there. */
const placeRules = (vcenter: string, version: string, besideOldVCenter: readonly string[] = []): Case[] => [
  { rule: "VCENTER_CONNECTED", change: setVCenter(vcenter, "status", "DISCONNECTED", "CONNECTED") },
  {
    rule: "VCENTER_SUPPORTS_GUEST",
    beside: besideOldVCenter,
    change: setVCenter(vcenter, "version", "6.5.0", version),
  },
  { rule: "VDC_SUPPORTS_TPM", change: unsetDefault(vcenter) },
];

/** The guest OS is younger than vCenter 6.5. */
const youngGuest = ["VCENTER_KNOWS_GUEST_OS"];
const encryptedMove = ["VCENTERS_MOVE_ENCRYPTED_VMS"];

/** The key provider of what exists. */
const keyIsAway: Case = {
  rule: "KEY_AVAILABLE_AT_DESTINATION",
  beside: ["VDC_SUPPORTS_TPM"],
  change: setKms("vc-c", "status", "DISCONNECTED", "CONNECTED"),
};

/** What the VM that exists does. */
const machineRules = (table: string, name: string, guestId: string, hardwareVersion: number): Case[] => [
  { rule: "GUEST_OS_SUPPORTS_TPM", change: setMachine(table, name, "guest_id", "winXPProGuest", guestId) },
  { rule: "FIRMWARE_IS_EFI", change: setMachine(table, name, "firmware", "BIOS", "EFI") },
  { rule: "HARDWARE_VERSION_14", change: setMachine(table, name, "hardware_version", "13", `${hardwareVersion}`) },
];

/** What is asked of a VM that is yet to be. */
const newMachineRules: Case[] = [
  { rule: "GUEST_OS_SUPPORTS_TPM", asked: { guestId: "winXPProGuest" } },
  { rule: "FIRMWARE_IS_EFI", asked: { firmware: "BIOS" } },
  { rule: "HARDWARE_VERSION_14", asked: { hardwareVersion: 13 } },
];

const crossRules: Case[] = [
  keyIsAway,
  { rule: "KEY_PROVIDER_ON_TARGET", change: setKms("vc-c", "name", "kp-other", "kp-1") },
  { rule: "SHARED_STORAGE_OR_FAST_CROSS_VCENTER", change: unshareStorage },
];

const replaceRefused: Case = { rule: "TPM_OPTION_OFFERED", asked: { tpmProvisioning: "REPLACE" } };

const createdIn = (vcenter: string, version: string) => [...placeRules(vcenter, version), ...newMachineRules];
const fromTemplate = [
  ...placeRules("vc-c", "7.0.3", youngGuest),
  ...machineRules("template_vms", "win22", "windows2019srvNext_64Guest", 19),
  ...crossRules,
];
const ofEric = (beside: readonly string[] = []) => [
  ...placeRules("vc-c", "7.0.3", beside),
  ...machineRules("vms", "ericTpmVm", "windows2019srv_64Guest", 19),
  ...crossRules,
];
const ofErp = (beside: readonly string[] = []) => [
  ...placeRules("vc-c", "7.0.3", [...youngGuest, ...beside]),
  ...machineRules("vms", "erp-db", "windows2019srvNext_64Guest", 19),
  ...crossRules,
];

const workflows: Record<string, { request: (asked: Asked) => object; cases: Case[] }> = {
  createVm: {
    request: (asked) => ({ createVm: { vdcId: ids["gold-a"], ...newVm(asked) } }),
    cases: createdIn("vc-a", "8.0.2"),
  },
  createVmFromTemplate: {
    request: () => ({ createVmFromTemplate: { name: "new", templateId: ids["win22-copy"], vdcId: ids["gold-c"] } }),
    cases: fromTemplate,
  },
  reconfigureVm: {
    request: (asked) => ({ reconfigureVm: { vmId: ids.plainVm, tpmPresent: true, ...asked } }),
    cases: [
      ...placeRules("vc-a", "8.0.2", youngGuest).filter(({ rule }) => rule !== "VDC_SUPPORTS_TPM"),
      // Its cluster has a default of its own.
      { rule: "VDC_SUPPORTS_TPM", change: setKms("vc-a", "status", "DISCONNECTED", "CONNECTED") },
      ...newMachineRules.filter(({ rule }) => rule !== "HARDWARE_VERSION_14"),
      { rule: "HARDWARE_VERSION_14", beside: ["HARDWARE_VERSION_NOT_LOWERED"], asked: { hardwareVersion: 13 } },
      { rule: "ONE_TPM_PER_VM", request: () => ({ reconfigureVm: { vmId: ids.ericTpmVm, tpmPresent: true } }) },
      {
        rule: "POWERED_OFF_TO_CHANGE_TPM",
        change: setMachine("vms", "plainVm", "power_state", "POWERED_ON", "POWERED_OFF"),
      },
      { rule: "NO_SNAPSHOTS_TO_CHANGE_TPM", change: setMachine("vms", "plainVm", "snapshot_count", "1", "0") },
    ],
  },
  copyVm: {
    request: ({ tpmProvisioning }) => ({
      copyVm: { vmId: ids.ericTpmVm, name: "new", vdcId: ids["gold-c"], tpmProvisioning },
    }),
    cases: [...ofEric(), replaceRefused],
  },
  moveVm: {
    request: ({ tpmProvisioning }) => ({ moveVm: { vmId: ids.ericTpmVm, vdcId: ids["gold-c"], tpmProvisioning } }),
    cases: [...ofEric(encryptedMove), replaceRefused],
  },
  importVm: {
    request: ({ tpmProvisioning }) => ({
      importVm: { unmanagedVmId: ids["legacy-1"], mode: "MOVE", vdcId: ids["gold-c"], tpmProvisioning },
    }),
    cases: [
      ...placeRules("vc-c", "7.0.3", [...youngGuest, ...encryptedMove]),
      ...machineRules("unmanaged_vms", "legacy-1", "rhel9_64Guest", 19),
      ...crossRules,
      replaceRefused,
    ],
  },
  instantiateVappTemplate: {
    request: () => ({ instantiateVappTemplate: { name: "new", templateId: ids["win22-copy"], vdcId: ids["gold-c"] } }),
    cases: fromTemplate,
  },
  createVappFromOvf: {
    request: (asked) => ({ createVappFromOvf: { name: "new", vdcId: ids["gold-a"], ovf: ovf(asked) } }),
    cases: createdIn("vc-a", "8.0.2"),
  },
  addVmToVapp: {
    request: (asked) => ({ addVmToVapp: { vappId: ids.erp, ...newVm(asked) } }),
    cases: createdIn("vc-a", "8.0.2"),
  },
  addTemplateVmToVapp: {
    request: () => ({ addTemplateVmToVapp: { vappId: ids.fresh, name: "new", templateId: ids["win22-copy"] } }),
    cases: fromTemplate,
  },
  copyVapp: {
    request: ({ tpmProvisioning }) => ({
      copyVapp: { vappId: ids.erp, name: "new", vdcId: ids["gold-c"], tpmProvisioning },
    }),
    cases: [...ofErp(), replaceRefused],
  },
  moveVapp: {
    request: ({ tpmProvisioning }) => ({ moveVapp: { vappId: ids.erp, vdcId: ids["gold-c"], tpmProvisioning } }),
    cases: [...ofErp(encryptedMove), replaceRefused],
  },
  importVapp: {
    request: ({ tpmProvisioning }) => ({
      importVapp: { unmanagedVappId: ids["legacy-shop"], mode: "CLONE", vdcId: ids["gold-c"], tpmProvisioning },
    }),
    cases: [
      ...placeRules("vc-c", "7.0.3"),
      ...machineRules("unmanaged_vms", "shop-db", "windows2019srv_64Guest", 17),
      ...crossRules,
      replaceRefused,
    ],
  },
  captureVapp: {
    request: ({ tpmProvisioning }) => ({
      captureVapp: { vappId: ids.erp, catalogId: ids.drafts, name: "new", tpmProvisioning },
    }),
    cases: ofErp(),
  },
  captureVm: {
    request: ({ tpmProvisioning }) => ({
      captureVm: { vmId: ids.ericTpmVm, catalogId: ids.drafts, name: "new", tpmProvisioning },
    }),
    cases: ofEric(),
  },
  createVappTemplateFromOvf: {
    request: (asked) => ({ createVappTemplateFromOvf: { catalogId: ids.drafts, name: "new", ovf: ovf(asked) } }),
    cases: createdIn("vc-c", "7.0.3"),
  },
  copyVappTemplate: {
    request: ({ tpmProvisioning }) => ({
      copyVappTemplate: { templateId: ids["win22-copy"], catalogId: ids.drafts, name: "new", tpmProvisioning },
    }),
    cases: [...fromTemplate, replaceRefused],
  },
  moveVappTemplate: {
    request: ({ tpmProvisioning }) => ({
      moveVappTemplate: { templateId: ids["win22-copy"], catalogId: ids.drafts, tpmProvisioning },
    }),
    cases: [...fromTemplate, replaceRefused],
  },
  exportVappTemplate: {
    request: () => ({ exportVappTemplate: { templateId: ids["win22-replace"] } }),
    cases: [
      { rule: "VCENTER_CONNECTED", change: setVCenter("vc-a", "status", "DISCONNECTED", "CONNECTED") },
      {
        rule: "EXPORT_CARRIES_NO_TPM_STATE",
        request: () => ({ exportVappTemplate: { templateId: ids["win22-copy"] } }),
      },
    ],
  },
  rekeyVm: {
    request: () => ({ rekeyVm: { vmId: ids.ericTpmVm, keyProviderName: "kp-3" } }),
    cases: [
      { rule: "VCENTER_CONNECTED", change: setVCenter("vc-a", "status", "DISCONNECTED", "CONNECTED") },
      { rule: "KEY_AVAILABLE_AT_SOURCE", change: disconnectKms("kp-1") },
      { rule: "KEY_AVAILABLE_AT_DESTINATION", change: disconnectKms("kp-3") },
      {
        rule: "KEY_AVAILABLE_AT_DESTINATION",
        request: () => ({ rekeyVm: { vmId: ids.ericTpmVm, keyProviderName: "kp-nowhere" } }),
      },
      {
        rule: "LINKED_CLONE_KEEPS_ITS_TPM",
        change: {
          apply: sql`update vms set linked_clone = true where name = 'ericTpmVm'`,
          revert: sql`update vms set linked_clone = false where name = 'ericTpmVm'`,
        },
      },
    ],
  },
};

/** A key provider of vc-a. */
function disconnectKms(name: string): Change {
  const set = (status: string) =>
    sql`update kms_registrations set status = ${status}::connection_status
        where name = ${name} and vcenter_id = (select id from vcenters where name = 'vc-a')`;
  return { apply: set("DISCONNECTED"), revert: set("CONNECTED") };
}

describe.each(Object.entries(workflows))("%s", (key, { request, cases }) => {
  let reverting: Change["revert"] | null = null;
  afterEach(async () => {
    if (reverting) await gateway.db.execute(reverting);
    reverting = null;
  });

  test("is allowed", async () => {
    const verdict = await preflight(gateway, request({}));
    expect(verdict).toMatchObject({ decision: "ALLOWED", message: null, blockedBy: [] });
    expect(verdict.workflow).toBe(key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase());
  });

  test.each(cases)("is blocked by $rule", async ({ rule, beside = [], change, asked, request: other }) => {
    if (change) {
      reverting = change.revert;
      await gateway.db.execute(change.apply);
    }
    const verdict = await preflight(gateway, other ? other() : request(asked ?? {}));
    expect(verdict.decision).toBe("BLOCKED");
    expect([...verdict.blockedBy].sort()).toEqual([rule, ...beside].sort());
    const blocking = verdict.findings.filter((finding: { outcome: string }) => finding.outcome === "BLOCK");
    for (const finding of blocking) {
      expect(finding.explanation).not.toBe("");
      expect(finding.remedies.length).toBeGreaterThan(0);
    }
  });
});

test("all twenty are asked", async () => {
  const { __type } = await gateway.ask('{ __type(name: "WorkflowRequest") { inputFields { name } } }');
  expect(Object.keys(workflows).sort()).toEqual(__type.inputFields.map((field: { name: string }) => field.name).sort());
  expect(Object.keys(workflows)).toHaveLength(20);
});
