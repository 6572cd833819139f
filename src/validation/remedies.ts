import type { ClusterFacts, PlaceFacts, SubjectFacts, VCenterFacts, VolumeFacts } from "./facts.ts";
import type { Remedy } from "./rule.ts";
import { formatVCenterVersion, type VCenterVersion } from "./versions.ts";
import type { TpmProvisioning } from "./vocabulary.ts";

/** The ids that a remedy concerns, and whatever else is data in it. */
type RemedyData = Omit<Remedy, "action" | "description">;

/** @param what completes "Find out …, and record it." */
export function recordMissingFact(what: string, data: RemedyData): Remedy {
  return { action: "RECORD_MISSING_FACT", description: `Find out ${what}, and record it.`, ...data };
}

export function aboutVm({ vmId }: SubjectFacts): RemedyData {
  return vmId === undefined ? {} : { vmId };
}

export function aboutVCenter({ id }: VCenterFacts): RemedyData {
  return { vcenterId: id };
}

export function reconnectVCenter(vcenter: VCenterFacts): Remedy {
  return {
    action: "RECONNECT_VCENTER",
    description: `Reconnect vCenter ${vcenter.name}.`,
    ...aboutVCenter(vcenter),
  };
}

export function upgradeVCenter(vcenter: VCenterFacts, least: VCenterVersion): Remedy {
  const version = formatVCenterVersion(least);
  return {
    action: "UPGRADE_VCENTER",
    description: `Upgrade vCenter ${vcenter.name} to ${version} or later.`,
    ...aboutVCenter(vcenter),
    version,
  };
}

export function registerKms(vcenter: VCenterFacts, keyProviderName: string): Remedy {
  return {
    action: "REGISTER_KMS",
    description: `Register key provider ${keyProviderName} on vCenter ${vcenter.name} under exactly this name.`,
    ...aboutVCenter(vcenter),
    keyProviderName,
  };
}

export function registerSameKms(vcenter: VCenterFacts, keyProviderName: string): Remedy {
  return {
    action: "REGISTER_KMS",
    description: `Make the registration of key provider ${keyProviderName} on vCenter ${vcenter.name} point at the KMS that the source uses.`,
    ...aboutVCenter(vcenter),
    keyProviderName,
  };
}

export function registerDefaultKms(vcenter: VCenterFacts): Remedy {
  return {
    action: "REGISTER_KMS",
    description: `Register a connected key provider on vCenter ${vcenter.name}, and make it the vCenter's default.`,
    ...aboutVCenter(vcenter),
  };
}

export function reconnectKms(vcenter: VCenterFacts, keyProviderName: string): Remedy {
  return {
    action: "RECONNECT_KMS",
    description: `Reconnect key provider ${keyProviderName} on vCenter ${vcenter.name}.`,
    ...aboutVCenter(vcenter),
    keyProviderName,
  };
}

/** @param cluster the cluster whose own default is at fault; null where it is the vCenter's. */
function setDefaultKeyProvider(vcenter: VCenterFacts, cluster: ClusterFacts | null, name: string): Remedy {
  const where = cluster === null ? `vCenter ${vcenter.name}` : `cluster ${cluster.name} of vCenter ${vcenter.name}`;
  return {
    action: "SET_DEFAULT_KEY_PROVIDER",
    description: `Make ${name}, which is connected, the default key provider of ${where}.`,
    ...aboutVCenter(vcenter),
    ...(cluster && { clusterId: cluster.id }),
    keyProviderName: name,
  };
}

/** A longer list helps nobody to choose. */
const MOST_PROVIDERS_NAMED = 3;

/** One for each key provider that is connected and would do instead of the one at fault. */
export function setConnectedDefaults(
  vcenter: VCenterFacts,
  cluster: ClusterFacts | null,
  atFault: string | null,
): readonly Remedy[] {
  return vcenter.kmsRegistrations
    .filter(({ name, status }) => status === "CONNECTED" && name !== atFault)
    .slice(0, MOST_PROVIDERS_NAMED)
    .map(({ name }) => setDefaultKeyProvider(vcenter, cluster, name));
}

export function recordKeyProviders(vcenter: VCenterFacts): Remedy {
  const what = `which key providers vCenter ${vcenter.name} has, and which is the default`;
  return recordMissingFact(what, aboutVCenter(vcenter));
}

export function activateFastCrossVcenter(vcenter: VCenterFacts): Remedy {
  return {
    action: "ACTIVATE_FAST_CROSS_VCENTER",
    description: `Activate fast cross-vCenter vApp instantiation on vCenter ${vcenter.name}.`,
    ...aboutVCenter(vcenter),
  };
}

export function mountStorageVolume({ cluster, vcenter }: PlaceFacts, volume: VolumeFacts): Remedy {
  return {
    action: "MOUNT_STORAGE_VOLUME",
    description: `Mount storage volume ${volume.name} in cluster ${cluster.name} of vCenter ${vcenter.name}.`,
    ...aboutVCenter(vcenter),
    clusterId: cluster.id,
    storageVolumeId: volume.id,
  };
}

export function chooseTpmProvisioning(tpmProvisioning: TpmProvisioning): Remedy {
  return {
    action: "CHOOSE_TPM_PROVISIONING",
    description: `Ask for ${tpmProvisioning}.`,
    tpmProvisioning,
  };
}

export function leaveTpmProvisioningOut(): Remedy {
  return { action: "CHOOSE_TPM_PROVISIONING", description: "Leave the provisioning option out." };
}

export function recaptureTemplate(templateName: string, tpmProvisioning: TpmProvisioning): Remedy {
  return {
    action: "RECAPTURE_TEMPLATE",
    description: `Capture template ${templateName} again with ${tpmProvisioning}.`,
    tpmProvisioning,
  };
}

/** What a VM of which nothing is known leaves open: both facts decide what it carries. */
export function recordTpm(subject: SubjectFacts): Remedy {
  const what = `whether VM ${subject.name} has a TPM and, if so, which key provider encrypts it`;
  return recordMissingFact(what, aboutVm(subject));
}

export function recordKeyProvider(subject: SubjectFacts): Remedy {
  if (subject.tpm === "UNKNOWN") return recordTpm(subject);
  return recordMissingFact(`which key provider encrypts VM ${subject.name}`, aboutVm(subject));
}

export function recordVersion(vcenter: VCenterFacts): Remedy {
  return recordMissingFact(`the version of vCenter ${vcenter.name}`, aboutVCenter(vcenter));
}
