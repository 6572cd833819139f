import type { ClusterFacts, PlaceFacts } from "../facts.ts";
import { type DefaultKeyProvider, findDefaultKeyProvider } from "../key-providers.ts";
import {
  aboutVCenter,
  reconnectKms,
  recordKeyProviders,
  registerDefaultKms,
  registerKms,
  setConnectedDefaults,
} from "../remedies.ts";
import { block, type Judgement, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import { destinationCluster } from "../statements/named.ts";
import type { ConnectionStatus } from "../vocabulary.ts";

export const vdcSupportsTpm = definePrerequisite({
  id: "vdc-supports-tpm",
  title: "The destination VDC has a connected default key provider",
  checks:
    "The default key provider in force (the cluster's, else the vCenter's) is CONNECTED: that is how VM home files get encrypted.",
  source:
    "VCD: a VDC supports TPM devices if its vCenter has a default key provider; vSphere API: KmipClusterInfo.useAsDefault, useAsEntityDefault.",
  judgeAt({ name }, destination) {
    const found = findDefaultKeyProvider(destination);
    if (found === null) return judgeWithoutDefault(name, destination);
    return found.registration === null
      ? judgeUnregistered(name, destination, found)
      : judgeStatus(name, destination, found, found.registration.status);
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
