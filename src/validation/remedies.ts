import { findTypeReasons } from "./capability.ts";
import type { ClusterFacts, PlaceFacts, SubjectFacts, VolumeFacts } from "./facts.ts";
import type { Remedy } from "./remedy.ts";
import type { JudgedSubject, Transfer } from "./rule.ts";
import { destinationCluster, destinationVCenter, sourceVCenter, type VCenterRef } from "./statements/named.ts";
import { formatVCenterVersion, type VCenterVersion } from "./versions.ts";
import type { TpmProvisioning } from "./vocabulary.ts";

/** The VM by name, and by id where it is one of the inventory. */
export function aboutVm({ name, vmId }: SubjectFacts): { vm: string; vmId?: string } {
  return { vm: name, ...(vmId !== undefined && { vmId }) };
}

export function aboutVCenter(place: PlaceFacts): { vcenterId: string; at: VCenterRef } {
  return { vcenterId: place.vcenter.id, at: destinationVCenter(place) };
}

export function aboutCluster(place: PlaceFacts) {
  return { vcenterId: place.vcenter.id, clusterId: place.cluster.id, at: destinationCluster(place) };
}

export function upgradeVCenter(place: PlaceFacts, least: VCenterVersion): Remedy {
  return { action: "UPGRADE_VCENTER", ...aboutVCenter(place), version: formatVCenterVersion(least) };
}

/** @param variant whether the VM is encrypted by it, or the place has it as its default. */
export function registerKms(place: PlaceFacts, variant: "of-vm" | "of-place", keyProviderName: string): Remedy {
  return { action: "REGISTER_KMS", variant, ...aboutVCenter(place), keyProviderName };
}

export function registerSameKms(place: PlaceFacts, keyProviderName: string): Remedy {
  return { action: "REGISTER_KMS", variant: "same-kms", ...aboutVCenter(place), keyProviderName };
}

export function registerDefaultKms(place: PlaceFacts): Remedy {
  return { action: "REGISTER_KMS", variant: "as-default", ...aboutVCenter(place) };
}

export function reconnectKms(place: PlaceFacts, keyProviderName: string): Remedy {
  return { action: "RECONNECT_KMS", ...aboutVCenter(place), keyProviderName };
}

/** The same on either side. */
export function reconnectKmsAt({ vcenter }: PlaceFacts, at: VCenterRef, keyProviderName: string): Remedy {
  return { action: "RECONNECT_KMS", vcenterId: vcenter.id, at, keyProviderName };
}

export function recordKeyProviderStatus({ vcenter }: PlaceFacts, at: VCenterRef, keyProviderName: string): Remedy {
  return { action: "RECORD_MISSING_FACT", fact: "key-provider-status", vcenterId: vcenter.id, at, keyProviderName };
}

/** What was unregistered where VMs need it. */
export function bringBackKeyProvider(source: PlaceFacts, keyProviderName: string): Remedy {
  return {
    action: "REGISTER_KMS",
    variant: "of-vm",
    vcenterId: source.vcenter.id,
    at: sourceVCenter(source),
    keyProviderName,
  };
}

export function upgradeVCenterAt({ vcenter }: PlaceFacts, at: VCenterRef, least: VCenterVersion): Remedy {
  return { action: "UPGRADE_VCENTER", vcenterId: vcenter.id, at, version: formatVCenterVersion(least) };
}

export function recordVersionAt({ vcenter }: PlaceFacts, at: VCenterRef): Remedy {
  return { action: "RECORD_MISSING_FACT", fact: "vcenter-version", vcenterId: vcenter.id, at };
}

export function recordHighestHardware(place: PlaceFacts): Remedy {
  return {
    action: "RECORD_MISSING_FACT",
    fact: "highest-hardware-version",
    clusterId: place.cluster.id,
    at: destinationCluster(place),
  };
}

/** A longer list helps nobody to choose. */
const MOST_PROVIDERS_NAMED = 3;

/**
 * One for each key provider that is connected and would do, by its type too, instead of the one at fault.
 * @param cluster the cluster whose own default is at fault; null where it is the vCenter's.
 */
export function setConnectedDefaults(
  place: PlaceFacts,
  cluster: ClusterFacts | null,
  atFault: string | null,
): readonly Remedy[] {
  return place.vcenter.kmsRegistrations
    .filter(({ name, status }) => status === "CONNECTED" && name !== atFault)
    .filter((registration) => findTypeReasons(registration, place).length === 0)
    .slice(0, MOST_PROVIDERS_NAMED)
    .map(({ name }) =>
      cluster === null
        ? {
            action: "SET_DEFAULT_KEY_PROVIDER",
            variant: "of-vcenter",
            ...aboutVCenter(place),
            keyProviderName: name,
          }
        : {
            action: "SET_DEFAULT_KEY_PROVIDER",
            variant: "of-cluster",
            ...aboutCluster(place),
            keyProviderName: name,
          },
    );
}

/** A NATIVE one is taken elsewhere by backup and restore alone; it is never registered anew under its name. */
export function bringKeyProvider(source: PlaceFacts, destination: PlaceFacts, keyProviderName: string): Remedy {
  const known = source.vcenter.kmsRegistrations.find(({ name }) => name === keyProviderName);
  return known?.type === "NATIVE"
    ? restoreKeyProvider(source, destination, keyProviderName)
    : registerKms(destination, "of-vm", keyProviderName);
}

export function restoreKeyProvider(source: PlaceFacts, destination: PlaceFacts, keyProviderName: string): Remedy {
  const from = sourceVCenter(source);
  return { action: "RESTORE_NATIVE_KEY_PROVIDER", ...aboutVCenter(destination), keyProviderName, from };
}

/** One for each key provider that would do: connected on both vCenters, with the same keys. */
export function rekeyToShared(subject: SubjectFacts, { source, destination }: Transfer): readonly Remedy[] {
  const { vmId, keyProvider } = subject;
  const own = source.vcenter.kmsRegistrations.find(({ name }) => name === keyProvider);
  // Without the key that it has a VM is given no other one.
  if (vmId === undefined || own?.status !== "CONNECTED") return [];
  return source.vcenter.kmsRegistrations
    .filter((one) => {
      const other = destination.vcenter.kmsRegistrations.find(({ name }) => name === one.name);
      if (one.status !== "CONNECTED" || other?.status !== "CONNECTED" || one.name === subject.keyProvider) return false;
      if (findTypeReasons(other, destination).length > 0) return false;
      return one.type === other.type && one.kmsClusterUuid !== null && one.kmsClusterUuid === other.kmsClusterUuid;
    })
    .slice(0, MOST_PROVIDERS_NAMED)
    .map(({ name }) => ({ action: "REKEY_VM", vm: subject.name, vmId, keyProviderName: name }));
}

export function recordKeyProviders(place: PlaceFacts): Remedy {
  return { action: "RECORD_MISSING_FACT", fact: "key-providers", ...aboutVCenter(place) };
}

export function recordVersion(place: PlaceFacts): Remedy {
  return { action: "RECORD_MISSING_FACT", fact: "vcenter-version", ...aboutVCenter(place) };
}

export function activateFastCrossVcenter(place: PlaceFacts): Remedy {
  return { action: "ACTIVATE_FAST_CROSS_VCENTER", ...aboutVCenter(place) };
}

export function mountStorageVolume(place: PlaceFacts, { id, name }: VolumeFacts): Remedy {
  return { action: "MOUNT_STORAGE_VOLUME", ...aboutCluster(place), storageVolumeId: id, volume: name };
}

export function chooseTpmProvisioning(tpmProvisioning: TpmProvisioning): Remedy {
  return { action: "CHOOSE_TPM_PROVISIONING", tpmProvisioning };
}

export function leaveTpmProvisioningOut(): Remedy {
  return { action: "CHOOSE_TPM_PROVISIONING" };
}

export function recaptureTemplate(template: string, tpmProvisioning: TpmProvisioning): Remedy {
  return { action: "RECAPTURE_TEMPLATE", variant: "with-option", template, tpmProvisioning };
}

/** What a VM of which nothing is known leaves open: both facts decide what it carries. */
export function recordTpm(subject: SubjectFacts): Remedy {
  return { action: "RECORD_MISSING_FACT", fact: "tpm", ...aboutVm(subject) };
}

export function recordKeyProvider(subject: JudgedSubject): Remedy {
  // Which TPM it has is supposed by then: `tpm` says UNKNOWN no more.
  if (subject.tpmIsAssumed) return recordTpm(subject);
  return { action: "RECORD_MISSING_FACT", fact: "key-provider", ...aboutVm(subject) };
}

export function recordTemplateTpms(template: string): Remedy {
  return { action: "RECORD_MISSING_FACT", fact: "template-tpms", template };
}
