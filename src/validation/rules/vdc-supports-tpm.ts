import type { ClusterFacts, PlaceFacts } from "../facts.ts";
import { type DefaultKeyProvider, describeOwner, findDefaultKeyProvider } from "../key-providers.ts";
import {
  aboutVCenter,
  reconnectKms,
  recordKeyProviders,
  recordMissingFact,
  registerDefaultKms,
  registerKms,
  setConnectedDefaults,
} from "../remedies.ts";
import { block, type Judgement, pass, unknown } from "../rule.ts";
import { definePrerequisite } from "../rule-kinds.ts";
import type { ConnectionStatus } from "../vocabulary.ts";

export const vdcSupportsTpm = definePrerequisite({
  id: "vdc-supports-tpm",
  title: "The destination VDC has a connected default key provider",
  checks:
    "The default key provider in force (the cluster's, else the vCenter's) is CONNECTED: that is how VM home files get encrypted.",
  source:
    "VCD: a VDC supports TPM devices if its vCenter has a default key provider; vSphere API: KmipClusterInfo.useAsDefault, useAsEntityDefault.",
  judgeAt(_subject, destination) {
    const found = findDefaultKeyProvider(destination);
    if (found === null) return judgeWithoutDefault(destination);
    return found.registration === null
      ? judgeUnregistered(destination, found)
      : judgeStatus(destination, found, found.registration.status);
  },
});

function judgeWithoutDefault(place: PlaceFacts): Judgement {
  const { vcenter } = place;
  const where = `neither cluster ${place.cluster.name} nor vCenter ${vcenter.name} has one`;
  if (!vcenter.kmsInventoried) {
    return unknown(
      `It is not known whether ${vdcWords(place)} has a default key provider.`,
      `A TPM needs a default key provider; ${where} on record, and the key providers of vCenter ${vcenter.name} are not inventoried.`,
      [recordKeyProviders(vcenter), ...setConnectedDefaults(vcenter, null, null), registerDefaultKms(vcenter)],
    );
  }
  const [first = registerDefaultKms(vcenter), ...others] = setConnectedDefaults(vcenter, null, null);
  return block(
    `${capitalise(vdcWords(place))} does not support a TPM.`,
    `A TPM needs a default key provider, and ${where}.`,
    [first, ...others],
  );
}

/** A default that its own vCenter does not list: seen where the list is incomplete. */
function judgeUnregistered(place: PlaceFacts, { name, from }: DefaultKeyProvider): Judgement {
  const { vcenter } = place;
  const explanation = `The default key provider of ${describeOwner(place, from)} is ${name}, which is not registered on vCenter ${vcenter.name}`;
  const others = setConnectedDefaults(vcenter, atFault(place, from), name);
  if (!vcenter.kmsInventoried) {
    return unknown(
      `It is not known whether key provider ${name} is connected.`,
      `${explanation} as far as is known; the vCenter's key providers are not inventoried.`,
      [recordKeyProviders(vcenter), ...others],
    );
  }
  return block(`${capitalise(vdcWords(place))} does not support a TPM.`, `${explanation}.`, [
    registerKms(vcenter, name),
    ...others,
  ]);
}

function judgeStatus(place: PlaceFacts, { name, from }: DefaultKeyProvider, status: ConnectionStatus): Judgement {
  const { vcenter } = place;
  const explanation = `The default key provider of ${describeOwner(place, from)} is ${name}, which is ${status} on vCenter ${vcenter.name}.`;
  if (status === "CONNECTED") return pass(explanation);
  const mends = [reconnectKms(vcenter, name), ...setConnectedDefaults(vcenter, atFault(place, from), name)] as const;
  if (status === "DISCONNECTED") {
    return block(
      `${capitalise(vdcWords(place))} does not support a TPM.`,
      `${explanation} It has to be CONNECTED.`,
      mends,
    );
  }
  const record = recordMissingFact(`whether key provider ${name} is connected on vCenter ${vcenter.name}`, {
    ...aboutVCenter(vcenter),
    keyProviderName: name,
  });
  return unknown(
    `It is not known whether key provider ${name} is connected.`,
    `${explanation} It has to be CONNECTED.`,
    [record, ...mends],
  );
}

function atFault(place: PlaceFacts, from: DefaultKeyProvider["from"]): ClusterFacts | null {
  return from === "CLUSTER" ? place.cluster : null;
}

function vdcWords({ vdcName, cluster }: PlaceFacts): string {
  return vdcName === undefined ? `cluster ${cluster.name}` : `VDC ${vdcName}`;
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
