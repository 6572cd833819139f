import { beforeAll, describe, expect, test } from "vitest";
import { fromGlobalId } from "../../src/graphql/global-id.ts";
import { entities } from "../../src/inventory/access/entities.ts";
import { operateVm } from "../../src/inventory/changes/operate-vms.ts";
import { type Json, startTestGateway, type TestGateway } from "../support/gateway.ts";
import { keysEstate } from "../support/keys-estate.ts";
import { change, listAudit, refuse } from "../support/mutate.ts";
import { carryOut, idOf, preflight } from "../support/workflows.ts";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ estate: keysEstate() });
});

const vm = (name: string) => idOf(gateway, "vm", name);
const vcenter = (name: string) => idOf(gateway, "vcenter", name);
const cryptoStateOf = async (name: string) =>
  (await gateway.ask("query ($name: String!) { vm(by: {name: $name}) { cryptoState } }", { name })).vm.cryptoState;

async function registration(vcenterName: string, name: string): Promise<Json> {
  const { vcenter } = await gateway.ask(
    `query ($vcenter: String!, $name: String!) { vcenter(by: {name: $vcenter}) {
      kmsRegistrations(filter: {name: {eq: $name}}) { nodes { id name type status kmsClusterUuid backedUp } } } }`,
    { vcenter: vcenterName, name },
  );
  return vcenter.kmsRegistrations.nodes[0] ?? null;
}

describe("what is shown of the encryption", () => {
  test.each([
    ["policyVm", "BY_POLICY", true, "UNLOCKED"],
    ["tpmVm", "FOR_TPM", true, "UNLOCKED"],
    ["lockedVm", "BY_POLICY", true, "LOCKED"],
    ["downVm", "BY_POLICY", true, "UNKNOWN"],
    ["nativeVm", "BY_POLICY", true, "UNLOCKED"],
    ["plainVm", "NONE", false, "NOT_ENCRYPTED"],
    ["blankVm", "UNKNOWN", null, "UNKNOWN"],
  ])("VM %s: %s, and %s is its home encrypted: %s", async (name, encryption, homeEncrypted, cryptoState) => {
    const query = "query ($name: String!) { vm(by: {name: $name}) { encryption homeEncrypted cryptoState } }";
    expect((await gateway.ask(query, { name })).vm).toEqual({ encryption, homeEncrypted, cryptoState });
  });

  test("costs the same for one VM as for all", async () => {
    const count = async (first: number) => {
      gateway.statements.length = 0;
      await gateway.ask("query ($first: Int!) { vms(first: $first) { nodes { encryption cryptoState } } }", { first });
      return gateway.statements.length;
    };
    expect(await count(8)).toBe(await count(1));
  });

  test("a template captured with REPLACE stores no key, unless a policy asks for one", async () => {
    const { vappTemplates } = await gateway.ask(
      "{ vappTemplates { nodes { name vms { encryption homeEncrypted } } } }",
    );
    expect(vappTemplates.nodes).toEqual([
      { name: "by-policy", vms: [{ encryption: "BY_POLICY", homeEncrypted: true }] },
      { name: "copied", vms: [{ encryption: "FOR_TPM", homeEncrypted: true }] },
      { name: "replaced", vms: [{ encryption: "NONE", homeEncrypted: false }] },
    ]);
    const { unmanagedVms } = await gateway.ask("{ unmanagedVms { nodes { encryption homeEncrypted } } }");
    expect(unmanagedVms.nodes).toEqual([{ encryption: "FOR_TPM", homeEncrypted: true }]);
  });

  test("linked clones and fast provisioning", async () => {
    const { vms, vdcs } = await gateway.ask(
      "{ vms { nodes { name linkedClone } } vdcs { nodes { name fastProvisioning } } }",
    );
    expect(vms.nodes.filter((node: Json) => node.linkedClone)).toEqual([{ name: "plainVm", linkedClone: true }]);
    expect(vdcs.nodes).toEqual([
      { name: "gold", fastProvisioning: false },
      { name: "silver", fastProvisioning: true },
    ]);
  });

  test("a key provider lists what it encrypts, wherever that is", async () => {
    const ENCRYPTED =
      "encryptedVms { nodes { name } } encryptedUnmanagedVms { nodes { name } totalCount } encryptedTemplateVms { nodes { name } totalCount }";
    const { keyProviders, vcenters } = await gateway.ask(
      `{ keyProviders(filter: {name: {eq: "kp-1"}}) { ${ENCRYPTED} }
         vcenters(filter: {name: {in: ["vc-a", "vc-b"]}}) { nodes { kmsRegistrations(filter: {name: {eq: "kp-1"}}) { nodes { ${ENCRYPTED} } } } } }`,
    );
    const all = {
      encryptedVms: { nodes: [{ name: "policyVm" }, { name: "tpmVm" }] },
      encryptedUnmanagedVms: { nodes: [{ name: "legacy" }], totalCount: 1 },
      encryptedTemplateVms: { nodes: [{ name: "by-policy-vm" }, { name: "copied-vm" }], totalCount: 2 },
    };
    expect(keyProviders).toEqual([all]);
    const none = { nodes: [], totalCount: 0 };
    expect(vcenters.nodes.map((node: Json) => node.kmsRegistrations.nodes[0])).toEqual([
      all,
      { encryptedVms: { nodes: [] }, encryptedUnmanagedVms: none, encryptedTemplateVms: none },
    ]);
  });

  test("a TPM is shared with VMs, unmanaged VMs and VMs of templates", async () => {
    const SHARED =
      "sharedWith { totalCount } sharedWithUnmanagedVms { nodes { name } } sharedWithTemplateVms { nodes { name } }";
    const { vm: found, unmanagedVms } = await gateway.ask(
      `{ vm(by: {name: "tpmVm"}) { securityDevices { tpm { ${SHARED} } } } unmanagedVms { nodes { tpm { ${SHARED} } } } }`,
    );
    const template = { nodes: [{ name: "copied-vm" }] };
    expect(found.securityDevices.tpm).toEqual({
      sharedWith: { totalCount: 0 },
      sharedWithUnmanagedVms: { nodes: [{ name: "legacy" }] },
      sharedWithTemplateVms: template,
    });
    expect(unmanagedVms.nodes[0].tpm).toEqual({
      sharedWith: { totalCount: 1 },
      sharedWithUnmanagedVms: { nodes: [] },
      sharedWithTemplateVms: template,
    });
  });
});

describe("powerOnVm", () => {
  test("refuses a locked VM, and names its key provider and its vCenter", async () => {
    expect(await refuse(gateway, "powerOnVm", { vmId: await vm("lockedVm") })).toEqual({
      code: "VM_LOCKED",
      message: 'VM "lockedVm" is locked: key provider "kp-gone" is not registered on vCenter "vc-a".',
      field: ["vmId"],
    });
  });

  test("names neither to a tenant", async () => {
    const { id } = fromGlobalId(await vm("lockedVm"), "id");
    const [organization] = await gateway.db.select().from(entities.Organization.table);
    const tenant = { kind: "organization-member", actor: "eve", organizationId: String(organization?.id) } as const;
    expect((await operateVm(tenant, gateway.db, "powerOnVm", id)).refusal).toMatchObject({
      code: "VM_LOCKED",
      message: 'VM "lockedVm" is locked: the key provider is not registered on the vCenter.',
    });
  });

  test.each(["downVm", "blankVm"])("goes through where nobody knows whether the key is there: %s", async (name) => {
    const { vm: on } = await change(gateway, "powerOnVm", "vm { powerState cryptoState }", { vmId: await vm(name) });
    expect(on).toEqual({ powerState: "POWERED_ON", cryptoState: "UNKNOWN" });
  });

  test("a VM that runs goes on running when its key provider goes, and comes back with it", async () => {
    const vmId = await vm("roamingVm");
    const kp2 = { vcenterId: await vcenter("vc-a"), name: "kp-2" };
    await change(gateway, "powerOnVm", "vm { name }", { vmId });
    await change(gateway, "unregisterKms", "vcenter { name }", { ...kp2, force: true });
    expect(await cryptoStateOf("roamingVm")).toBe("LOCKED");
    await change(gateway, "powerOffVm", "vm { name }", { vmId });
    expect(await refuse(gateway, "powerOnVm", { vmId })).toMatchObject({ code: "VM_LOCKED" });
    await change(gateway, "registerKms", "kmsRegistration { name }", { ...kp2, status: "CONNECTED" });
    const { vm: on } = await change(gateway, "powerOnVm", "vm { powerState cryptoState }", { vmId });
    expect(on).toEqual({ powerState: "POWERED_ON", cryptoState: "UNLOCKED" });
  });
});

describe("rekeyVm", () => {
  const VM =
    "query ($id: ID!) { node(id: $id) { ... on Vm { keyProviderName encryption snapshotCount powerState securityDevices { tpm { status ekSha256 } } } } }";

  test("changes the key provider, and nothing else", async () => {
    const vmId = await vm("tpmVm");
    const before = (await gateway.ask(VM, { id: vmId })).node;
    const task = await carryOut(gateway, "rekeyVm", { vmId, keyProviderName: "nkp-2" });
    expect(task).toMatchObject({
      workflow: "REKEY_VM",
      status: "SUCCESS",
      result: { __typename: "Vm", name: "tpmVm" },
    });
    expect((await gateway.ask(VM, { id: vmId })).node).toEqual({ ...before, keyProviderName: "nkp-2" });
  });

  test("is blocked where the new key provider is not there", async () => {
    const rekeyVm = { vmId: await vm("tpmVm"), keyProviderName: "kp-nowhere" };
    expect(await preflight(gateway, { rekeyVm })).toMatchObject({ decision: "BLOCKED", workflow: "REKEY_VM" });
  });

  test("is for encrypted VMs", async () => {
    const input = { vmId: await vm("plainVm"), keyProviderName: "kp-1" };
    const { errors } = await gateway.send(
      "mutation ($input: RekeyVmInput!) { rekeyVm(input: $input) { task { id } } }",
      { input },
    );
    expect(errors).toMatchObject([
      {
        message: "vmId: VM plainVm is not encrypted. Expected an encrypted VM.",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });
});

describe("native key providers", () => {
  const FIELDS = "kmsRegistration { name type status kmsClusterUuid backedUp vcenter { name } }";

  test("one that is registered has a new key, of which there is no backup", async () => {
    const register = async (name: string) =>
      (
        await change(gateway, "registerKms", FIELDS, {
          vcenterId: await vcenter("vc-a"),
          name,
          type: "NATIVE",
          status: "CONNECTED",
        })
      ).kmsRegistration;
    const [one, other] = [await register("nkp-new"), await register("nkp-other")];
    expect(one).toMatchObject({
      type: "NATIVE",
      backedUp: false,
      kmsClusterUuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(other.kmsClusterUuid).not.toBe(one.kmsClusterUuid);
  });

  test("one that is registered cannot be given the key of another", async () => {
    const input = { vcenterId: await vcenter("vc-b"), name: "nkp-1", type: "NATIVE", kmsClusterUuid: "key-1" };
    expect(await refuse(gateway, "registerKms", input)).toMatchObject({
      code: "INVALID_VALUE",
      field: ["kmsClusterUuid"],
    });
  });

  test("goes to another vCenter with its key, once it is backed up", async () => {
    const { id } = await registration("vc-a", "nkp-1");
    const vcenterId = await vcenter("vc-b");
    expect(await refuse(gateway, "restoreKeyProvider", { kmsRegistrationId: id, vcenterId })).toEqual({
      code: "KEY_PROVIDER_NOT_BACKED_UP",
      message: 'Key provider "nkp-1" was not backed up; backUpKeyProvider backs it up.',
      field: ["kmsRegistrationId"],
    });
    const backedUp = await change(gateway, "backUpKeyProvider", FIELDS, { kmsRegistrationId: id });
    expect(backedUp.kmsRegistration).toMatchObject({ backedUp: true, status: "DISCONNECTED" });
    const restored = await change(gateway, "restoreKeyProvider", FIELDS, { kmsRegistrationId: id, vcenterId });
    const there = {
      name: "nkp-1",
      type: "NATIVE",
      status: "CONNECTED",
      kmsClusterUuid: "key-1",
      backedUp: true,
      vcenter: { name: "vc-b" },
    };
    expect(restored.kmsRegistration).toEqual(there);
    const again = await change(gateway, "restoreKeyProvider", FIELDS, { kmsRegistrationId: id, vcenterId });
    expect(again.kmsRegistration).toEqual(there);
    expect((await listAudit(gateway)).at(-1)).toMatchObject({
      mutation: "restoreKeyProvider",
      outcome: "ACCEPTED",
      object_type: "KmsRegistration",
    });
  });

  test("is not restored over another key, nor where it is, nor on a vCenter that is too old", async () => {
    const { id: kmsRegistrationId } = await registration("vc-a", "nkp-2");
    const restore = async (name: string) =>
      refuse(gateway, "restoreKeyProvider", { kmsRegistrationId, vcenterId: await vcenter(name) });
    expect(await restore("vc-b")).toEqual({
      code: "NAME_TAKEN",
      message:
        'vCenter "vc-b" has key provider "nkp-2" registered already. It has another key; unregisterKms removes it.',
      field: ["vcenterId"],
    });
    expect(await restore("vc-a")).toMatchObject({ code: "INVALID_VALUE", field: ["vcenterId"] });
    expect(await restore("vc-old")).toEqual({
      code: "VCENTER_TOO_OLD",
      message: 'vCenter "vc-old" has version 6.7.0; a key provider of type NATIVE needs 7.0.2 or later.',
      field: ["vcenterId"],
    });
    await change(gateway, "updateKms", FIELDS, {
      vcenterId: await vcenter("vc-b"),
      name: "nkp-2",
      kmsClusterUuid: null,
    });
    expect(await restore("vc-b")).toMatchObject({
      code: "NAME_TAKEN",
      message: expect.stringContaining("It is not known whether it has the same key"),
    });
  });

  test("only native ones are backed up and restored", async () => {
    const { id: kmsRegistrationId } = await registration("vc-a", "kp-1");
    const notNative = { code: "KEY_PROVIDER_NOT_NATIVE", field: ["kmsRegistrationId"] };
    expect(await refuse(gateway, "backUpKeyProvider", { kmsRegistrationId })).toMatchObject(notNative);
    const restoration = { kmsRegistrationId, vcenterId: await vcenter("vc-b") };
    expect(await refuse(gateway, "restoreKeyProvider", restoration)).toMatchObject(notNative);
    const gone = Buffer.from("KmsRegistration:00000000-0000-7000-8000-000000000000").toString("base64url");
    expect(await refuse(gateway, "backUpKeyProvider", { kmsRegistrationId: gone })).toMatchObject({
      code: "NOT_FOUND",
    });
    const kp1 = { vcenterId: await vcenter("vc-a"), name: "kp-1" };
    expect(await refuse(gateway, "updateKms", { ...kp1, backedUp: true })).toMatchObject({
      code: "INVALID_VALUE",
      field: ["backedUp"],
    });
  });

  test("updateKms says whether there is a backup, and forgets it with the type", async () => {
    const nkp = { vcenterId: await vcenter("vc-a"), name: "nkp-2" };
    const update = async (said: object) =>
      (await change(gateway, "updateKms", FIELDS, { ...nkp, ...said })).kmsRegistration;
    expect(await update({ backedUp: null })).toMatchObject({ backedUp: null });
    expect(await update({ backedUp: false })).toMatchObject({ backedUp: false });
    expect(await update({ status: "UNKNOWN" })).toMatchObject({ backedUp: false, status: "UNKNOWN" });
    expect(await update({ type: "STANDARD" })).toMatchObject({ type: "STANDARD", backedUp: null });
    expect(await update({ type: "NATIVE", backedUp: true })).toMatchObject({ type: "NATIVE", backedUp: true });
  });

  test.each([
    ["NATIVE", "7.0.2"],
    ["TRUSTED", "7.0.0"],
  ])("of type %s is not registered before %s", async (type, version) => {
    const input = { vcenterId: await vcenter("vc-old"), name: `new-${type}`, type };
    const tooOld = {
      code: "VCENTER_TOO_OLD",
      message: `vCenter "vc-old" has version 6.7.0; a key provider of type ${type} needs ${version} or later.`,
      field: ["vcenterId"],
    };
    expect(await refuse(gateway, "registerKms", input)).toEqual(tooOld);
    await change(gateway, "registerKms", FIELDS, { ...input, type: "STANDARD" });
    expect(await refuse(gateway, "updateKms", input)).toEqual(tooOld);
  });
});

describe("setVCenterTrust", () => {
  const trusts = async (name: string) =>
    (
      await gateway.ask(
        "query ($name: String!) { vcenter(by: {name: $name}) { trusts { vcenter { name } trusted } } }",
        { name },
      )
    ).vcenter.trusts;

  test("records what holds for both, and null is not recorded", async () => {
    expect(await trusts("vc-b")).toEqual([
      { vcenter: { name: "vc-a" }, trusted: true },
      { vcenter: { name: "vc-old" }, trusted: null },
    ]);
    const vcenterIds = [await vcenter("vc-old"), await vcenter("vc-b")];
    const set = async (trusted: boolean) =>
      (await change(gateway, "setVCenterTrust", "vcenters { name }", { vcenterIds, trusted })).vcenters;
    expect(await set(true)).toEqual([{ name: "vc-b" }, { name: "vc-old" }]);
    expect(await trusts("vc-old")).toContainEqual({ vcenter: { name: "vc-b" }, trusted: true });
    await set(false);
    expect(await trusts("vc-b")).toContainEqual({ vcenter: { name: "vc-old" }, trusted: false });
    expect((await listAudit(gateway)).at(-1)).toMatchObject({ mutation: "setVCenterTrust", object_type: "VCenter" });
  });

  test("is of two different vCenters", async () => {
    const [a, b, old] = [await vcenter("vc-a"), await vcenter("vc-b"), await vcenter("vc-old")];
    for (const vcenterIds of [[], [a], [a, a], [a, b, old]]) {
      expect(await refuse(gateway, "setVCenterTrust", { vcenterIds, trusted: true })).toMatchObject({
        code: "BAD_USER_INPUT",
        message: expect.stringMatching(/^input\.vcenterIds: found .*, expected two different vCenters\.$/),
      });
    }
    const gone = Buffer.from("VCenter:00000000-0000-7000-8000-000000000000").toString("base64url");
    expect(await refuse(gateway, "setVCenterTrust", { vcenterIds: [a, gone], trusted: true })).toEqual({
      code: "NOT_FOUND",
      message: "input.vcenterIds[1]: there is no vCenter with this id.",
    });
  });

  test("is read in one statement for a page of vCenters", async () => {
    const count = async (first: number) => {
      gateway.statements.length = 0;
      await gateway.ask("query ($first: Int!) { vcenters(first: $first) { nodes { trusts { trusted } } } }", { first });
      return gateway.statements.length;
    };
    expect(await count(3)).toBe(await count(1));
  });
});
