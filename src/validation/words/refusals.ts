import type { FaultDetail, NamedKind, NameOwner, RefusalStatement } from "../operations/refusal.ts";
import type { ConnectionStatus } from "../vocabulary.ts";
import type { Audience } from "./audience.ts";
import { capitalise, enumerateCounts, infrastructureNames, quote } from "./names.ts";

/** Why an operation is refused, in one sentence for who reads it. */
export function describeRefusal(what: RefusalStatement, audience: Audience): string {
  const describe = SENTENCES[what.id] as (what: RefusalStatement, audience: Audience) => string;
  return describe(what, audience);
}

/** The one wording of "connected", for a vCenter that is not known to be. */
export function describeDisconnected(vcenter: string, status: ConnectionStatus, audience: Audience): string {
  const name = infrastructureNames(audience).vcenter(vcenter);
  if (status === "DISCONNECTED") return capitalise(`${name} is not connected.`);
  return `It is not known whether ${name} is connected.`;
}

type Sentences = {
  readonly [S in RefusalStatement as S["id"]]: (what: S, audience: Audience) => string;
};

const POWER_STATES = { POWERED_ON: "powered on", POWERED_OFF: "powered off", SUSPENDED: "suspended" } as const;

const recordVmFacts = (audience: Audience) =>
  audience === "provider" ? "recordVmFacts records it" : "an administrator of the provider can record it";

function keyProviderIsThere(
  { keyProvider, vcenter }: { readonly keyProvider: string; readonly vcenter: string },
  audience: Audience,
): string {
  const names = infrastructureNames(audience);
  return capitalise(`${names.vcenter(vcenter)} has ${names.keyProvider(keyProvider)} registered already.`);
}

const SENTENCES: Sentences = {
  "vcenter-not-connected": ({ vcenter, status }, audience) => describeDisconnected(vcenter, status, audience),
  "not-a-vcenter-version": ({ version }) =>
    `version: found ${quote(version)}, expected a vCenter version such as 8.0.2, 7.0U2 or "7.0 Update 2".`,
  "power-state-already": ({ vm, powerState }) => `VM ${quote(vm)} is ${POWER_STATES[powerState]} already.`,
  "power-state-not-known": ({ vm }, audience) =>
    `It is not known whether VM ${quote(vm)} is powered on; ${recordVmFacts(audience)}.`,
  "snapshots-not-known": ({ vm }, audience) =>
    `It is not known how many snapshots VM ${quote(vm)} has; ${recordVmFacts(audience)}.`,
  "no-snapshots": ({ vm }) => `VM ${quote(vm)} has no snapshots.`,
  "vms-not-powered-off": ({ vms }) => {
    const states = vms.map(({ name, powerState }) =>
      powerState === null
        ? `it is not known whether VM ${quote(name)} is powered off`
        : `VM ${quote(name)} is ${POWER_STATES[powerState]}`,
    );
    return capitalise(`${states.join(", ")}; only what is powered off can be deleted.`);
  },
  "catalog-published-already": ({ catalog }) => `Catalog ${quote(catalog)} is published.`,
  "catalog-not-published": ({ catalog }) => `Catalog ${quote(catalog)} is not published.`,
  "catalog-subscribed": ({ catalog }) =>
    `Catalog ${quote(catalog)} is subscribed to another one, and has the templates that it receives from there.`,
  "catalog-not-subscribed": ({ catalog }) => `Catalog ${quote(catalog)} is not subscribed to another one.`,
  "catalog-has-subscribers": ({ catalog, subscribers }) =>
    `Catalog ${quote(catalog)} has ${enumerateCounts({ subscriber: subscribers })}.`,
  "catalog-has-templates": ({ catalog, templates }) =>
    `Catalog ${quote(catalog)} has ${enumerateCounts({ template: templates })} of its own; a subscribed catalog has only those that it receives.`,
  "fact-known-already": ({ of, fact, known }, audience) => {
    const value = fact === "storageVolumeIds" ? `${known} of them` : known;
    const isSaid = audience === "provider" || fact !== "keyProviderName";
    return `The ${fact} of ${of.kind} ${quote(of.name)} is known already${isSaid ? `: ${value}` : ""}. Only what is not known can be recorded.`;
  },
  "home-is-not-encrypted": ({ vm, fact }) =>
    `${fact}: of VM ${quote(vm)} this cannot be so: it has a key provider, and neither a TPM nor a storage policy that asks for encryption.`,
  "provisioning-missing": ({ vm }) =>
    `tpmProvisioning: found nothing, expected COPY or REPLACE, for VM ${quote(vm)} has a TPM.`,
  "provisioning-superfluous": ({ tpmProvisioning }) =>
    `tpmProvisioning: found ${tpmProvisioning}, expected nothing, for no VM of the template is known to have a TPM.`,
  "volume-not-reachable": ({ volume, of }, audience) => {
    const names = infrastructureNames(audience);
    return capitalise(
      `${names.volume(volume)} is not mounted in ${names.cluster(of)}, so that no file there can lie on it.`,
    );
  },
  "volume-mounted-already": ({ volume, of, datastore }, audience) => {
    const names = infrastructureNames(audience);
    return capitalise(`${names.cluster(of)} mounts ${names.volume(volume)} already, as ${names.datastore(datastore)}.`);
  },
  "volume-not-mounted": ({ volume, of }, audience) => {
    const names = infrastructureNames(audience);
    return capitalise(`${names.volume(volume)} is not mounted in ${names.cluster(of)}.`);
  },
  "volume-in-use": ({ volume, of, users }, audience) => {
    const names = infrastructureNames(audience);
    return capitalise(`${names.volume(volume)} holds files of ${enumerateCounts(users)} of ${names.cluster(of)}.`);
  },
  "datastore-has-other-name": ({ vcenter, datastore, asked }, audience) => {
    const expected = audience === "provider" ? quote(datastore) : "the name";
    const by = infrastructureNames(audience).vcenter(vcenter);
    return `datastoreName: found ${quote(asked)}, expected ${expected}, as which ${by} knows the volume, or nothing.`;
  },
  "key-provider-not-registered": ({ vcenter, keyProvider }, audience) => {
    const names = infrastructureNames(audience);
    return capitalise(`${names.keyProvider(keyProvider)} is not registered on ${names.vcenter(vcenter)}.`);
  },
  "key-provider-is-default": ({ keyProvider, owners }, audience) => {
    const names = infrastructureNames(audience);
    const whose = owners.map(({ vcenter, cluster }) =>
      cluster === null ? names.vcenter(vcenter) : names.cluster({ vcenter, cluster }),
    );
    return capitalise(
      `${names.keyProvider(keyProvider)} is the default of ${whose.join(", ")}; set another one there first.`,
    );
  },
  "key-provider-encrypts": ({ vcenter, keyProvider, encrypted }, audience) => {
    const names = infrastructureNames(audience);
    return capitalise(
      `${names.keyProvider(keyProvider)} encrypts ${enumerateCounts(encrypted)} on ${names.vcenter(vcenter)}; with force they stay encrypted under a name that the vCenter no longer knows.`,
    );
  },
  "vcenter-too-old": ({ vcenter, version, type, needed }, audience) =>
    capitalise(
      `${infrastructureNames(audience).vcenter(vcenter)} has version ${version}; a key provider of type ${type} needs ${needed} or later.`,
    ),
  "key-provider-not-native": ({ keyProvider, type }, audience) =>
    capitalise(
      `${infrastructureNames(audience).keyProvider(keyProvider)} is of type ${type}; only one of type NATIVE is backed up and restored.`,
    ),
  "key-provider-not-backed-up": ({ keyProvider }, audience) =>
    capitalise(
      `${infrastructureNames(audience).keyProvider(keyProvider)} was not backed up; backUpKeyProvider backs it up.`,
    ),
  "key-provider-is-of-vcenter": ({ keyProvider, vcenter }, audience) => {
    const names = infrastructureNames(audience);
    return `vcenterId: found ${names.vcenter(vcenter)}, expected another one, for ${names.keyProvider(keyProvider)} is registered there.`;
  },
  "key-provider-may-have-other-key": (what, audience) =>
    `${keyProviderIsThere(what, audience)} It is not known whether it has the same key; updateKms records a key id.`,
  "key-provider-has-other-key": (what, audience) =>
    `${keyProviderIsThere(what, audience)} It has another key; unregisterKms removes it.`,
  "backup-superfluous": ({ type, backedUp }) =>
    `backedUp: found ${backedUp}, expected nothing, for only a key provider of type NATIVE is backed up, and this one is ${type}.`,
  "native-key-is-made": ({ kmsClusterUuid }) =>
    `kmsClusterUuid: found ${quote(kmsClusterUuid)}, expected nothing, for a key provider of type NATIVE is made with a key of its own; restoreKeyProvider gives a vCenter the key of another.`,
  "vm-locked": ({ vm, keyProvider, vcenter }, audience) => {
    const names = infrastructureNames(audience);
    return `VM ${quote(vm)} is locked: ${names.keyProvider(keyProvider)} is not registered on ${names.vcenter(vcenter)}.`;
  },
  "fault-detail-missing": ({ kind, detail }) =>
    `${detail}: found nothing, expected ${EXPECTED_OF_FAULT[detail]}, which ${kind} needs.`,
  "fault-detail-superfluous": ({ kind, detail, found }) =>
    `${detail}: found ${JSON.stringify(found)}, expected nothing, for ${kind} has none.`,
  "fault-detail-out-of-range": ({ detail, found }) =>
    `${detail}: found ${JSON.stringify(found)}, expected ${EXPECTED_OF_FAULT[detail]}.`,
  "servers-of-one-name": ({ name }) => `servers: found two named ${quote(name)}, expected different names.`,
  "name-taken": ({ kind, name, in: owner }, audience) => {
    const isSaid = audience === "provider" || !OF_THE_PROVIDER.includes(kind);
    return `There is already a ${kind} ${isSaid ? `named ${quote(name)}` : "of that name"}${describeOwner(owner, audience)}.`;
  },
};

const EXPECTED_OF_FAULT: Readonly<Record<FaultDetail, string>> = {
  percent: "0 to 99",
  seconds: "more than 0 and at most 3600",
  message: "1 to 1000 characters",
  keyProviderName: "a name",
  remaining: "at least 1",
};

const OF_THE_PROVIDER: readonly NamedKind[] = ["vCenter", "key provider", "datastore"];

function describeOwner(owner: NameOwner, audience: Audience): string {
  switch (owner.kind) {
    case "estate":
      return "";
    case "vcenter":
      return ` on ${infrastructureNames(audience).vcenter(owner.vcenter)}`;
    case "vdc":
      return ` in VDC ${quote(owner.vdc)}`;
    case "vapp":
      return ` in vApp ${quote(owner.vapp)} of VDC ${quote(owner.vdc)}`;
    case "catalog":
      return ` in catalog ${quote(owner.catalog)}`;
  }
}
