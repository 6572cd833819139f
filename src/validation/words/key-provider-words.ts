import type { KeyProviderStatements } from "../statements/key-provider-statements.ts";
import type { ClusterRef, VCenterRef } from "../statements/named.ts";
import { type Audience, plainly, type Sentences, type Words } from "./audience.ts";
import { capitalise, listNames, nameCluster, nameOwner, nameVCenter, nameVdc, quote } from "./names.ts";

type DefaultKeyProvider = KeyProviderStatements["default-key-provider-is-connected"];

interface KeyProviderOfVm {
  readonly vm: string;
  readonly keyProvider: string;
}

/** `the default key provider of cluster "cl-1", "kp-1",`; to a tenant it is the VDC's. */
function nameDefault({ at, keyProvider, from }: DefaultKeyProvider, to: Audience): string {
  if (to === "tenant") return `the default key provider of ${nameVdc(at, to)}`;
  return `key provider ${quote(keyProvider)}, the default of ${nameOwner(at, from, to)},`;
}

/** After the VDC has been named: a tenant knows its vCenter by it. */
function nameItsVCenter(at: VCenterRef, to: Audience): string {
  return to === "provider" ? nameVCenter(at, to) : "its vCenter";
}

function nameKeyProvider({ vm, keyProvider }: KeyProviderOfVm, to: Audience): string {
  return to === "provider" ? `key provider ${quote(keyProvider)}` : `the key provider of VM ${quote(vm)}`;
}

const vdcDoesNotSupport = (at: ClusterRef, to: Audience, explanation: string): Sentences => ({
  message: `${capitalise(nameVdc(at, to))} does not support a TPM.`,
  explanation,
});
const needsDefault = (vm: string) => `VM ${quote(vm)} needs a connected default key provider for its TPM.`;

const statusUnknown = (said: DefaultKeyProvider, to: Audience, explanation: string): Sentences => ({
  message:
    to === "provider"
      ? `It is not known whether key provider ${quote(said.keyProvider)} is connected.`
      : `It is not known whether ${nameDefault(said, to)} is connected.`,
  explanation,
});

/** `key provider "kp-1" on vCenter "vc-a" and on vCenter "vc-b"` */
function nameOnBoth(said: KeyProviderOfVm & { source: VCenterRef; at: VCenterRef }, to: Audience): string {
  if (to === "tenant") return `${nameKeyProvider(said, to)} on the source and the destination vCenter`;
  return `${nameKeyProvider(said, to)} on ${nameVCenter(said.source, to)} and on ${nameVCenter(said.at, to)}`;
}

const keyProviderUnknown = (vm: string) => `It is not known which key provider encrypts VM ${quote(vm)}.`;

export const keyProviderWords: Words<KeyProviderStatements> = {
  "default-key-provider-is-connected": (said, to) => plainly(`${capitalise(nameDefault(said, to))} is CONNECTED.`),
  "default-key-provider-is-missing": ({ vm, at }, to) =>
    vdcDoesNotSupport(
      at,
      to,
      to === "provider"
        ? `${needsDefault(vm)} Neither ${nameCluster(at, to)} nor ${nameVCenter(at, to)} has a default key provider.`
        : `${needsDefault(vm)} ${capitalise(nameVdc(at, to))} has none.`,
    ),
  "default-key-provider-is-unknown": ({ vm, at }, to) => ({
    message: `It is not known whether ${nameVdc(at, to)} has a default key provider.`,
    explanation:
      to === "provider"
        ? `${needsDefault(vm)} None is recorded for ${nameCluster(at, to)} or ${nameVCenter(at, to)}. The key providers of ${nameVCenter(at, to)} are not inventoried.`
        : `${needsDefault(vm)} None is recorded for ${nameVdc(at, to)}.`,
  }),
  "default-key-provider-is-not-registered": (said, to) =>
    vdcDoesNotSupport(
      said.at,
      to,
      `${needsDefault(said.vm)} ${capitalise(nameDefault(said, to))} is not registered on ${nameItsVCenter(said.at, to)}.`,
    ),
  "default-key-provider-is-not-listed": (said, to) =>
    statusUnknown(
      said,
      to,
      `${needsDefault(said.vm)} ${capitalise(nameDefault(said, to))} is not recorded on ${nameItsVCenter(said.at, to)}. The key providers there are not inventoried.`,
    ),
  "default-key-provider-is-disconnected": (said, to) =>
    vdcDoesNotSupport(
      said.at,
      to,
      `${needsDefault(said.vm)} ${capitalise(nameDefault(said, to))} is DISCONNECTED on ${nameItsVCenter(said.at, to)}.`,
    ),
  "default-key-provider-status-is-unknown": (said, to) =>
    statusUnknown(
      said,
      to,
      `${needsDefault(said.vm)} The status of ${nameDefault(said, to)} is UNKNOWN on ${nameItsVCenter(said.at, to)}.`,
    ),

  "home-encryption-is-unknown": ({ vm }) => ({
    message: `It is not known whether VM ${quote(vm)} has a TPM.`,
    explanation: `It is not recorded whether VM ${quote(vm)} has a TPM, nor which key provider encrypts it.`,
  }),
  "home-is-encrypted": ({ vm, keyProvider }, to) =>
    plainly(
      to === "provider"
        ? `The home of VM ${quote(vm)} is encrypted by key provider ${quote(keyProvider)}.`
        : `The home of VM ${quote(vm)} is encrypted.`,
    ),
  "home-key-provider-is-unknown": ({ vm }) => ({
    message: keyProviderUnknown(vm),
    explanation: `VM ${quote(vm)} has a TPM, so its home is encrypted. No key provider is recorded for it.`,
  }),
  "home-will-be-encrypted": ({ vm, at, byDefault }, to) =>
    plainly(
      to === "provider" && byDefault !== null
        ? `The home of VM ${quote(vm)} will be encrypted by key provider ${quote(byDefault.keyProvider)}, the default of ${nameOwner(at, byDefault.from, to)}.`
        : `The home of VM ${quote(vm)} will be encrypted by the default key provider of ${nameVdc(at, to)}.`,
    ),
  "template-stores-no-key": ({ vm }) =>
    plainly(`VM ${quote(vm)} stores no TPM state. A VM that is made of it is encrypted when it is made.`),

  "key-provider-is-unknown": ({ vm, at }, to) => ({
    message: keyProviderUnknown(vm),
    explanation: `No key provider is recorded for VM ${quote(vm)}. It has to be registered on ${nameVCenter(at, to)} too.`,
  }),
  "key-provider-is-registered": (said, to) =>
    plainly(
      to === "provider"
        ? `VM ${quote(said.vm)} is encrypted by ${nameKeyProvider(said, to)}, which is registered on ${nameVCenter(said.at, to)}.`
        : `${capitalise(nameKeyProvider(said, to))} is registered on ${nameVCenter(said.at, to)}.`,
    ),
  "key-provider-is-not-listed": (said, to) => ({
    message: `It is not known whether ${nameKeyProvider(said, to)} is registered on ${nameVCenter(said.at, to)}.`,
    explanation:
      to === "provider"
        ? `VM ${quote(said.vm)} is encrypted by ${nameKeyProvider(said, to)}, which is not recorded on ${nameVCenter(said.at, to)}. The key providers of this vCenter are not inventoried.`
        : `VM ${quote(said.vm)} is encrypted. Its key provider is not recorded on ${nameVCenter(said.at, to)}. The key providers there are not inventoried.`,
  }),
  "key-provider-is-not-registered": ({ vm, keyProvider, at, registered }, to) => ({
    message: `Cannot move or clone VM ${vm}. The operation is not available on the destination.`,
    explanation:
      to === "provider"
        ? `VM ${quote(vm)} is encrypted by key provider ${quote(keyProvider)}, which is not registered on ${nameVCenter(at, to)} (registered there: ${listNames(registered) || "none"}).`
        : `VM ${quote(vm)} is encrypted. Its key provider is not registered on ${nameVCenter(at, to)}.`,
  }),

  "key-provider-is-not-on-both-vcenters": ({ vm }) =>
    plainly(`The key provider of VM ${quote(vm)} is not known to be registered on both vCenters.`),
  "kms-cannot-be-compared": (said, to) =>
    plainly(`The KMSs behind ${nameOnBoth(said, to)} cannot be compared. A fingerprint is not recorded.`),
  "kms-is-the-same": (said, to) => plainly(`The same KMS is behind ${nameOnBoth(said, to)}.`),
  "kms-is-another": (said, to) => ({
    message: `The destination may not have the keys of VM ${quote(said.vm)}.`,
    explanation:
      to === "provider"
        ? `Different KMSs are behind ${nameOnBoth(said, to)}: ${quote(said.sourceKms)} and ${quote(said.destinationKms)}. The names are equal, the keys of VM ${quote(said.vm)} may not be.`
        : `Different KMSs are behind ${nameOnBoth(said, to)}. The names are equal, the keys may not be.`,
  }),
};
