import type { KmsRegistrationFacts, PlaceFacts, VCenterFacts } from "./facts.ts";
import { type DefaultKeyProvider, findDefaultKeyProvider } from "./key-providers.ts";
import { offerByVersion } from "./tpm-options.ts";
import {
  FIRST_HARDWARE_OF_70U2,
  FIRST_HARDWARE_WITH_TPM,
  FIRST_VERSION_WITH_LINUX_TPM,
  FIRST_VERSION_WITH_NATIVE,
  FIRST_VERSION_WITH_TRUSTED,
  FIRST_VERSION_WITH_WINDOWS_TPM,
  isAtLeast,
} from "./versions.ts";
import type {
  CapabilityReason,
  ConnectionStatus,
  GuestFamily,
  KeyProviderScope,
  TpmProvisioning,
} from "./vocabulary.ts";

/** Whether VMs with a TPM can be in a VDC: what is recorded of it, as far as the facts of its place say. */
export interface TpmCapability {
  /** INVARIANT: true exactly where `reasons` is empty; what is not known is never supported. */
  readonly supported: boolean;
  /** Empty where nothing is supported. */
  readonly guestFamilies: readonly GuestFamily[];
  /** The default key provider in force, whether or not it is connected; null where none is set. */
  readonly keyProviderName: string | null;
  readonly keyProviderFrom: KeyProviderScope | null;
  /** What copies into it offer for VMs with a TPM. */
  readonly copyOffers: readonly TpmProvisioning[];
  readonly maxHardwareVersion: number | null;
  readonly reasons: readonly CapabilityReason[];
}

export function detectTpmCapability(place: PlaceFacts): TpmCapability {
  const { vcenter, cluster } = place;
  const found = findDefaultKeyProvider(place);
  const reasons = [
    ...(vcenter.status === "CONNECTED" ? [] : (["VCENTER_NOT_CONNECTED"] as const)),
    ...versionReasons(vcenter),
    ...hardwareReasons(cluster.maxHardwareVersion),
    ...keyProviderReasons(place, found),
  ];
  const supported = reasons.length === 0;
  return {
    supported,
    guestFamilies: supported ? supportedGuestFamilies(place) : [],
    keyProviderName: found?.name ?? null,
    keyProviderFrom: found?.from ?? null,
    copyOffers: offerByVersion(vcenter.version),
    maxHardwareVersion: cluster.maxHardwareVersion,
    reasons,
  };
}

/** Whether two detections say the same: a recorded one that differs from the live one is stale. */
export function sameCapability(one: TpmCapability, other: TpmCapability): boolean {
  return (
    one.supported === other.supported &&
    one.keyProviderName === other.keyProviderName &&
    one.keyProviderFrom === other.keyProviderFrom &&
    one.maxHardwareVersion === other.maxHardwareVersion &&
    sameMembers(one.guestFamilies, other.guestFamilies) &&
    sameMembers(one.copyOffers, other.copyOffers) &&
    sameMembers(one.reasons, other.reasons)
  );
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((member) => other.includes(member));
}

function versionReasons({ version }: VCenterFacts): readonly CapabilityReason[] {
  const isNewEnough = isAtLeast(version, FIRST_VERSION_WITH_WINDOWS_TPM);
  if (isNewEnough === null) return ["VCENTER_VERSION_UNKNOWN"];
  return isNewEnough ? [] : ["VCENTER_TOO_OLD"];
}

function hardwareReasons(highest: number | null): readonly CapabilityReason[] {
  if (highest === null) return ["MAX_HARDWARE_VERSION_UNKNOWN"];
  return highest >= FIRST_HARDWARE_WITH_TPM ? [] : ["MAX_HARDWARE_VERSION_TOO_LOW"];
}

const REASONS_BY_STATUS: Readonly<Record<ConnectionStatus, readonly CapabilityReason[]>> = {
  CONNECTED: [],
  DISCONNECTED: ["KEY_PROVIDER_DISCONNECTED"],
  UNKNOWN: ["KEY_PROVIDER_HEALTH_UNKNOWN"],
};

function keyProviderReasons(
  { vcenter, cluster }: PlaceFacts,
  found: DefaultKeyProvider | null,
): readonly CapabilityReason[] {
  if (found?.registration) {
    return [
      ...REASONS_BY_STATUS[found.registration.status],
      ...findTypeReasons(found.registration, { vcenter, cluster }),
    ];
  }
  return [vcenter.kmsInventoried ? "NO_DEFAULT_KEY_PROVIDER" : "KMS_NOT_INVENTORIED"];
}

/** Why a key provider of its type cannot encrypt a new TPM there. A version that is missing is named elsewhere. */
export function findTypeReasons(
  { type, backedUp }: KmsRegistrationFacts,
  { vcenter: { version }, cluster: { maxHardwareVersion } }: PlaceFacts,
): readonly CapabilityReason[] {
  if (type === "STANDARD") return [];
  const least = type === "NATIVE" ? FIRST_VERSION_WITH_NATIVE : FIRST_VERSION_WITH_TRUSTED;
  const needsVCenter = isAtLeast(version, least) === false ? (["KEY_PROVIDER_NEEDS_NEWER_VCENTER"] as const) : [];
  if (type === "TRUSTED") return needsVCenter;
  const tooOld = maxHardwareVersion !== null && maxHardwareVersion < FIRST_HARDWARE_OF_70U2;
  return [
    ...(backedUp === false ? (["KEY_PROVIDER_NOT_BACKED_UP"] as const) : []),
    ...needsVCenter,
    ...(tooOld ? (["HOSTS_TOO_OLD"] as const) : []),
  ];
}

function supportedGuestFamilies({ vcenter, cluster }: PlaceFacts): readonly GuestFamily[] {
  const hosts = (cluster.maxHardwareVersion ?? 0) >= FIRST_HARDWARE_OF_70U2;
  return hosts && isAtLeast(vcenter.version, FIRST_VERSION_WITH_LINUX_TPM) === true
    ? ["WINDOWS", "LINUX"]
    : ["WINDOWS"];
}
