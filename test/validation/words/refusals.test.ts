import { describe, expect, test } from "vitest";
import type { RefusalStatement } from "../../../src/validation/operations/refusal.ts";
import { describeRefusal } from "../../../src/validation/words/refusals.ts";

type Statement<I extends RefusalStatement["id"]> = Extract<RefusalStatement, { id: I }>;
type Arguments<I extends RefusalStatement["id"]> = Omit<Statement<I>, "id">;

/** Every name of the provider's infrastructure that is in the statements below. */
const OF_THE_PROVIDER = /vc-[a-z]|cl-1|kp-1|lun-1|ds-1/;

const of = { vcenter: "vc-a", cluster: "cl-1" };

/** By statement: its arguments, and the sentence for the provider and for a tenant. */
const SENTENCES: { readonly [I in RefusalStatement["id"]]: readonly [Arguments<I>, string, string] } = {
  "vcenter-not-connected": [
    { vcenter: "vc-a", status: "DISCONNECTED" },
    'vCenter "vc-a" is not connected.',
    "The vCenter is not connected.",
  ],
  "not-a-vcenter-version": same(
    { version: "eight" },
    'version: found "eight", expected a vCenter version such as 8.0.2, 7.0U2 or "7.0 Update 2".',
  ),
  "power-state-already": same({ vm: "web-1", powerState: "POWERED_ON" }, 'VM "web-1" is powered on already.'),
  "power-state-not-known": [
    { vm: "web-1" },
    'It is not known whether VM "web-1" is powered on; recordVmFacts records it.',
    'It is not known whether VM "web-1" is powered on; an administrator of the provider can record it.',
  ],
  "snapshots-not-known": [
    { vm: "web-1" },
    'It is not known how many snapshots VM "web-1" has; recordVmFacts records it.',
    'It is not known how many snapshots VM "web-1" has; an administrator of the provider can record it.',
  ],
  "no-snapshots": same({ vm: "web-1" }, 'VM "web-1" has no snapshots.'),
  "vms-not-powered-off": same(
    {
      vms: [
        { name: "web-1", powerState: "SUSPENDED" },
        { name: "web-2", powerState: null },
      ],
    },
    'VM "web-1" is suspended, it is not known whether VM "web-2" is powered off; only what is powered off can be deleted.',
  ),
  "catalog-published-already": same({ catalog: "acme/images" }, 'Catalog "acme/images" is published.'),
  "catalog-not-published": same({ catalog: "acme/images" }, 'Catalog "acme/images" is not published.'),
  "catalog-subscribed": same(
    { catalog: "acme/images" },
    'Catalog "acme/images" is subscribed to another one, and has the templates that it receives from there.',
  ),
  "catalog-not-subscribed": same({ catalog: "acme/images" }, 'Catalog "acme/images" is not subscribed to another one.'),
  "catalog-has-subscribers": same(
    { catalog: "acme/images", subscribers: 2 },
    'Catalog "acme/images" has 2 subscribers.',
  ),
  "catalog-has-templates": same(
    { catalog: "acme/images", templates: 1 },
    'Catalog "acme/images" has 1 template of its own; a subscribed catalog has only those that it receives.',
  ),
  "fact-known-already": [
    { of: { kind: "VM", name: "web-1" }, fact: "keyProviderName", known: "kp-1" },
    'The keyProviderName of VM "web-1" is known already: kp-1. Only what is not known can be recorded.',
    'The keyProviderName of VM "web-1" is known already. Only what is not known can be recorded.',
  ],
  "provisioning-missing": same(
    { vm: "web-1" },
    'tpmProvisioning: found nothing, expected COPY or REPLACE, for VM "web-1" has a TPM.',
  ),
  "provisioning-superfluous": same(
    { tpmProvisioning: "COPY" },
    "tpmProvisioning: found COPY, expected nothing, for no VM of the template is known to have a TPM.",
  ),
  "volume-not-reachable": [
    { volume: "lun-1", of },
    'Storage volume "lun-1" is not mounted in cluster "cl-1" of vCenter "vc-a", so that no file there can lie on it.',
    "The storage volume is not mounted in the cluster, so that no file there can lie on it.",
  ],
  "volume-mounted-already": [
    { volume: "lun-1", of, datastore: "ds-1" },
    'Cluster "cl-1" of vCenter "vc-a" mounts storage volume "lun-1" already, as datastore "ds-1".',
    "The cluster mounts the storage volume already, as the datastore.",
  ],
  "volume-not-mounted": [
    { volume: "lun-1", of },
    'Storage volume "lun-1" is not mounted in cluster "cl-1" of vCenter "vc-a".',
    "The storage volume is not mounted in the cluster.",
  ],
  "volume-in-use": [
    { volume: "lun-1", of, users: { VM: 2, "vApp template": 1, "unmanaged VM": 0 } },
    'Storage volume "lun-1" holds files of 2 VMs, 1 vApp template of cluster "cl-1" of vCenter "vc-a".',
    "The storage volume holds files of 2 VMs, 1 vApp template of the cluster.",
  ],
  "datastore-has-other-name": [
    { vcenter: "vc-a", datastore: "ds-1", asked: "mine" },
    'datastoreName: found "mine", expected "ds-1", as which vCenter "vc-a" knows the volume, or nothing.',
    'datastoreName: found "mine", expected the name, as which the vCenter knows the volume, or nothing.',
  ],
  "key-provider-not-registered": [
    { vcenter: "vc-a", keyProvider: "kp-1" },
    'Key provider "kp-1" is not registered on vCenter "vc-a".',
    "The key provider is not registered on the vCenter.",
  ],
  "key-provider-is-default": [
    { keyProvider: "kp-1", owners: [{ vcenter: "vc-a", cluster: null }, of] },
    'Key provider "kp-1" is the default of vCenter "vc-a", cluster "cl-1" of vCenter "vc-a"; set another one there first.',
    "The key provider is the default of the vCenter, the cluster; set another one there first.",
  ],
  "key-provider-encrypts": [
    { vcenter: "vc-a", keyProvider: "kp-1", encrypted: { VM: 1, "template VM": 0 } },
    'Key provider "kp-1" encrypts 1 VM on vCenter "vc-a"; with force they stay encrypted under a name that the vCenter no longer knows.',
    "The key provider encrypts 1 VM on the vCenter; with force they stay encrypted under a name that the vCenter no longer knows.",
  ],
  "home-is-not-encrypted": same(
    { vm: "web-1", fact: "keyProviderName" },
    'keyProviderName: of VM "web-1" this cannot be so: it has a key provider, and neither a TPM nor a storage policy that asks for encryption.',
  ),
  "vcenter-too-old": [
    { vcenter: "vc-a", version: "6.7.0", type: "NATIVE", needed: "7.0.2" },
    'vCenter "vc-a" has version 6.7.0; a key provider of type NATIVE needs 7.0.2 or later.',
    "The vCenter has version 6.7.0; a key provider of type NATIVE needs 7.0.2 or later.",
  ],
  "key-provider-not-native": [
    { keyProvider: "kp-1", type: "STANDARD" },
    'Key provider "kp-1" is of type STANDARD; only one of type NATIVE is backed up and restored.',
    "The key provider is of type STANDARD; only one of type NATIVE is backed up and restored.",
  ],
  "key-provider-not-backed-up": [
    { keyProvider: "kp-1" },
    'Key provider "kp-1" was not backed up; backUpKeyProvider backs it up.',
    "The key provider was not backed up; backUpKeyProvider backs it up.",
  ],
  "key-provider-is-of-vcenter": [
    { keyProvider: "kp-1", vcenter: "vc-a" },
    'vcenterId: found vCenter "vc-a", expected another one, for key provider "kp-1" is registered there.',
    "vcenterId: found the vCenter, expected another one, for the key provider is registered there.",
  ],
  "key-provider-may-have-other-key": [
    { keyProvider: "kp-1", vcenter: "vc-a" },
    'vCenter "vc-a" has key provider "kp-1" registered already. It is not known whether it has the same key; updateKms records a key id.',
    "The vCenter has the key provider registered already. It is not known whether it has the same key; updateKms records a key id.",
  ],
  "key-provider-has-other-key": [
    { keyProvider: "kp-1", vcenter: "vc-a" },
    'vCenter "vc-a" has key provider "kp-1" registered already. It has another key; unregisterKms removes it.',
    "The vCenter has the key provider registered already. It has another key; unregisterKms removes it.",
  ],
  "backup-superfluous": same(
    { type: "STANDARD", backedUp: true },
    "backedUp: found true, expected nothing, for only a key provider of type NATIVE is backed up, and this one is STANDARD.",
  ),
  "native-key-is-made": same(
    { kmsClusterUuid: "key-1" },
    'kmsClusterUuid: found "key-1", expected nothing, for a key provider of type NATIVE is made with a key of its own; restoreKeyProvider gives a vCenter the key of another.',
  ),
  "vm-locked": [
    { vm: "web-1", keyProvider: "kp-1", vcenter: "vc-a" },
    'VM "web-1" is locked: key provider "kp-1" is not registered on vCenter "vc-a".',
    'VM "web-1" is locked: the key provider is not registered on the vCenter.',
  ],
  "fault-detail-missing": same(
    { kind: "SLOW", detail: "seconds" },
    "seconds: found nothing, expected more than 0 and at most 3600, which SLOW needs.",
  ),
  "fault-detail-superfluous": same(
    { kind: "SLOW", detail: "message", found: "Bye." },
    'message: found "Bye.", expected nothing, for SLOW has none.',
  ),
  "fault-detail-out-of-range": same({ detail: "percent", found: 100 }, "percent: found 100, expected 0 to 99."),
  "servers-of-one-name": same({ name: "k" }, 'servers: found two named "k", expected different names.'),
  "name-taken": [
    { kind: "key provider", name: "kp-1", in: { kind: "vcenter", vcenter: "vc-a" } },
    'There is already a key provider named "kp-1" on vCenter "vc-a".',
    "There is already a key provider of that name on the vCenter.",
  ],
};

function same<A>(what: A, sentence: string): readonly [A, string, string] {
  return [what, sentence, sentence];
}

describe.each(Object.entries(SENTENCES))("%s", (id, [what, provider, tenant]) => {
  const statement = { id, ...what } as RefusalStatement;

  test("names everything to the provider", () => {
    expect(describeRefusal(statement, "provider")).toBe(provider);
  });

  test("names nothing of the provider's to a tenant", () => {
    expect(describeRefusal(statement, "tenant")).toBe(tenant);
    expect(describeRefusal(statement, "tenant")).not.toMatch(OF_THE_PROVIDER);
  });
});

test("a vCenter whose status is not known is not called disconnected", () => {
  const what = { id: "vcenter-not-connected", vcenter: "vc-a", status: "UNKNOWN" } as const;
  expect(describeRefusal(what, "provider")).toBe('It is not known whether vCenter "vc-a" is connected.');
  expect(describeRefusal(what, "tenant")).toBe("It is not known whether the vCenter is connected.");
});

test.each([
  [{ kind: "vCenter", name: "vc-a", in: { kind: "estate" } }, 'a vCenter named "vc-a".'],
  [
    { kind: "standalone VM", name: "web-1", in: { kind: "vdc", vdc: "acme/gold" } },
    'a standalone VM named "web-1" in VDC "acme/gold".',
  ],
  [
    { kind: "VM", name: "web-1", in: { kind: "vapp", vapp: "web", vdc: "acme/gold" } },
    'a VM named "web-1" in vApp "web" of VDC "acme/gold".',
  ],
  [
    { kind: "vApp template", name: "t", in: { kind: "catalog", catalog: "acme/images" } },
    'a vApp template named "t" in catalog "acme/images".',
  ],
] as const)("a name is taken by another of its kind: %o", (what, sentence) => {
  expect(describeRefusal({ id: "name-taken", ...what }, "provider")).toBe(`There is already ${sentence}`);
});

test("a name with a quotation mark in it is told from its end", () => {
  expect(describeRefusal({ id: "no-snapshots", vm: 'a "b' }, "tenant")).toBe('VM "a \\"b" has no snapshots.');
});
