import type { ClusterFacts, KmsRegistrationFacts, PlaceFacts } from "../facts.ts";
import { invariant } from "../invariant.ts";
import { type DefaultKeyProvider, findDefaultKeyProvider } from "../key-providers.ts";
import {
  aboutVCenter,
  reconnectKms,
  recordHighestHardware,
  recordKeyProviders,
  recordVersion,
  registerDefaultKms,
  registerKms,
  setConnectedDefaults,
  upgradeVCenter,
} from "../remedies.ts";
import type { Remedy } from "../remedy.ts";
import { block, type Judgement, pass, unknown } from "../rule.ts";
import { definePrerequisiteOfPlace } from "../rule-kinds.ts";
import { destinationCluster } from "../statements/named.ts";
import {
  FIRST_HARDWARE_OF_70U2,
  FIRST_VERSION_WITH_NATIVE,
  FIRST_VERSION_WITH_TRUSTED,
  formatHardwareVersion,
  formatVCenterVersion,
  isAtLeast,
  type VCenterVersion,
} from "../versions.ts";
import type { ConnectionStatus, KmsType } from "../vocabulary.ts";

export const vdcSupportsTpm = definePrerequisiteOfPlace({
  id: "vdc-supports-tpm",
  title: "The destination VDC has a default key provider that works",
  checks:
    "The default key provider in force (the cluster's, else the vCenter's) is registered and CONNECTED. A NATIVE one was backed up, on vCenter 7.0.2 or later and hosts of 7.0 Update 2 or later; a TRUSTED one is on vCenter 7.0.0 or later.",
  source:
    "VCD 10.4 to 10.6: TPM devices (GUID-798BB67D); vSphere Security: native key provider (GUID-54B9FBA2, GUID-E0EB371A); vSphere API: KmipClusterInfo.useAsDefault, useAsEntityDefault.",
  judgeAt({ name }, destination) {
    const found = findDefaultKeyProvider(destination);
    if (found === null) return judgeWithoutDefault(name, destination);
    return found.registration === null
      ? judgeUnregistered(name, destination, found)
      : judgeRegistered(name, destination, found, found.registration);
  },
});

function judgeWithoutDefault(vm: string, place: PlaceFacts): Judgement {
  const at = destinationCluster(place);
  const connected = setConnectedDefaults(place, null, null);
  if (!place.vcenter.kmsInventoried) {
    return unknown({ id: "default-key-provider-is-unknown", vm, at }, [
      recordKeyProviders(place),
      ...connected,
      registerDefaultKms(place),
    ]);
  }
  const [first = registerDefaultKms(place), ...others] = connected;
  return block({ id: "default-key-provider-is-missing", vm, at }, [first, ...others]);
}

/** A default that its own vCenter does not list: seen where the list is incomplete. */
function judgeUnregistered(vm: string, place: PlaceFacts, { name, from }: DefaultKeyProvider): Judgement {
  const said = { vm, at: destinationCluster(place), keyProvider: name, from };
  const others = setConnectedDefaults(place, atFault(place, from), name);
  if (!place.vcenter.kmsInventoried) {
    return unknown({ id: "default-key-provider-is-not-listed", ...said }, [recordKeyProviders(place), ...others]);
  }
  return block({ id: "default-key-provider-is-not-registered", ...said }, [
    registerKms(place, "of-place", name),
    ...others,
  ]);
}

/** Its health, and what its type needs: whatever blocks comes first, then whatever is not known. */
function judgeRegistered(
  vm: string,
  place: PlaceFacts,
  found: DefaultKeyProvider,
  registration: KmsRegistrationFacts,
): Judgement {
  const judgements = [judgeStatus(vm, place, found, registration.status), ...judgeType(vm, place, found, registration)];
  const find = (outcome: Judgement["outcome"]) => judgements.find((judgement) => judgement.outcome === outcome);
  const [status] = judgements;
  invariant(status, "the health is judged");
  return find("BLOCK") ?? find("UNKNOWN") ?? status;
}

function judgeType(
  vm: string,
  place: PlaceFacts,
  { name: keyProvider, from }: DefaultKeyProvider,
  { type, backedUp }: KmsRegistrationFacts,
): readonly Judgement[] {
  if (type === "STANDARD") return [];
  const said = { vm, at: destinationCluster(place), keyProvider, type };
  const others = setConnectedDefaults(place, atFault(place, from), keyProvider);
  const version = judgeVersion(said, place, LEAST_VCENTERS[type], others);
  if (type === "TRUSTED") return version;
  const backup = { action: "BACK_UP_KEY_PROVIDER", ...aboutVCenter(place), keyProviderName: keyProvider } as const;
  const notBackedUp = block({ id: "default-key-provider-is-not-backed-up", ...said }, [backup, ...others]);
  return [...(backedUp === false ? [notBackedUp] : []), ...version, ...judgeHosts(said, place, others)];
}

const LEAST_VCENTERS = { NATIVE: FIRST_VERSION_WITH_NATIVE, TRUSTED: FIRST_VERSION_WITH_TRUSTED } as const;

interface Said {
  readonly vm: string;
  readonly at: ReturnType<typeof destinationCluster>;
  readonly keyProvider: string;
  readonly type: KmsType;
}

function judgeVersion(
  said: Said,
  place: PlaceFacts,
  needed: VCenterVersion,
  others: readonly Remedy[],
): readonly Judgement[] {
  const { version } = place.vcenter;
  const least = formatVCenterVersion(needed);
  const isNewEnough = isAtLeast(version, needed);
  if (isNewEnough === null || version === null) {
    return [
      unknown({ id: "default-key-provider-needs-known-vcenter", ...said, least }, [recordVersion(place), ...others]),
    ];
  }
  if (isNewEnough) return [];
  return [
    block({ id: "default-key-provider-needs-newer-vcenter", ...said, least, version }, [
      upgradeVCenter(place, needed),
      ...others,
    ]),
  ];
}

function judgeHosts(said: Said, place: PlaceFacts, others: readonly Remedy[]): readonly Judgement[] {
  const highest = place.cluster.maxHardwareVersion;
  const least = FIRST_HARDWARE_OF_70U2;
  if (highest === null) {
    return [
      unknown({ id: "default-key-provider-needs-known-hosts", ...said, least }, [
        recordHighestHardware(place),
        ...others,
      ]),
    ];
  }
  if (highest >= least) return [];
  const version = formatHardwareVersion(least);
  return [
    block({ id: "default-key-provider-needs-newer-hosts", ...said, least, highest }, [
      { action: "CHOOSE_OTHER_VDC", variant: "choose", version },
      ...others,
    ]),
  ];
}

function judgeStatus(
  vm: string,
  place: PlaceFacts,
  { name, from }: DefaultKeyProvider,
  status: ConnectionStatus,
): Judgement {
  const said = { vm, at: destinationCluster(place), keyProvider: name, from };
  if (status === "CONNECTED") return pass({ id: "default-key-provider-is-connected", ...said });
  const mends = [reconnectKms(place, name), ...setConnectedDefaults(place, atFault(place, from), name)] as const;
  if (status === "DISCONNECTED") return block({ id: "default-key-provider-is-disconnected", ...said }, mends);
  return unknown({ id: "default-key-provider-status-is-unknown", ...said }, [
    { action: "RECORD_MISSING_FACT", fact: "key-provider-status", ...aboutVCenter(place), keyProviderName: name },
    ...mends,
  ]);
}

function atFault(place: PlaceFacts, from: DefaultKeyProvider["from"]): ClusterFacts | null {
  return from === "CLUSTER" ? place.cluster : null;
}
