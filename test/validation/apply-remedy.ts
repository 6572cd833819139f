import type { Facts, KmsRegistrationFacts, SubjectFacts, VCenterFacts } from "../../src/validation/facts.ts";
import type { Remedy } from "../../src/validation/remedy.ts";
import type { Finding } from "../../src/validation/rule.ts";
import { compareVCenterVersions, parseHardwareVersion, parseVCenterVersion } from "../../src/validation/versions.ts";
import { destinationCluster, destinationPlace, request, sourcePlace, subject, template } from "./good-facts.ts";

/**
 * The facts after somebody has done what a remedy says. It reads the remedy's data alone, and never its
 * sentence. RECORD_MISSING_FACT is not among them: what is then found out may be either. Nor is what is done
 * outside of all facts, or afterwards.
 */
export function applyRemedy(facts: Facts, finding: Finding, remedy: Remedy): Facts {
  const onVCenter = (change: (vcenter: VCenterFacts) => Partial<VCenterFacts>) =>
    changeVCenter(facts, remedy.vcenterId, change);
  const onVm = (change: Partial<SubjectFacts>) => changeSubject(facts, finding.subject, change);
  switch (remedy.action) {
    case "REGISTER_KMS":
      return onVCenter((vcenter) => registerKms(facts, vcenter, remedy));
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
    case "RESTORE_NATIVE_KEY_PROVIDER":
      return restoreKeyProvider(facts, remedy.vcenterId, remedy.keyProviderName);
    case "BACK_UP_KEY_PROVIDER":
      return onVCenter(({ kmsRegistrations }) => ({
        kmsRegistrations: kmsRegistrations.map((one) =>
          one.name === remedy.keyProviderName ? { ...one, backedUp: true } : one,
        ),
      }));
    case "REKEY_VM":
      return onVm({ keyProvider: remedy.keyProviderName });
    case "TRUST_VCENTER":
      return trustEachOther(facts);
    case "USE_MOVE_VAPP_API":
      return request({ moveMethod: "MOVE_VAPP_API" })(facts);
    case "LEAVE_OUT_OPTIONAL_TPM":
      return onVm({ tpmRequested: undefined });
    case "USE_SHARED_CATALOG":
      return sourcePlace({ organization: remedy.organization })(facts);
    case "PUBLISH_CATALOG":
      return template({ published: true })(facts);
    case "CONSOLIDATE_VM":
      return onVm({ linkedClone: false });
    case "TURN_OFF_FAST_PROVISIONING":
      return destinationPlace({ fastProvisioning: false })(facts);
    case "KEEP_HARDWARE_VERSION":
      return keepHardwareVersion(facts, finding.subject);
    case "ATTACH_TPM":
      return giveTpm(facts, finding.subject);
    case "CHECK_OVF":
      return onVm({ ovf: undefined });
    case "DECRYPT_AND_RECAPTURE":
      return template({ tpmProvisioning: "REPLACE" })(subject({ encryptedByPolicy: false, keyProvider: null })(facts));
    case "DECRYPT_VMS":
      return decryptVms(facts);
    case "KEEP_RECOVERY_KEY":
    case "REPLACE_TPM_AFTERWARDS":
    case "RECORD_MISSING_FACT":
      throw new Error(`${remedy.action} changes no fact that is known`);
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

/**
 * Registers what the source has under that name; without a name, a new key provider as the default. A NATIVE one
 * is never registered, but restored.
 */
function registerKms(
  facts: Facts,
  vcenter: VCenterFacts,
  { keyProviderName: name, variant }: Extract<Remedy, { action: "REGISTER_KMS" }>,
): Partial<VCenterFacts> {
  const atSource = facts.vcenters[facts.source?.vcenterId ?? ""]?.kmsRegistrations.find((one) => one.name === name);
  const source = variant === "of-place" && atSource?.type === "NATIVE" ? undefined : atSource;
  const registration: KmsRegistrationFacts = {
    name: name ?? "kp-new",
    type: source?.type ?? "STANDARD",
    status: "CONNECTED",
    kmsClusterUuid: source?.kmsClusterUuid ?? null,
    backedUp: null,
  };
  const others = vcenter.kmsRegistrations.filter((one) => one.name !== registration.name);
  return {
    kmsRegistrations: [...others, registration],
    ...(name === undefined && { defaultKeyProvider: registration.name }),
  };
}

/** Whoever restores a backup has both: the same provider with the same key ID, backed up. */
function restoreKeyProvider(facts: Facts, id: string | undefined, name: string): Facts {
  const source = facts.vcenters[facts.source?.vcenterId ?? ""]?.kmsRegistrations.find((one) => one.name === name);
  if (!source) throw new Error(`the source has no key provider ${name}`);
  const kmsClusterUuid = source.kmsClusterUuid ?? `key-of-${name}`;
  const registration = { ...source, kmsClusterUuid, backedUp: true };
  const register =
    (one: KmsRegistrationFacts) =>
    ({ kmsRegistrations }: VCenterFacts) => ({
      kmsRegistrations: [...kmsRegistrations.filter((other) => other.name !== name), one],
    });
  const backedUp = changeVCenter(facts, facts.source?.vcenterId, register(registration));
  return changeVCenter(backedUp, id, register({ ...registration, status: "CONNECTED" }));
}

function trustEachOther(facts: Facts): Facts {
  const vcenterIds = [facts.source?.vcenterId ?? "", facts.destination?.vcenterId ?? ""] as const;
  return { ...facts, trusts: [{ vcenterIds, trusted: true }] };
}

/** What it is now is what it was. */
function keepHardwareVersion(facts: Facts, index: number | null): Facts {
  const { hardwareVersionBefore = null, hardwareChanges = [] } = facts.subjects[index ?? -1] ?? {};
  if (!hardwareChanges.includes("hardwareVersion")) return facts;
  return changeSubject(facts, index, {
    hardwareVersion: hardwareVersionBefore,
    hardwareVersionBefore: undefined,
    hardwareChanges: hardwareChanges.filter((part) => part !== "hardwareVersion"),
  });
}

/** A TPM keeps its home encrypted, whatever the policy asks for. */
function decryptVms(facts: Facts): Facts {
  const subjects = facts.subjects.map((vm) => ({
    ...vm,
    encryptedByPolicy: false,
    keyProvider: vm.tpm === "NOT_PRESENT" ? null : vm.keyProvider,
  }));
  return { ...facts, subjects };
}

/** One that is there already stays. */
function giveTpm(facts: Facts, index: number | null): Facts {
  const isThere = facts.subjects[index ?? -1]?.tpm === "PRESENT";
  return changeSubject(facts, index, { tpmRequested: isThere ? undefined : true });
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
  if (tpmProvisioning !== undefined) {
    const isAskedAbout = finding.rule === "tpm-option-offered";
    const asked = isAskedAbout ? facts : request({ tpmProvisioning: undefined })(facts);
    return template({ tpmProvisioning })(asked);
  }
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
