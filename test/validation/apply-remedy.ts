import type { Facts, KmsRegistrationFacts, SubjectFacts, VCenterFacts } from "../../src/validation/facts.ts";
import type { Remedy } from "../../src/validation/remedy.ts";
import type { Finding } from "../../src/validation/rule.ts";
import { compareVCenterVersions, parseHardwareVersion, parseVCenterVersion } from "../../src/validation/versions.ts";
import { destinationCluster, request, template } from "./good-facts.ts";

/**
 * The facts after somebody has done what a remedy says. It reads the remedy's data alone, and never its
 * sentence. RECORD_MISSING_FACT is not among them: what is then found out may be either.
 */
export function applyRemedy(facts: Facts, finding: Finding, remedy: Remedy): Facts {
  const onVCenter = (change: (vcenter: VCenterFacts) => Partial<VCenterFacts>) =>
    changeVCenter(facts, remedy.vcenterId, change);
  const onVm = (change: Partial<SubjectFacts>) => changeSubject(facts, finding.subject, change);
  switch (remedy.action) {
    case "REGISTER_KMS":
      return onVCenter((vcenter) => registerKms(facts, vcenter, remedy.keyProviderName));
    case "RECONNECT_KMS":
      return onVCenter(({ kmsRegistrations }) => ({
        kmsRegistrations: kmsRegistrations.map((one) =>
          one.name === remedy.keyProviderName ? { ...one, status: "CONNECTED" } : one,
        ),
      }));
    case "SET_DEFAULT_KEY_PROVIDER": {
      const defaultKeyProvider = remedy.keyProviderName;
      return remedy.clusterId === undefined
        ? onVCenter(() => ({ defaultKeyProvider }))
        : destinationCluster({ defaultKeyProvider })(facts);
    }
    case "UPGRADE_VCENTER":
      return onVCenter(({ version }) => ({ version: newer(version, remedy.version) }));
    case "RECONNECT_VCENTER":
      return onVCenter(() => ({ status: "CONNECTED" }));
    case "ACTIVATE_FAST_CROSS_VCENTER":
      return onVCenter(() => ({ fastCrossVcenterInstantiation: true }));
    case "MOUNT_STORAGE_VOLUME":
      return destinationCluster({ mountedVolumeIds: mountAlso(facts, remedy.storageVolumeId) })(facts);
    case "CHOOSE_TPM_PROVISIONING":
      return request({ tpmProvisioning: remedy.tpmProvisioning })(facts);
    case "ACKNOWLEDGE_WARNING":
      return request({ acknowledgedWarnings: finding.acknowledge ? [finding.acknowledge] : [] })(facts);
    case "KEEP_EXISTING_TPM":
      return onVm({ tpmRequested: undefined });
    case "SET_FIRMWARE_EFI":
      return onVm({ firmware: "EFI" });
    case "UPGRADE_HARDWARE":
      return onVm({ hardwareVersion: leastHardware(remedy) });
    case "CHANGE_GUEST_OS":
      return onVm({ guestId: "windows2019srv_64Guest" });
    case "POWER_OFF":
      return onVm({ powerState: "POWERED_OFF" });
    case "REMOVE_SNAPSHOTS":
      return onVm({ snapshotCount: 0 });
    case "RECAPTURE_TEMPLATE":
      return recapture(facts, finding, remedy);
    case "CHOOSE_OTHER_VDC":
      return chooseOtherVdc(facts, finding, leastHardware(remedy));
    case "RECORD_MISSING_FACT":
      throw new Error("what is found out is open");
  }
}

function changeVCenter(
  facts: Facts,
  id: string | undefined,
  change: (vcenter: VCenterFacts) => Partial<VCenterFacts>,
): Facts {
  const vcenter = facts.vcenters[id ?? ""];
  if (!vcenter) throw new Error(`there is no vCenter ${id}`);
  return { ...facts, vcenters: { ...facts.vcenters, [vcenter.id]: { ...vcenter, ...change(vcenter) } } };
}

function changeSubject(facts: Facts, subject: number | null, change: Partial<SubjectFacts>): Facts {
  return { ...facts, subjects: facts.subjects.map((one, index) => (index === subject ? { ...one, ...change } : one)) };
}

/** Registers what the source has under that name; without a name, a new key provider as the default. */
function registerKms(facts: Facts, vcenter: VCenterFacts, name: string | undefined): Partial<VCenterFacts> {
  const source = facts.vcenters[facts.source?.vcenterId ?? ""]?.kmsRegistrations.find((one) => one.name === name);
  const registration: KmsRegistrationFacts = {
    name: name ?? "kp-new",
    status: "CONNECTED",
    kmsClusterUuid: source?.kmsClusterUuid ?? null,
  };
  const others = vcenter.kmsRegistrations.filter((one) => one.name !== registration.name);
  return {
    kmsRegistrations: [...others, registration],
    ...(name === undefined && { defaultKeyProvider: registration.name }),
  };
}

/** "To … or later": what is later already stays. */
function newer(version: string | null, least: string | undefined): string {
  const parsed = version === null ? null : parseVCenterVersion(version);
  const parsedLeast = parseVCenterVersion(least ?? "");
  if (!parsedLeast || least === undefined) throw new Error(`${least} is no version`);
  return version !== null && parsed && compareVCenterVersions(parsed, parsedLeast) > 0 ? version : least;
}

function mountAlso({ clusters, destination }: Facts, volumeId: string | undefined): readonly string[] {
  if (volumeId === undefined) throw new Error("no volume");
  return [...(clusters[destination?.clusterId ?? ""]?.mountedVolumeIds ?? []), volumeId];
}

function leastHardware({ version }: Remedy): number {
  const hardwareVersion = parseHardwareVersion(version ?? "");
  if (hardwareVersion === null) throw new Error(`${version} is no hardware version`);
  return hardwareVersion;
}

/** A template's VM is captured anew from one that has what the finding misses. */
function recapture(facts: Facts, finding: Finding, { tpmProvisioning }: Remedy): Facts {
  if (tpmProvisioning !== undefined) return template({ tpmProvisioning })(facts);
  const change: Partial<SubjectFacts> = {
    ...(finding.rule === "firmware-is-efi" && { firmware: "EFI" }),
    ...(finding.rule === "hardware-version-14" && { hardwareVersion: 14 }),
    ...(finding.rule === "guest-os-supports-tpm" && { guestId: "windows2019srv_64Guest" }),
  };
  return changeSubject(facts, finding.subject, change);
}

/** Another VDC that is like this one, but for the hardware versions that its cluster supports. */
function chooseOtherVdc(facts: Facts, finding: Finding, least: number): Facts {
  const highest = Math.max(facts.clusters[facts.destination?.clusterId ?? ""]?.maxHardwareVersion ?? 0, least);
  const upgraded = facts.subjects.map((one, index) =>
    index === finding.subject ? { ...one, hardwareVersion: Math.max(one.hardwareVersion ?? 0, 14) } : one,
  );
  return destinationCluster({ maxHardwareVersion: highest })({ ...facts, subjects: upgraded });
}
