import { isHomeConsistent } from "../../src/validation/encryption.ts";
import type { ClusterFacts, Facts, SubjectFacts, VCenterFacts } from "../../src/validation/facts.ts";
import { findGuestOs } from "../../src/validation/guest-os.ts";
import { parseVCenterVersion } from "../../src/validation/versions.ts";
import { template } from "./good-facts.ts";

/** What stands in the way, wherever something is missing; what may go either way goes every way. */
export function completeFacts(facts: Facts): readonly Facts[] {
  const vcenters = mapValues(facts.vcenters, completeVCenter);
  const clusters = mapValues(facts.clusters, completeCluster);
  return [vcenters, withKeysOfSource(facts, vcenters)].flatMap((supposed) =>
    completeSubjects(facts, { ...facts, vcenters: supposed, clusters }),
  );
}

/** Of key providers that are not recorded at the source each may be there, and be a standard one. */
function withKeysOfSource(
  { source, subjects, vcenters: before }: Facts,
  vcenters: Facts["vcenters"],
): Facts["vcenters"] {
  const id = source?.vcenterId;
  const vcenter = id === undefined ? undefined : vcenters[id];
  if (id === undefined || !vcenter || before[id]?.kmsInventoried) return vcenters;
  const known = new Set(vcenter.kmsRegistrations.map(({ name }) => name));
  const missing = [...new Set(subjects.flatMap(({ keyProvider }) => keyProvider ?? []))].filter((it) => !known.has(it));
  const registrations = missing.map((name) => ({
    name,
    type: "STANDARD" as const,
    status: "CONNECTED" as const,
    kmsClusterUuid: null,
    backedUp: null,
  }));
  return { ...vcenters, [id]: { ...vcenter, kmsRegistrations: [...vcenter.kmsRegistrations, ...registrations] } };
}

function completeSubjects(facts: Facts, completed: Facts): readonly Facts[] {
  return (["COPY", "REPLACE"] as const).flatMap((option) =>
    (["PRESENT", "NOT_PRESENT"] as const).flatMap((tpm) =>
      [true, false].flatMap((encryptedByPolicy) =>
        [9, 22].flatMap((hardwareVersion) =>
          ["winVistaGuest", "ubuntu64Guest", "windows11_64Guest"].map((guestId) => {
            const given = { tpm, encryptedByPolicy, hardwareVersion, guestId };
            const subjects = facts.subjects.map((vm) => completeSubject(vm, given));
            const tpmProvisioning = facts.template?.tpmProvisioning ?? option;
            return template({ tpmProvisioning })({ ...completed, subjects });
          }),
        ),
      ),
    ),
  );
}

type Given = Required<Pick<SubjectFacts, "tpm" | "encryptedByPolicy" | "hardwareVersion" | "guestId">>;

function completeSubject(vm: SubjectFacts, given: Given): SubjectFacts {
  const supposed = {
    ...vm,
    tpm: vm.tpm === "UNKNOWN" ? given.tpm : vm.tpm,
    encryptedByPolicy: vm.encryptedByPolicy ?? given.encryptedByPolicy,
  };
  // What contradicts itself is the other way round.
  const home = isHomeConsistent(supposed)
    ? supposed
    : { ...supposed, ...(vm.tpm === "UNKNOWN" ? { tpm: "PRESENT" as const } : { encryptedByPolicy: true }) };
  const isEncrypted = home.tpm === "PRESENT" || home.encryptedByPolicy;
  return {
    ...home,
    keyProvider: vm.keyProvider ?? (isEncrypted ? "kp-nowhere" : null),
    guestId: findGuestOs(vm.guestId).tpmEligible === null ? given.guestId : vm.guestId,
    firmware: vm.firmware ?? "BIOS",
    hardwareVersion: vm.hardwareVersion ?? given.hardwareVersion,
    hardwareVersionBefore: vm.hardwareVersionBefore === null ? 99 : vm.hardwareVersionBefore,
    powerState: vm.powerState ?? "POWERED_ON",
    snapshotCount: vm.snapshotCount ?? 1,
    volumes: vm.volumes ?? [{ id: "id-elsewhere", name: "elsewhere" }],
  };
}

function completeVCenter(vcenter: VCenterFacts): VCenterFacts {
  const isVersion = vcenter.version !== null && parseVCenterVersion(vcenter.version) !== null;
  return {
    ...vcenter,
    version: isVersion ? vcenter.version : "6.5",
    status: vcenter.status === "UNKNOWN" ? "DISCONNECTED" : vcenter.status,
    fastCrossVcenterInstantiation: vcenter.fastCrossVcenterInstantiation ?? false,
    kmsInventoried: true,
    kmsRegistrations: vcenter.kmsRegistrations.map((one) => ({
      ...one,
      status: one.status === "UNKNOWN" ? "DISCONNECTED" : one.status,
      kmsClusterUuid: one.kmsClusterUuid ?? `uuid-of-${vcenter.name}`,
      backedUp: one.backedUp ?? false,
    })),
  };
}

function completeCluster(cluster: ClusterFacts): ClusterFacts {
  return {
    ...cluster,
    maxHardwareVersion: cluster.maxHardwareVersion ?? 8,
    mountedVolumeIds: cluster.mountedVolumeIds ?? [],
  };
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
