import type { KeyStatements } from "../statements/key-statements.ts";
import type { VCenterRef } from "../statements/named.ts";
import { formatHardwareVersion } from "../versions.ts";
import { type Audience, plainly, type Sentences, type Words } from "./audience.ts";
import { capitalise, listDistinctNames, nameCluster, nameVCenter, nameVdc, quote } from "./names.ts";

interface OnVCenter {
  readonly vm: string;
  readonly keyProvider: string;
  readonly at: VCenterRef;
}

function nameKeyProvider({ vm, keyProvider }: Omit<OnVCenter, "at">, to: Audience): string {
  return to === "provider" ? `key provider ${quote(keyProvider)}` : `the key provider of VM ${quote(vm)}`;
}

/** `key provider "kp-1" of VM "x"`: a sentence about a VM's key names the VM. */
function nameKeyOf(said: Omit<OnVCenter, "at">, to: Audience): string {
  return to === "provider"
    ? `key provider ${quote(said.keyProvider)} of VM ${quote(said.vm)}`
    : nameKeyProvider(said, to);
}

const NATIVE_IS_RESTORED =
  "A native key provider has the same keys on another vCenter only where its backup was restored there.";

function onBoth({ source, at }: { readonly source: VCenterRef; readonly at: VCenterRef }, to: Audience): string {
  return to === "tenant"
    ? "on the source and the destination vCenter"
    : `on ${nameVCenter(source, to)} and on ${nameVCenter(at, to)}`;
}

const keysDiffer = (vm: string): string => `The destination does not have the keys of VM ${quote(vm)}.`;

function needsDefault(
  { vm, at, keyProvider, type }: KeyStatements["default-key-provider-is-not-backed-up"],
  to: Audience,
) {
  const which =
    to === "provider"
      ? `${quote(keyProvider)}, the default key provider of ${nameVdc(at, to)},`
      : `The default key provider of ${nameVdc(at, to)}`;
  return `VM ${quote(vm)} needs a default key provider that works. ${which} is ${type}.`;
}

const noSupport = (
  at: KeyStatements["default-key-provider-is-not-backed-up"]["at"],
  to: Audience,
  explanation: string,
): Sentences => ({
  message: `${capitalise(nameVdc(at, to))} does not support a TPM.`,
  explanation,
});
const mayNotSupport = (
  at: KeyStatements["default-key-provider-is-not-backed-up"]["at"],
  to: Audience,
  explanation: string,
): Sentences => ({
  message: `It is not known whether ${nameVdc(at, to)} supports a TPM.`,
  explanation,
});

export const keyWords: Words<KeyStatements> = {
  "vm-carries-no-key": ({ vm }) => plainly(`VM ${quote(vm)} carries no encryption with it.`),
  "key-is-available": (said, to) =>
    plainly(`${capitalise(nameKeyOf(said, to))} is CONNECTED on ${nameVCenter(said.at, to)}.`),
  "key-is-not-available": (said, to) => ({
    message: `The key of VM ${quote(said.vm)} is not available on ${nameVCenter(said.at, to)}.`,
    explanation: `${capitalise(nameKeyOf(said, to))} is DISCONNECTED on ${nameVCenter(said.at, to)}. A host that does not hold the key cannot open the VM.`,
  }),
  "key-availability-is-unknown": (said, to) => ({
    message: `It is not known whether the key of VM ${quote(said.vm)} is available on ${nameVCenter(said.at, to)}.`,
    explanation: `The status of ${nameKeyOf(said, to)} is UNKNOWN on ${nameVCenter(said.at, to)}. It has to be CONNECTED.`,
  }),
  "key-provider-has-gone": (said, to) => ({
    message: `The key of VM ${quote(said.vm)} is not available on ${nameVCenter(said.at, to)}.`,
    explanation: `${capitalise(nameKeyOf(said, to))} is not registered on ${nameVCenter(said.at, to)}. A host that does not hold the key cannot open the VM.`,
  }),
  "key-provider-may-have-gone": (said, to) => ({
    message: `It is not known whether the key of VM ${quote(said.vm)} is available on ${nameVCenter(said.at, to)}.`,
    explanation: `${capitalise(nameKeyOf(said, to))} is not recorded on ${nameVCenter(said.at, to)}. The key providers there are not inventoried.`,
  }),
  "key-provider-of-source-is-unknown": ({ vm }) => ({
    message: `It is not known which key provider encrypts VM ${quote(vm)}.`,
    explanation: `VM ${quote(vm)} is encrypted. No key provider is recorded for it, so nobody can say whether its key is available.`,
  }),
  "workflow-needs-no-key": ({ vm }) => plainly(`No key of VM ${quote(vm)} is needed.`),
  "rekey-while-running": (said, to) => ({
    message: `VM ${quote(said.vm)} is rekeyed while it is powered on.`,
    explanation: `${capitalise(nameKeyProvider(said, to))} is CONNECTED on ${nameVCenter(said.at, to)}. A VM with IDE controllers has to be powered off: check VM ${quote(said.vm)}.`,
  }),
  "native-key-is-not-backed-up": (said, to) => ({
    message: `VM ${quote(said.vm)} cannot use a native key provider without a backup.`,
    explanation: `${capitalise(nameKeyProvider(said, to))} for VM ${quote(said.vm)} was not backed up on ${nameVCenter(said.at, to)}. vCenter uses a native key provider only once it is backed up.`,
  }),
  "native-key-needs-newer-vcenter": (said, to) => ({
    message: `The key of VM ${quote(said.vm)} does not work at the destination.`,
    explanation: `${capitalise(nameKeyProvider(said, to))} of VM ${quote(said.vm)} is a native key provider, which needs vCenter 7.0.2 or later. ${capitalise(nameVCenter(said.at, to))} is older.`,
  }),
  "native-key-needs-known-vcenter": (said, to) => ({
    message: `It is not known whether the key of VM ${quote(said.vm)} works at the destination.`,
    explanation: `${capitalise(nameKeyProvider(said, to))} of VM ${quote(said.vm)} is a native key provider, which needs vCenter 7.0.2 or later. The version of ${nameVCenter(said.at, to)} is not known.`,
  }),
  "native-key-needs-newer-hosts": (said, to) => ({
    message: `The key of VM ${quote(said.vm)} does not work at the destination.`,
    explanation: `${capitalise(nameKeyProvider(said, to))} of VM ${quote(said.vm)} is a native key provider, which needs hosts of 7.0 Update 2 or later. The hosts of the destination on ${nameVCenter(said.at, to)} are older.`,
  }),
  "native-key-needs-known-hosts": (said, to) => ({
    message: `It is not known whether the key of VM ${quote(said.vm)} works at the destination.`,
    explanation: `${capitalise(nameKeyProvider(said, to))} of VM ${quote(said.vm)} is a native key provider, which needs hosts of 7.0 Update 2 or later. The release of the hosts of the destination on ${nameVCenter(said.at, to)} is not known.`,
  }),
  "rekey-target-is-not-registered": ({ vm, keyProvider, at, registered }, to) => ({
    message: `VM ${quote(vm)} cannot be rekeyed to ${to === "provider" ? `key provider ${quote(keyProvider)}` : "this key provider"}.`,
    explanation:
      to === "provider"
        ? `Key provider ${quote(keyProvider)} for VM ${quote(vm)} is not registered on ${nameVCenter(at, to)} (registered there: ${listDistinctNames(keyProvider, registered)}).`
        : `The new key provider of VM ${quote(vm)} is not registered on ${nameVCenter(at, to)}.`,
  }),

  "native-beside-other": (said, to) => ({
    message: keysDiffer(said.vm),
    explanation:
      to === "provider"
        ? `${capitalise(nameKeyOf(said, to))} is ${said.sourceType} on ${nameVCenter(said.source, to)} and ${said.destinationType} on ${nameVCenter(said.at, to)}. A native key provider and another one never have the same keys.`
        : `${capitalise(nameKeyProvider(said, to))} is of another type on the destination vCenter. A native key provider and another one never have the same keys.`,
  }),
  "native-keys-are-the-same": (said, to) =>
    plainly(`${capitalise(nameKeyProvider(said, to))} has the same key ID ${onBoth(said, to)}.`),
  "native-keys-differ": (said, to) => ({
    message: keysDiffer(said.vm),
    explanation: `${capitalise(nameKeyOf(said, to))} has different key IDs ${onBoth(said, to)}. ${NATIVE_IS_RESTORED} The workflow would fail with "Failed to decrypt the key" when it is almost done.`,
  }),
  "native-keys-cannot-be-compared": (said, to) => ({
    message: `It is not known whether the destination has the keys of VM ${quote(said.vm)}.`,
    explanation: `A key ID of ${nameKeyOf(said, to)} is not recorded ${onBoth(said, to)}. ${NATIVE_IS_RESTORED}`,
  }),
  "standard-beside-trusted": (said, to) => ({
    message: `The destination may not have the keys of VM ${quote(said.vm)}.`,
    explanation: `${capitalise(nameKeyOf(said, to))} is a standard key provider on one vCenter and a trusted key provider on the other: ${onBoth(said, to)}.`,
  }),

  "default-key-provider-is-not-backed-up": (said, to) =>
    noSupport(
      said.at,
      to,
      `${needsDefault(said, to)} It was not backed up. A vCenter uses a native key provider only after its backup.`,
    ),
  "default-key-provider-needs-newer-vcenter": (said, to) =>
    noSupport(
      said.at,
      to,
      `${needsDefault(said, to)} It needs vCenter ${said.least} or later. ${capitalise(nameVCenter(said.at, to))} is ${said.version}.`,
    ),
  "default-key-provider-needs-known-vcenter": (said, to) =>
    mayNotSupport(
      said.at,
      to,
      `${needsDefault(said, to)} It needs vCenter ${said.least} or later. The version of ${nameVCenter(said.at, to)} is not known.`,
    ),
  "default-key-provider-needs-newer-hosts": (said, to) =>
    noSupport(
      said.at,
      to,
      `${needsDefault(said, to)} It needs hosts that run hardware version ${formatHardwareVersion(said.least)}. ${capitalise(nameCluster(said.at, to))} runs ${formatHardwareVersion(said.highest)} at most.`,
    ),
  "default-key-provider-needs-known-hosts": (said, to) =>
    mayNotSupport(
      said.at,
      to,
      `${needsDefault(said, to)} It needs hosts that run hardware version ${formatHardwareVersion(said.least)}. The highest hardware version of ${nameCluster(said.at, to)} is not known.`,
    ),
};
